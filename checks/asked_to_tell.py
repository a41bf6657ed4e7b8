"""Tells whether what an agent's words name is surely to be told to the agent: a secret, a detail."""

from __future__ import annotations

import re

from checks.claims.surroundings import sentence_around
from qa.ports import Span

_TELLS = re.compile(
    r"(?i)\b(?:tell|give|send|read|share|dictate|provide|confirm|spell|need|have|take|get|what|what's|attach|upload|e-?mail|"
    r"message|pass|quote|scan|photo\w*|picture\w*|"
    r"pod[ae]\w*|przedykt\w*|dyktuj\w*|podykt\w*|popros\w*|poproś\w*|prosz[ęe]|prosim\w*|potrzeb\w*|przes[łl]\w*|prze[śs]l\w*|"
    r"wy[śs]l\w*|wys[łl]\w*|do[łl][aą]cz\w*|zdj[ęe]ci\w*|skan\w*|jak\w+|"
    r"diga\w*|dizer\w*|envi\w*|mand\w*|dit[ae]\w*|indi\w*|inform\w*|forne\w*|facult\w*|pass[ea]\w*|precis\w*|necessit\w*|junte\w*|"
    r"anex\w*|confirm\w*|leia\w*|solet\w*|qual|d[êe]|foto\w*|c[óo]pia)\b|"
    r"(?<!\w)[وف]?(?:[أاإ]?رسل|[أا]?بع[تث]|[أاإ]?عط|زود|تزويد|هات|قل|قول|قولي|[أاإ]حتاج|نحتاج|محتاج|أريد|ممكن|أخبر|اخبر|شارك|مشارك|"
    r"[أا]?ملي|ملن|اكتب|اقر|أرفق|ارفق|صور|ما|وش|إيش|ايش|إيه|شو|كم|كام|لو سمحت|من فضلك)\w*|"
    r"ขอ|บอก|แจ้ง|ส่ง|แนบ|ถ่าย|อ่าน|ยืนยัน|ต้องการ|อะไร|เท่าไ|ทวน"
)
_TYPES = re.compile(
    r"(?i)\b(?:enter\w*|typ(?:e|es|ed|ing)|key in|put in|log(?:s|ged|ging)? in|logging|sign in|us(?:e|ing)|set\w*|"
    r"choos\w*|creat\w*|fill\w*|remember\w*|check\w*|look\w*|compar\w*|mistyp\w*|wpis\w*|wprowad\w*|zalogow\w*|logow\w*|u[żz]y\w*|ustaw\w*|wybier\w*|sprawd\w*|spojrz\w*|por[óo]wna\w*|pomyli\w*|"
    r"introdu\w*|digite\w*|digitar|inser\w*|escolh\w*|defin\w*|cri[ae]\w*|use|usar|verifi\w*|confir[ae]|veja|engan\w*)\b|"
    r"(?<!\w)[وف]?(?:[أا]دخل|ادخال|إدخال|استخدم|اختر|سجل|ت[أا]كد|راجع|غلط)\w*|"
    r"กรอก|ใส่|ตั้ง|เข้าสู่ระบบ|ล็อกอิน|พิมพ์|ระบุ|ตรวจ|ลองดู|เช็ก|เช็ค"
)
_HERE = re.compile(
    r"(?i)\b(?:here|chat|below|reply|to (?:me|us)|tutaj|tu|czac\w*|nam|mi|aqui|conversa|resposta)\b|"
    r"هنا|المحادثة|ที่นี่|แชต|แชท"
)
_NOT = re.compile(
    r"(?i)\b(?:nie|nigdy|nikomu|bez|not|never|without|don['’]t|\w+n['’]t|no need|n[ãa]o|nunca|sem)\b|"
    r"(?<!\w)(?:لا|لن|لم|أبدا|بدون|دون|عدم)(?!\w)|อย่า|ไม่|ห้าม"
)
_OTHERS = re.compile(
    r"(?i)\b(?:drivers?|couriers?|lockers?|post office|kurier\w*|paczkomat\w*|automa\w*|poczt\w*|"
    r"estafeta|motorista|carteiro|cacifo|correios)\b|مندوب|السائق|الخزانة|พนักงานส่ง|ไรเดอร์|ขนส่ง|ตู้"
)
_LAST = re.compile(
    r"(?i)\blast (?:four|4)|ostatni\w* (?:cztery|4)|[úu]ltimos (?:quatro|4)|آخر (?:أربع|اربع|4|٤)|(?:4|สี่)\s?ตัวท้าย"
)
_PAUSE = re.compile(r"[,;:.!?،؛–—]")
_NEAR = 30
_MARKS = dict.fromkeys(range(0x064B, 0x0653))


def is_denied(text: str, span: Span) -> bool:
    """Tell whether a denial stands right before the words, in their clause (`please don't read the password out`)."""
    before = _PAUSE.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    return _NOT.search(before) is not None


def is_last_digits(text: str, span: Span) -> bool:
    """Tell whether the words are about the last four digits, which are no secret."""
    return _LAST.search(text, max(0, span.start - _NEAR), span.end + _NEAR) is not None


def denies(text: str) -> bool:
    """Tell whether words of denial stand in a text."""
    return _NOT.search(text) is not None


def names_others(text: str) -> bool:
    """Tell whether a courier, a locker or a post office is named, who may be told."""
    return _OTHERS.search(text) is not None


def tells(text: str) -> bool:
    """Tell whether a verb of telling or giving stands in a text."""
    return _TELLS.search(text.translate(_MARKS)) is not None


def is_wanted(text: str, span: Span, *, language: str) -> bool:
    """Tell whether a sentence asks to tell the agent what the span names.

    The verb before it must be one of telling; one of typing (`enter the code on the page`) says so only with a word of
    this conversation (`here`, `to me`). No denial may stand before it in the sentence, and nobody else be named in it
    who may be told; the last four digits of a card are no secret.
    """
    said = sentence_around(text, span.start, language=language) or text
    at = text.find(said)
    upto = text[max(at, 0) : span.end].translate(_MARKS)
    if _NOT.search(text[max(at, 0) : span.start]) or _OTHERS.search(said) or _LAST.search(said):
        return False
    told, typed = (max((one.start() for one in pattern.finditer(upto)), default=-1) for pattern in (_TELLS, _TYPES))
    if typed > told:
        return _HERE.search(said) is not None
    return told >= 0 or tells(said)
