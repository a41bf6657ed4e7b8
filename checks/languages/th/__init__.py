"""The Thai language pack."""

from __future__ import annotations

from checks.languages._pack import YamlPack

__all__ = ["Thai"]


class Thai(YamlPack):
    """Thai phrases, listed in `phrases.yaml`."""

    code = "th"
    version = 1
