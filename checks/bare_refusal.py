"""Tells a no that stands bare: nothing regrets it, gives a reason for it or shows another way, then or later."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.echo import shared_words
from checks.sent_away import is_formula
from checks.sides import agent_messages, customer_messages
from checks.text import overlaps, quoted_spans, sentences, signature_span, spoken_sentences
from checks.warmth import is_good_news, is_joyful, is_soft
from qa.ports import Reading, Span

_MOST_SIGNS, _FEW_WORDS, _ENOUGH = 90, 3, 2
_REQUEST = re.compile(
    r"(?i)\b(?:da si[ęe]|mo[żz]na|mog[ęe]|mogliby|m[óo]g[łl]by|mog[łl]aby|mo[żz]ecie|mo[żz]liwe|prosz[ęe]|poprosz[ęe]|"
    r"chcia[łl]\w*|chcemy|could (?:you|i|we)|can (?:you|i|we)|would you|may i|possible|please|i'd like|any chance|"
    r"[ée] poss[íi]vel|podem|pode|posso|poderia\w*|d[áa]|queria|gostava|gostaria)\b|ممكن|تقدر\w*|نقدر|بدي|أبغى|ابغى|"
    r"أريد|عايز\w*|هل يمكن|فيني|ينفع|ได้ไหม|ได้มั้ย|ได้หรือ|อยาก|ขอ|รบกวน"
)
"""Words that ask for something to be done."""
_REGRETS = ("apology", "empathy", "reason-marker", "alternative-marker", "can-do", "promise", "condition")
_MAY = re.compile(
    r"(?i)\b(?:mo[żz]\w+|mog\w+|je[śs]li|je[żz]eli|gdyby|w zamian|zamiast|can|could|may|might|if|instead|"
    r"would|offer|pode\w*|posso|se|caso|em vez|ofere\w+)\b|يمكن|ممكن|تقدر|نقدر|إذا|لو|بدل|ถ้า|หาก|สามารถ|แทน|เสนอ"
)
"""Words that may show another way."""
_FEARED = re.compile(
    r"(?i)charged|\blos[et]|expire|break|damage|fade|shrink|leak|rust|przepad|zgin|zniszcz|uszkodz|pobran|obci[ąa][żz]|"
    r"zepsu|perde|cobrad|estrag|encolh|parte|خسر|تفقد|ينكسر|يخرب|หาย|เสีย|หัก|พัง"
)
"""What nobody wishes for: that it cannot happen is good news."""
_SPARE_ME = re.compile(
    r"(?i)\b(?:don't|do not|stop|nie (?:dzwo|wysy|przys|chc|pis|dodaw)\w*|não (?:quero|me|lig|envi|mand)\w*)|"
    r"لا (?:تتصل|ترسل|أريد|تضيف)|ما (?:أبغى|ابغى|بدي)|อย่า|ไม่ต้อง|ไม่อยาก"
)
"""Who asks that something be left undone is told so with a no."""
_CLAUSE = re.compile(r"[,;:،؛–—]|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")
_THAI = re.compile("[\u0e00-\u0e7f]")
_THAI_CLAUSE = 25


def is_bare_refusal(reading: Reading, index: int, spans: Sequence[Span]) -> bool:
    """Tell whether a message refuses what the customer asked for, and says nothing of its own beside.

    The refusal is one short clause; every other sentence is a formula of courtesy or takes up another question of the
    customer. No word of the message regrets, softens or gives a reason, and no message of the agents after it may show
    another way or a reason.
    """
    conversation = reading.conversation
    text = conversation.messages[index].text
    asked = customer_messages(conversation, before=index)
    if not asked or not any(_REQUEST.search(conversation.messages[one].text) for one in asked[-2:]):
        return False
    if _SPARE_ME.search(conversation.messages[asked[-1]].text):
        return False
    if any(reading.phrases(index, name) for name in _REGRETS):
        return False
    signature = signature_span(text)
    hidden = (*quoted_spans(text), *((signature,) if signature else ()))
    told = [one for one in spoken_sentences(text, language=reading.language_of(index)) if not overlaps(one, hidden)]
    refused = [one for one in told if overlaps(one, tuple(spans))]
    if not refused or not all(_is_plain_no(text, one, spans) for one in refused):
        return False
    beside = [one for one in told if one not in refused]
    if not all(_tells_nothing(reading, index, one) or _is_of_other(reading, index, one, refused) for one in beside):
        return False
    return not any(_may_help(reading, one) for one in agent_messages(conversation, after=index))


def _is_plain_no(text: str, sentence: Span, spans: Sequence[Span]) -> bool:
    """Tell whether a sentence is short, neither soft nor good news, and has no clause of weight beside the refusal."""
    said = text[sentence.start : sentence.end]
    if len(said) > _MOST_SIGNS or is_soft(said) or is_good_news(said) or _FEARED.search(said):
        return False
    start = sentence.start
    for cut in (*_CLAUSE.finditer(text, sentence.start, sentence.end), None):
        end = cut.start() if cut else sentence.end
        clause = text[start:end]
        leads_in = cut is not None and cut[0] == ":" and all(one.start >= end for one in spans if one.start >= start)
        is_long = len(_WORD.findall(clause)) > _FEW_WORDS or len(_THAI.findall(clause)) > _THAI_CLAUSE
        if is_long and not leads_in and not overlaps(Span(start, end), tuple(spans)):
            return False
        start = cut.end() if cut else end
    return True


def _tells_nothing(reading: Reading, index: int, sentence: Span) -> bool:
    said = reading.conversation.messages[index].text[sentence.start : sentence.end]
    is_few = len(_WORD.findall(said)) <= 1 and not _THAI.search(said)
    return is_few or is_joyful(said) or is_formula(reading, index, sentence)


def _is_of_other(reading: Reading, index: int, sentence: Span, refused: Sequence[Span]) -> bool:
    """Tell whether a sentence answers another question than the refusal does, by the words it takes up."""
    language, text = reading.language_of(index), reading.conversation.messages[index].text
    no = " ".join(text[one.start : one.end] for one in refused)
    for at in customer_messages(reading.conversation, before=index):
        asked = reading.conversation.messages[at].text
        for question in sentences(asked):
            words = asked[question.start : question.end]
            is_taken_up = shared_words(text[sentence.start : sentence.end], words, language=language) >= _ENOUGH
            if words.endswith(("?", "؟")) and is_taken_up and not shared_words(no, words, language=language):
                return True
    return False


def _may_help(reading: Reading, index: int) -> bool:
    """Tell whether a later message may give the reason or show another way."""
    if any(reading.phrases(index, name) for name in _REGRETS[:-1]):
        return True
    return _MAY.search(reading.conversation.messages[index].text) is not None
