"""What managers learn from all conversations together: reasons, self-service, times, hours, channels, saved replies."""

from qa.stages.insights.contacts import ReasonLine
from qa.stages.insights.noting import Insight, note_insight, store_insight
from qa.stages.insights.period import Period, Share
from qa.stages.insights.reading import Insights, TemplateLine, read_insights
from qa.stages.insights.templates import find_faults, is_judged, store_faults, templates_hash
from qa.stages.insights.volumes import ChannelLine, HourCell

__all__ = [
    "ChannelLine",
    "HourCell",
    "Insight",
    "Insights",
    "Period",
    "ReasonLine",
    "Share",
    "TemplateLine",
    "find_faults",
    "is_judged",
    "note_insight",
    "read_insights",
    "store_faults",
    "store_insight",
    "templates_hash",
]
