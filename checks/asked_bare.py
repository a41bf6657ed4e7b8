"""Tells whether a question asks for one detail and nothing else, so that it can only be one asked again."""

from __future__ import annotations

import re

from checks import asked_details
from checks.asked_to_tell import denies, tells
from checks.claims.surroundings import sentence_around
from qa.ports import Span

_WHICH = re.compile(
    r"(?i)\b(?:jak\w*|kt[óo]r\w*|czyj\w*|kogo|co|cz(?:ego|ym)|what\w*|which|whose|who|how|qual|quais|que|quem|como)\b|"
    r"(?<!\w)(?:ما|ماهو|كم|أي|اي|وش|ايش|إيش|شو|كيف|من|مين|إيه|ايه)(?!\w)|อะไร|ไหน|ใด|ใคร|เท่าไ|กี่|ยังไง|อย่างไร"
)
_ANY = re.compile(
    r"(?i)\b(?:kiedy|gdzie|dok[ąa]d|ile|dlaczego|czemu|when|where|why|quando|onde|quant\w*|porqu[êe]|por que)\b|"
    r"متى|أين|وين|فين|لماذا|ليش|ليه|لوين|เมื่อไ|ทำไม|วันไหน"
)
_MORE = re.compile(
    r"(?i)\b(?:i|oraz|lub|albo|and|or|e|ou|plus)\b|,|،|(?<=\s)و(?=\w{3})|(?<=\s)[أا]و(?=\s)|และ|หรือ|กับ|พร้อม"
)
_COURTESY = re.compile(
    r"(?i),?\s*\b(?:prosz[ęe]|please|por favor|se faz favor|no worries|thanks|thank you)\b,?|,?\s*من فضلك|,?\s*لو سمحت"
)
_THING = re.compile(r"(?i)produ[kct]|towar|rzecz|artyku|item|artigo|منتج|سلع|صنف|สินค้า|ของชิ้นไหน|ของอะไร")
_MODEL = re.compile(r"(?i)model|typ\b|typu|version|wersj|vers[ãa]o|طراز|موديل|نوع|รุ่น|แบบ")
_PART = re.compile(
    r"(?i)\b(?:cz[ęe][śs]\w*|element\w*|sztuk\w*|co[śs]|czego[śs]|parts?|pieces?|items?|something|things?|pe[çc]as?|"
    r"artigos?|algo|coisas?)\b|قطع|شي|شيء|غرض|ชิ้น|บางอย่าง"
)
_BROKEN = re.compile(
    r"(?i)problem|k[łl]opot|zepsu|nie dzia[łl]|uszkodz|wadliw|usterk|broke|not work|n['’]t work|stopped work|faulty|"
    r"trouble|damaged|n[ãa]o funciona|avari|estrag|danific|defeito|مشكل|خرب|عطل|تعطل|(?:ما|لا) [يت]شتغل|"
    r"(?:ما|لا) [يت]عمل|ปัญหา|เสีย|พัง|ใช้ไม่ได้|ไม่ทำงาน"
)
_LONGEST, _LONGEST_THAI = 14, 60
_TELLING = 10
_TELLING_THAI = 40
_AFTER = 25


def asks_for_one(text: str, span: Span, *, detail: str, language: str) -> bool:
    """Tell whether the question at a span is short, asks to tell the detail it names, and none beside it.

    Where it or the sentence before denies something (`I can't find it`), it may have a reason.
    """
    said = sentence_around(text, span.start, language=language)
    at = text.find(said) if said else -1
    if at < 0 or _is_long(said, language) or denies(said) or denies(_sentence_before(text, at, language)):
        return False
    noun = asked_details.NAMED[detail].search(said) if detail in asked_details.NAMED else None
    lead, tail = (said[: noun.end()], said[noun.end() :]) if noun else (said, "")
    asked = [one for one in (lead, tail[:_AFTER]) if _WHICH.search(one) or tells(one)]
    is_asked = asked or (noun is None and _ANY.search(said))
    return bool(is_asked) and not _MORE.search(_COURTESY.sub("", tail))


def asks_for_a_kind(said: str) -> bool:
    """Tell whether a question asks only for the kind of thing (`which product`), not which model of it."""
    return _THING.search(said) is not None and _MODEL.search(said) is None


def is_vague(text: str) -> bool:
    """Tell whether a customer names what is missing only as some part of something."""
    return _PART.search(text) is not None


def tells_much(text: str, *, language: str) -> bool:
    """Tell whether a customer's message tells more than that something is wrong (`my kettle is broken`)."""
    if _BROKEN.search(text) is None:
        return True
    return len(text) >= _TELLING_THAI if language == "th" else len(text.split()) >= _TELLING


def _is_long(said: str, language: str) -> bool:
    return len(said) > _LONGEST_THAI if language == "th" else len(said.split()) > _LONGEST


def _sentence_before(text: str, at: int, language: str) -> str:
    before = text[:at].rstrip(" \t")
    if before.endswith("\n"):
        return ""
    return sentence_around(text, len(before) - 1, language=language) if before else ""
