"""How the topics of notices, the ways they come and the outcomes of deliveries are called on the page.

The words of the notices themselves, which e-mails use too, lie in `qa/notices/words`.
"""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

TOPIC_NAMES: dict[str, LazyString] = {
    "reviews": _l("Reviews"),
    "feedback": _l("Feedback"),
    "disputes": _l("Disputes"),
    "coaching": _l("Coaching"),
    "calibration": _l("Calibration"),
    "rules": _l("Rubric and checks"),
    "system": _l("Reports and system"),
}
WAY_NAMES: dict[str, LazyString] = {
    "never": _l("Never"),
    "daily": _l("Once a day"),
    "at_once": _l("At once"),
}
DELIVERY_NAMES: dict[str, LazyString] = {
    "waiting": _l("Waiting"),
    "delivered": _l("Delivered"),
    "failed": _l("Given up"),
}
