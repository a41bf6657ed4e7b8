"""Tells whether a message only sends the customer elsewhere: beside it stand but courtesy and opening hours."""

from __future__ import annotations

import re

from checks.substance import COURTESY
from checks.text import overlaps, quoted_spans, signature_span, spoken_sentences
from checks.wording import chosen_spans
from qa.ports import Reading, Span

_FORMULAS = ("thanks", "farewell", "greeting", "apology", "empathy", "self-introduction", "more-help")
_HELPS = ("resolution", "own-part")
_BEGINNING, _NAME_WORDS, _NAME_THAI, _REMARK_WORDS = 20, 4, 25, 2
_THAI = re.compile("[\u0e00-\u0e7f]")
_HOURS = re.compile(
    r"(?i)\d{1,2}(?:[:.]\d{2})?\s?(?:h|am|pm|โมง|น\.?)?\s?(?:do|to|till|until|às|a|e as|-|–|إلى|الى|حتى|ถึง)\s?\d{1,2}|"
    r"(?:od )?poniedzia[łl]\w+ do pi[ąa]tk\w+|w dni robocze|(?:on )?weekdays|mon(?:day)? (?:to|-|–) fri(?:day)?|"
    r"(?:de )?segunda a sexta|dias úteis|من (?:الأحد|الاثنين|السبت)\S* إلى|أوقات الدوام|ساعات العمل|"
    r"จันทร์\s?(?:ถึง|-|–)\s?ศุกร์|เวลาทำการ"
)
"""When somebody answers there."""
_WISH = re.compile(
    r"(?i)(?:[żz]ycz[ęy]\w*|i wish|we wish|wishing|i hope|have an? (?:good|nice|lovely)|desej\w+|votos|bom resto|"
    r"[أن]تمنى|نرجو لك|مع (?:خالص|أطيب))(?!\w)|ขอให้|ขออวยพร"
)
"""How a wish begins."""
_TELLS = re.compile(
    r"(?i)\b(?:tak|(?<!na )nie|można|może|mogą|jest|są|ma|mają|wynosi|yes|no|not|can|is|are|has|have|comes?|fits?|"
    r"sim|não|pode|podem|tem|têm|dá|serve|custa|vem|نعم|لا|ليس|ممكن|يمكن|متوفر\w*|موجود\w*)\b|\d|ได้|มี|ไม่"
)
"""Words that may answer a question; a sentence of thanks that has one of them may be more than thanks."""


def only_sends(reading: Reading, index: int, moves: tuple[Span, ...]) -> bool:
    """Tell whether every sentence sends away, thanks, greets, wishes or parts, tells opening hours or is a name."""
    text = reading.conversation.messages[index].text
    signature = signature_span(text)
    hidden = (*quoted_spans(text), *((signature,) if signature else ()))
    told = spoken_sentences(text, language=reading.language_of(index))
    said = [one for one in told if not overlaps(one, hidden)]
    if not any(overlaps(one, moves) for one in said) or any(reading.phrases(index, name) for name in _HELPS):
        return False
    return all(
        overlaps(one, moves)
        or _HOURS.search(text, one.start, one.end)
        or _is_remark(text[one.start : one.end])
        or is_formula(reading, index, one)
        for one in said
    )


def is_formula(reading: Reading, index: int, sentence: Span) -> bool:
    """Tell whether a sentence begins with a formula of courtesy and tells nothing, or is a line with a name."""
    text = reading.conversation.messages[index].text
    if _is_name_line(text[sentence.start : sentence.end]):
        return True
    if _WISH.match(text, sentence.start, sentence.end):
        return True
    begun = [
        span
        for name in _FORMULAS
        for span in reading.phrases(index, name)
        if sentence.start <= span.start <= sentence.start + _BEGINNING and span.start < sentence.end
    ]
    courteous = chosen_spans(reading, index, COURTESY)
    beside = (Span(*one.span()) for one in _TELLS.finditer(text, sentence.start, sentence.end))
    return bool(begun) and all(overlaps(one, courteous) for one in beside)


def _is_name_line(line: str) -> bool:
    """Tell whether a line is a few words that end no sentence and tell nothing, as a name or a salutation is."""
    is_short = len(line.split()) <= _NAME_WORDS and len(_THAI.findall(line)) <= _NAME_THAI
    return is_short and not line.rstrip().endswith((".", "?", "!")) and not _TELLS.search(line)


def _is_remark(line: str) -> bool:
    """Tell whether a sentence is a word or two ("Good choice."), too little for an answer."""
    is_short = len(line.split()) <= _REMARK_WORDS and not _THAI.search(line)
    return is_short and not line.rstrip().endswith("?") and not _TELLS.search(line)
