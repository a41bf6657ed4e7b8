"""Tells how a conversation ends: with a curt word after the customer's answer, or an e-mail nobody signed."""

from __future__ import annotations

import re

from checks.text import sentences
from qa.domain.conversation import Channel, Role
from qa.ports import Reading

_WORD = re.compile(r"[^\W_]+")
_CURT_WORDS, _CURT_SIGNS = 4, 30
_POLITE = re.compile(
    r"(?i)prosz|nie ma (?:za co|sprawy)|drobiazg|przyjemno|polecam|mi[łl]|pozdraw|zapraszam|zdrow|udan|"
    r"welcome|pleasure|no (?:problem|worries|trouble)|any ?time|glad|happy|cheers|care\b|nice|lovely|hope|enjoy|"
    r"thank you|thanks|dzi[ęe]kuj|obrigad|شكر|dzi[ęe]k[^.?]*(?:widzenia|us[łl]yszenia)|"
    r"de nada|(?:às|as) ordens|disponha|por nada|imagin|prazer|sempre|bom |boa |felicidad|"
    r"عفوا|العفو|الرحب|يهمك|أمرك|امرك|خدمت|سعد|سعيد|يسعد|حياك|أهلا|اهلا|سلام|ยินดี|ไม่เป็นไร|ได้เลย|สวัสดี|ขอให้|ขอบ"
)

_HANGS_UP = re.compile(
    r"(?i)roz[łl][ąa]cz|ko[ńn]cz[ęey]|zamyka(?:m|my)|hang(?:ing)? up|clos(?:e|ing) (?:the|this|it)|"
    r"end(?:ing)? (?:the|this)|"
    r"deslig|fech(?:ar|o|amos)|encerr|[أا]قفل|[أا]غلق|إنهاء|ننهي|วางสาย|ปิด(?:แชท|เคส|ห้อง|การสนทนา)|จบ"
)
_FAREWELL_WORDS, _HANG_UP_WORDS = 8, 6
_POLITE_END = re.compile(
    f"{_POLITE.pattern}|thank|dzi[ęe]k|obrigad|شكر|goodbye|\\bbye|widzenia|us[łl]yszenia|adeus|cumpriment"
)


def is_curt_end(reading: Reading, index: int) -> bool:
    """Tell whether the agent's last message drops the customer: a bare word or two, or an e-mail without a name."""
    conversation = reading.conversation
    text = conversation.messages[index].text
    if conversation.channel is Channel.EMAIL:
        name = conversation.agent.name if conversation.agent else None
        return bool(name) and not any(part in text for part in str(name).split())
    if _hangs_up_last(text):
        return True
    before = conversation.messages[index - 1] if index else None
    if before is None or before.role is not Role.CUSTOMER or before.text.rstrip().endswith(("?", "؟")):
        return False
    words = _WORD.findall(text)
    if len(words) <= _FAREWELL_WORDS and _HANGS_UP.search(text) and not _POLITE.search(_HANGS_UP.split(text)[0]):
        return True
    is_short = len(words) <= _CURT_WORDS and len(text) <= _CURT_SIGNS
    return is_short and "?" not in text and "؟" not in text and not _POLITE.search(text)


def _hangs_up_last(text: str) -> bool:
    """Tell whether the last sentence of a message ends the talk, and neither it nor the one before is polite."""
    told = [text[one.start : one.end] for one in sentences(text)[-2:]]
    is_short = bool(told) and len(_WORD.findall(told[-1])) <= _HANG_UP_WORDS
    return is_short and bool(_HANGS_UP.search(told[-1])) and not any(map(_POLITE_END.search, told))
