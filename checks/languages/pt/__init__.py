"""The Portuguese language pack."""

from __future__ import annotations

from checks.languages._pack import YamlPack

__all__ = ["Portuguese"]


class Portuguese(YamlPack):
    """Portuguese phrases, listed in `phrases.yaml`."""

    code = "pt"
    version = 1
