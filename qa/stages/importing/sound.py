"""Keeps original recordings untouched, addressed by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from qa.importers._sound import sound_problem, transcripts_beside


@dataclass(frozen=True, slots=True)
class KeptSound:
    """A recording that was kept, or why it could not be. `suffix` is that of the original, such as .flac."""

    sha256: str | None = None
    suffix: str | None = None
    problem: str | None = None


def keep_sound(path: str, *, base: Path, home: Path) -> KeptSound:
    """Copy the recording at `path`, relative to `base`, to `home/ab/abcdef....flac` unless it is there already.

    A transcript beside it is copied with it.
    """
    original = Path(os.path.normpath(base / path))
    if not original.is_relative_to(os.path.normpath(base)):
        return KeptSound(problem=f"The recording {path!r} lies outside the folder of the import; move it inside.")
    if not original.is_file():
        return KeptSound(problem=f"The recording {path!r} is not there; put it there and import again.")
    try:
        wrong = sound_problem(original)
        if wrong is None:
            return _keep(original, home)
    except OSError as error:
        wrong = f"it cannot be read: {error.strerror}"
    return KeptSound(problem=f"The recording {path!r} cannot be used: {wrong}; then import again.")


def _keep(original: Path, home: Path) -> KeptSound:
    with original.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    suffix = original.suffix.lower()
    kept = home / sha256[:2] / f"{sha256}{suffix}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    if not kept.exists() and not _copy(original, kept, sha256=sha256):
        problem = f"The recording {original.name!r} changes while it is copied; import it again when it is complete."
        return KeptSound(problem=problem)
    for transcript in transcripts_beside(original):
        _copy(transcript, kept.with_suffix(transcript.suffix))
    return KeptSound(sha256=sha256, suffix=suffix)


def _copy(original: Path, kept: Path, *, sha256: str | None = None) -> bool:
    """Copy a file so that nobody ever sees half of it; False, without a copy, where it is not what was hashed."""
    copying = kept.with_name(f".{uuid4().hex}")
    try:
        shutil.copyfile(original, copying)
        with copying.open("rb") as file:
            if sha256 is not None and hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                return False
        copying.replace(kept)
    finally:
        copying.unlink(missing_ok=True)
    return True
