"""Reads what a company masks beside card numbers and the like: names with regular expressions, from YAML."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from qa.errors import SettingError
from qa.redaction.secrets import Pattern

_SETTING = "QA_REDACT_PATTERNS"
_FORM = "a YAML file of names with regular expressions, such as `loyalty number: 'LC-\\d{6}'`"


def load_patterns(path: Path | None) -> tuple[Pattern, ...]:
    """Return the patterns of a file; none without one. Raises SettingError saying which line is wrong."""
    if path is None:
        return ()
    try:
        return _load(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise SettingError(_SETTING, str(path), expected=f"{_FORM}; it cannot be read ({error.strerror})") from error


@lru_cache(maxsize=4)
def _load(path: Path, changed: int) -> tuple[Pattern, ...]:
    try:
        read = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise SettingError(_SETTING, str(path), expected=f"{_FORM}; {error}") from error
    if not isinstance(read, dict):
        raise SettingError(_SETTING, str(path), expected=_FORM)
    return tuple(_pattern(path, str(name), expression) for name, expression in read.items())


def _pattern(path: Path, name: str, expression: object) -> Pattern:
    if not isinstance(expression, str) or not expression:
        raise SettingError(_SETTING, str(path), expected=f"{_FORM}; {name!r} has no expression")
    try:
        compiled = re.compile(expression)
    except re.error as error:
        problem = f"{_FORM}; {name!r}: {error} in {expression!r}"
        raise SettingError(_SETTING, str(path), expected=problem) from error
    if compiled.match(""):
        raise SettingError(
            _SETTING, str(path), expected=f"{_FORM}; {name!r} would match nothing at all, which is everywhere"
        )
    return Pattern(name, compiled)
