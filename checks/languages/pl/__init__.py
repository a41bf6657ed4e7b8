"""The Polish language pack."""

from __future__ import annotations

from checks.languages._pack import YamlPack

__all__ = ["Polish"]


class Polish(YamlPack):
    """Polish phrases, listed in `phrases.yaml`."""

    code = "pl"
    version = 1
