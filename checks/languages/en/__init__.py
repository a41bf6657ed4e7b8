"""The English language pack."""

from __future__ import annotations

from checks.languages._pack import YamlPack

__all__ = ["English"]


class English(YamlPack):
    """English phrases, listed in `phrases.yaml`."""

    code = "en"
    version = 1
