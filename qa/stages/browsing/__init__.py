"""Finding conversations: filters, pages of a list, capped counts and the choices that filters offer."""

from qa.stages.browsing.choices import Choice, Choices, read_choices
from qa.stages.browsing.counting import CappedCount, count_conversations
from qa.stages.browsing.filters import STATES, VERDICTS, ConversationFilters, conditions_of, machine_verdict
from qa.stages.browsing.hiding import blind_conversations, left_out, tells_verdicts
from qa.stages.browsing.listing import ConversationLine, Page, Place, list_conversations
from qa.stages.browsing.order import Sort
from qa.stages.browsing.reading import ConversationPage, read_conversation
from qa.stages.browsing.reasons import NOT_KNOWN

__all__ = [
    "NOT_KNOWN",
    "STATES",
    "VERDICTS",
    "CappedCount",
    "Choice",
    "Choices",
    "ConversationFilters",
    "ConversationLine",
    "ConversationPage",
    "Page",
    "Place",
    "Sort",
    "blind_conversations",
    "conditions_of",
    "count_conversations",
    "left_out",
    "list_conversations",
    "machine_verdict",
    "read_choices",
    "read_conversation",
    "tells_verdicts",
]
