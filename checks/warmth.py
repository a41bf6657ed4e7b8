"""Tells the tone of a few words: warm, courteous, soft, joyful or loud, in the five languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.ports import Reading, Span

_FACE = re.compile(r"[\u2600-\u27bf\U0001f300-\U0001faff❤]|(?<!\w)[:;]-?[)DdPp3]|\^_?\^|<3|(?:هه){2}|5{3,}")
_NAME_WORD = re.compile(r"[^\W\d_]{3,}|[\u0e00-\u0e7f]{2,}")
_THAI = re.compile("[\u0e00-\u0e7f]")
_STEM, _ENDING = 3, 2
_COURTESY = re.compile(
    r"(?i)prosz|prosi[ćęm]|dzi[ęe]k|przepr|przykr|please|thank|sorry|could you|may i|can i|of course|favor|obrigad|"
    r"lament|desculp|claro|فضل|شكر|عذر|آسف|سمح|رجو|رجاء|ขอ|กรุณา|รบกวน|นะ"
)
_SOFT = re.compile(
    r"(?i)niestet|[żz]a[łl]uj|obawiam|spr[óo]buj|\bale\b|jednak|natomiast|jeszcze|dok[łl]adn|"
    r"afraid|unfortunate|sadly|regret|\bbut\b|however|though|\byet\b|exact|precise|instead|"
    r"infeliz|receio|\bmas\b|por[ée]m|contudo|ainda|exat|"
    r"للأسف|لكن|ولكن|لاكن|بعد\b|بالضبط|بالتحديد|แต่|เสียดาย|เสียใจ|ยัง|แน่นอน"
)
"""Words that soften a no, or go on to what is possible."""
_GOOD_NEWS = re.compile(
    r"(?i)\bnothing\b|\bfree\b|no (?:extra |additional )?(?:cost|charge|fee|need|problem|worr)|(?:need|have) to\b|"
    r"nie (?:trzeba|musi|ma problemu|ma potrzeby)|bezp[łl]at|darmo|\bnic nie|gr[áa]tis|\bnada\b|"
    r"não (?:é preciso|precisa|há problema)|"
    r"مجان|لا داعي|لا مشكلة|ما في مشكلة|ฟรี|ไม่ต้อง|ไม่มีค่า|ไม่มีปัญหา"
)
_JOY = re.compile(
    r"(?i)ciesz[ęy]|ucieszy|urad|rado[śs]|mi[łl]o (?:mi|nam|czyta|s[łl]ysze)|wzrusz|glad\b|delighted|"
    r"happy to (?:hear|read)|lovely|kind (?:of you|words|thing)|made (?:my|our) day|"
    r"alegr|feliz|content[ae]|gentil|com gosto|"
    r"سعد|سعيد|أفرح|فرح|سرور|سرّ|ดีใจ|ยินดี|ปลื้ม|ชื่นใจ"
)
"""Words of joy: praise is answered with them, and no complaint."""
_LOUD = re.compile(r"[!?؟]{2,}|(?<!\w)[A-ZĄĆĘŁŃÓŚŹŻÁÂÃÀÉÊÍÓÔÕÚÇ]{4,}(?:\W+[A-ZĄĆĘŁŃÓŚŹŻÁÂÃÀÉÊÍÓÔÕÚÇ]{3,})+")


def is_warm(reading: Reading, text: str) -> bool:
    """Tell whether a text has an exclamation, a face or the customer's name."""
    customer = reading.conversation.customer
    return is_lively(text) or (customer is not None and has_name(customer.name, text))


def is_lively(text: str) -> bool:
    """Tell whether a text has an exclamation or a face."""
    return "!" in text or bool(_FACE.search(text))


def is_courteous_text(text: str) -> bool:
    """Tell whether a text asks, thanks or regrets with any polite word."""
    return bool(_COURTESY.search(text))


def is_soft(text: str) -> bool:
    """Tell whether words soften a no, or go on to what is possible."""
    return bool(_SOFT.search(text))


def is_good_news(text: str) -> bool:
    """Tell whether a no spares somebody something: a cost, a way, a worry."""
    return bool(_GOOD_NEWS.search(text))


def is_joyful(text: str) -> bool:
    """Tell whether a text speaks of joy."""
    return bool(_JOY.search(text))


def is_loud(text: str) -> bool:
    """Tell whether somebody shouts: several marks in a row, or words in capitals."""
    return bool(_LOUD.search(text))


def has_name(name: str | None, text: str) -> bool:
    """Tell whether a word of a name stands in a text, in any ending."""
    for word in _NAME_WORD.findall(name or ""):
        stem = word if _THAI.match(word) else word[: max(_STEM, len(word) - _ENDING)]
        if re.search(rf"(?<![^\W\u0e00-\u0e7f]){re.escape(stem)}", text, re.IGNORECASE):
            return True
    return False


def own_name(reading: Reading, window: Sequence[int]) -> tuple[int, Span] | None:
    """Return where the agent says their own name: a word of it, as it is or in another ending."""
    agent = reading.conversation.agent
    for word in _NAME_WORD.findall((agent.name or "") if agent else ""):
        said = re.compile(re.escape(word) if _THAI.match(word) else rf"(?<!\w){re.escape(word)}", re.IGNORECASE)
        for index in window:
            match = said.search(reading.conversation.messages[index].text)
            if match:
                return index, Span(*match.span())
    return None
