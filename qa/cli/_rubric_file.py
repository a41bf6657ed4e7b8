"""Which rubric file a command means."""

from __future__ import annotations

from pathlib import Path

from qa.errors import SettingError
from qa.settings import Settings


def rubric_file(settings: Settings, given: Path | None = None) -> Path:
    """Return the file given, else that of the settings. Raises SettingError when the latter is not there."""
    if given is not None:
        return given
    if not settings.rubric.is_file():
        raise SettingError("QA_RUBRIC", str(settings.rubric), expected="the path of a rubric file")
    return settings.rubric
