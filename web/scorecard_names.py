"""What short scorecards are called and meant for, on the page."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from qa.domain.scorecard import Scorecard
from qa.stages.browsing import NOT_KNOWN
from web import names
from web.insight_grid import reason_title
from web.render import comma


def init_app(app: Flask) -> None:
    """Offer the names to templates."""
    app.jinja_env.filters.update(reason_label=reason_label, scorecard_use=scorecard_use)


def reason_label(code: str) -> str:
    """Name a reason of contact, or that nothing has told it yet."""
    return str(_("not known yet")) if code == NOT_KNOWN else reason_title(code)


def scorecard_use(card: Scorecard) -> str:
    """Say of which conversations a scorecard is asked."""
    channels = comma().join(names.channel_name(one) for one in card.channels)
    reasons = comma().join(reason_title(one) for one in card.reasons)
    return " · ".join(part for part in (channels, reasons) if part) or str(_("any conversation"))
