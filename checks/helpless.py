"""Tells words of helplessness beside which the agent tells a way from those that leave the customer alone."""

from __future__ import annotations

import re

from checks.harsh import HARSH_SETS
from checks.sent_away import is_formula
from checks.text import spoken_sentences
from qa.ports import Reading, Span

_HELPLESS = re.compile(
    r"(?i)\bnic\b.{0,25}(?:zrobi|porad|pom[óo]|nie da)|\btrudno\b|bezradn|bezsiln|"
    r"\bnothing\b.{0,20}\b(?:can|could|be done)\b|"
    r"\bnada\b.{0,20}faz|faz\w*.{0,10}\bnada\b|nada posso|"
    r"(?:شي|شيء|شئ|حاجة|حيلة|فعله|عمله)|بيدي|بيدنا|بإيد|"
    r"ช่วยไม่ได้|ช่วยอะไรไม่ได้|ทำอะไรไม่ได้|ทำไม่ได้"
)
"""What an agent says who can do nothing about one thing, or about anything."""
_LEAVES = re.compile(
    r"(?i)\b(?:nie|nic|nikt|mus\w+|trzeba|pozosta\w+|czeka\w*|cierpliw\w+|"
    r"not|no|nothing|nobody|must|(?:have|has|need) to|just have|wait\w*|patien\w+|"
    r"não|nada|ninguém|tem (?:de|que)|terá|resta|esper\w+|aguard\w+|paciência|"
    r"لا|ما|لن|لم|ليس|مو|مش|لازم|يجب|عليك|انتظ\w*|استن\w*|اصبر\w*|الصبر|تنتظر\w*)\b|n't\b|ไม่|ต้อง|รอ|ทน"
)
"""Words of what stays undone, or is left to the customer."""
_WORD = re.compile(r"[^\W\d_]+")
_THAI = re.compile("[\u0e00-\u0e7f]")
_WORDS, _THAI_SIGNS, _NEXT = 4, 20, 2


def has_way_after(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether a span is of helplessness, and one of the two sentences after it tells what happens instead.

    "There's nothing we can do about today. The new one will be with you by ten" leaves nobody alone.
    """
    text = reading.conversation.messages[index].text
    if not _HELPLESS.search(text, span.start, span.end):
        return False
    language = reading.language_of(index)
    told = spoken_sentences(text, language=language)
    at = next((number for number, one in enumerate(told) if one.start <= span.start < one.end), len(told))
    after = told[at + 1 : at + 1 + _NEXT]
    if language == "th" and at < len(told):
        after = (Span(span.end, max(span.end, told[at].end)), *after)
    return any(_tells_way(reading, index, one) for one in after)


def _tells_way(reading: Reading, index: int, sentence: Span) -> bool:
    said = reading.conversation.messages[index].text[sentence.start : sentence.end]
    is_long = len(_WORD.findall(said)) >= _WORDS or len(_THAI.findall(said)) >= _THAI_SIGNS
    if not is_long or _LEAVES.search(said) or said.rstrip().endswith(("?", "؟")):
        return False
    if any(sentence.start <= one.start < sentence.end for name in HARSH_SETS for one in reading.phrases(index, name)):
        return False
    return not is_formula(reading, index, sentence)
