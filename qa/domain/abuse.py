"""What a customer did who was abusive: a word for it, so that it can be counted without telling what was said."""

from __future__ import annotations

import enum


class AbuseKind(enum.Enum):
    """What kind of abuse it was; the worst of several is named."""

    INSULT = "insult"
    THREAT = "threat"
    DISCRIMINATION = "discrimination"
    HARASSMENT = "harassment"
