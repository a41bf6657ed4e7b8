"""The Arabic language pack."""

from __future__ import annotations

from checks.languages._pack import YamlPack

__all__ = ["Arabic"]


class Arabic(YamlPack):
    """Arabic phrases, listed in `phrases.yaml`."""

    code = "ar"
    version = 1
