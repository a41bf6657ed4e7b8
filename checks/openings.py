"""Tells whether the first words of a message could greet, in words no list has: few, set off, and not the matter's."""

from __future__ import annotations

import re

_FIRST = re.compile(r"[^,.!?;:\n،؟؛–—]+(?P<end>[,.!?;:\n،؟؛–—]|$)")
_FIRST_THAI = re.compile(r"[^\s,.!?\n]+(?P<end>[\s,.!?\n]|$)")
_THAI = re.compile("[\u0e00-\u0e7f]")
_MOST_WORDS, _MOST_THAI, _MOST_LINE = 4, 22, 6
# Words that begin an answer, a question or the telling of a thing: no greeting does.
_MATTER = re.compile(
    r"(?i)\s*(?:tak|nie|no|jasne|oczywi\w+|pewnie|spraw\w*|ju[żz]|zaraz|chwil\w*|moment\w*|prosz[ęe]|niestety|rozumiem|"
    r"ok\w*|dobrze|w|na|z|do|od|jest|s[ąa]|b[ęe]d\w+|ma|maj[ąa]|mamy|mog\w+|mo[żz]\w+|paczk\w*|zam[óo]wien\w*|numer\w*|"
    r"kod\w*|zwrot\w*|przyj\w+|t[ęeaoąu]|ten|co|jak\w*|kt[óo]r\w+|kiedy|czy|gdzie|ile|"
    r"yes|sure|of|okay|checking|checked|got|done|sorted|had|one|just|let|please|understood|noted|right|correct|exactly|absolutely|"
    r"the|your|it|its|it's|we|we've|that|this|these|those|there|they|in|on|for|from|with|by|at(?! your)|under|same|"
    r"order|which|what|not|any|never|still|none|no|every|each|all(?! the best)|depends|if|as|because|"
    r"when|where|how|who|can|could|is|are|do|does|did|both|only|free|"
    r"sim|n[ãa]o|claro|um|uma|certo|vou|est[áa]|o|os|as|d[ae]|em|para|por|pode|tem|t[êe]m|s[ãa]o|foi|diga|indique|"
    r"qual|que(?! bom)|quando|onde|quanto|"
    r"نعم|لا|طبعا|طبعًا|[أا]كيد|لحظة|تمام|حاضر|الطلب|طلبك|رقم|هل|أين|وين|ما|كم|متى|في|من|هذا|هذه|إيش|ايش|شو|عندنا|متوفر|"
    r"موجود|ممكن|أيوه|ايوه|اي)(?!\w)"
)
_MATTER_THAI = re.compile(
    r"(?:ได้|มี|ไม่|ใช่|โอเค|ค่ะ|ครับ|คะ|กำลัง|จะ|ขอ(?!บ)|รอ|เดี๋ยว|รับทราบ|ว่า|ของ|สินค้า|พัสดุ|เช็|ตรวจ|เลข|ส่ง|กด|ต้อง|เป็น|ยัง|แจ้ง|บอก|สี|รุ่น|"
    r"ใบ|ตัว|เงิน|ราคา|คืน|อะไร|เมื่อ|กี่|ที่)"
)
# Titles and kin by which a letter is begun, in front.
_SALUTES = re.compile(
    r"(?i)\s*(?:dr|prof|rev|reverend|father|sister|professor|doctor|ks|ksi[ęe]\w+|siostro|doktorze|profesor\w*|"
    r"padre|dout\w+|eng|prezad\w+|دكتور\w*|د|مهندس\w*|الحاج|الحاجة|شيخ|الشيخ|أبو|أبا|أم|ام|ابو|ست)(?!\w)|"
    r"(?:กราบ)?เรียน(?!รู้)|ถึง(?:คุณ|น้อง|พี่|ท่าน|อาจารย์|ครู)|อาจารย์|ครู|ท่าน|หมอ|พี่|น้อง|ป้า|ลุง|นมัสการ"
)


def may_greet(text: str, *, is_label: bool, is_echo: bool) -> bool:
    """Tell whether a message begins with a few words of their own that may greet, or a line that may address.

    Words that begin an answer are none, nor what is asked, has a number, takes up the customer's words (`is_echo`) or
    is but a label of who writes (`is_label`).
    """
    if _SALUTES.match(text):
        return True
    is_thai = _THAI.match(text) is not None
    match = (_FIRST_THAI if is_thai else _FIRST).match(text)
    if match is None or is_label or is_echo or match["end"] in "?؟" or re.search(r"\d", match[0]):
        return False
    is_line = "\n\n" in text and match["end"] == "\n"
    if not is_line and (_MATTER_THAI if is_thai else _MATTER).match(text):
        return False
    most = _MOST_LINE if is_line else _MOST_WORDS
    return len(match[0]) <= _MOST_THAI if is_thai else len(match[0].split()) <= most


def first_piece(text: str) -> str:
    """Return the first words of a text, up to a mark, in Thai up to a space."""
    match = (_FIRST_THAI if _THAI.match(text) else _FIRST).match(text)
    return match[0] if match else ""
