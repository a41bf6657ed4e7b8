"""What can be missing or wrong where the miniature model and its calls are made."""

from __future__ import annotations

from qa.errors import QaError


class ToolMissingError(QaError):
    """A program or library that the recipe needs is not installed. `name` says which, `mend` how to get it."""

    def __init__(self, name: str, *, mend: str) -> None:
        self.name, self.mend = name, mend
        super().__init__(f"{name} is not installed: {mend}.")


class VoiceError(QaError):
    """espeak-ng does not know a voice."""

    def __init__(self, voice: str) -> None:
        self.voice = voice
        super().__init__(f"espeak-ng has no voice {voice!r}: `espeak-ng --voices` and `--voices=variant` list them.")
