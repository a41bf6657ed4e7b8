"""Finds how a Thai customer's name is said: with one คุณ, without it, with two, with นาย, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from checks.titled import Titled
from qa.domain.finding import Verdict
from qa.ports import Span

# Full given names, which nobody has as a nickname: another than the customer's is somebody else's.
_WOMEN = """
มาลี จิราพร สุดารัตน์ พิมพ์ชนก สมหญิง สมศรี มานี วิภา วิไล นภา รัตนา สุภาพร ศิริพร อรทัย อรุณี กาญจนา จันทร์เพ็ญ
ปราณี ประภา ปิยะนุช พรทิพย์ พรพิมล เพ็ญศรี มณี มยุรี รุ่งนภา ลัดดา วรรณา วรรณี วาสนา วันเพ็ญ ศศิธร ศิริลักษณ์ สายฝน
สุกัญญา สุชาดา สุนีย์ สุพรรณี สุภา สุมาลี สุวรรณา สมใจ อัญชลี อารีย์ อุษา กัลยา กมลวรรณ ขนิษฐา จารุวรรณ จุฑามาศ
ชลธิชา ณัฐธิดา ณัฐนิชา ธนพร ธิดารัตน์ นงลักษณ์ นันทนา นิตยา นิภา บุษบา ปทุมพร ปนัดดา ผกามาศ พัชรี พัชราภรณ์ ภัทรา
เพ็ญพักตร์ วราภรณ์ ศุภลักษณ์ สิริพร สุพัตรา อภิญญา อมรรัตน์ อัจฉรา อาภาภรณ์ ดวงใจ ทิพวรรณ ธัญญารัตน์ นฤมล
"""
_MEN = """
สมชาย สมศักดิ์ สมพงษ์ สมบัติ สมหมาย วิชัย ประเสริฐ ณัฐวุฒิ ธนวัฒน์ ธีรพงศ์ นิพนธ์ บุญมี ประสิทธิ์ ประยุทธ์ ปรีชา
พงษ์ศักดิ์ พิชัย พิทักษ์ ไพศาล มานะ มานพ วีระ วีรพงษ์ วรวุฒิ วสันต์ วิทยา วิโรจน์ ศักดิ์ชัย สุชาติ สุทธิ สุเทพ สุรชัย
สุรศักดิ์ สุริยา สุวิทย์ อนุชา อนุวัฒน์ อภิชาติ อำนาจ อรรถพล อุดม เอกชัย กฤษณะ กิตติ กิตติพงษ์ เกรียงไกร ชัยวัฒน์
ชาญชัย เฉลิม ชูชาติ ณรงค์ ณัฐพล ดำรง ทวี ทวีศักดิ์ ธงชัย ธนากร ธวัชชัย นพดล นรินทร์ ประวิทย์ ปิยะ พรชัย ภาณุพงศ์
มงคล ยุทธนา รังสรรค์ วัชระ วิรัตน์ ศุภชัย สมคิด สราวุธ สันติ อดิศักดิ์ อาทิตย์
"""
# Nicknames many people bear; what may praise or name a trade ("คุณเก่ง", "คุณเชฟ") is left out.
_NICKNAMES = """
ก้อง กานต์ กุ้ง กบ กิ๊ฟ ก้อย ขวัญ เข็ม แคท จอย จูน จ๋า เจี๊ยบ ชมพู่ ดิว ต้น ต้อม ต้า ตาล ติ๊ก เต้ เต้ย โต้ง ทราย แทน นก นิว นุ่น เนย แนน โน้ต
บอล บอย บัว บาส บี บีม เบนซ์ เบล เบิร์ด ใบเตย ป้อม ปอนด์ ปุ้ย ปู แป้ง เป้ เปิ้ล ปอ ฝน ฝ้าย พลอย พีช แพร แพรว ฟ้า ฟิล์ม ภูมิ มด มายด์ มิ้นท์ มิ้นต์ มุก
เมย์ แมน โม ยุ้ย ริน วิว ส้ม หนิง หน่อย หนึ่ง หมิว หยก เหมียว อ้อ อ้อม อ้อย อ๊อฟ อาร์ต อุ้ม เอ เอก เอิร์ธ แอน แอม โอ๊ต ไอซ์ ดาว นัท นิด
"""
_TITLES = re.compile(
    r"^(?:(?:นางสาว|นาย|นาง|น\.ส\.|คุณ|ด\.ช\.|ด\.ญ\.)\s*)?(?:(?:อาจารย์|ครู|หมอ|ลุง|ป้า|พี่|น้อง)\s*(?=[ก-๙]{2}))?"
)
# How people give their name: "ชื่อต้าครับ", "ป้าสุดาจ้ะ", "เราเอ๋นะ", or by itself.
_GIVES = r"(?:^|[\s\"“(,]|ชื่อ|คุณ|อาจารย์|ครู|ลุง|ป้า|น้า|พี่|น้อง|เรา|ผม|หนู|ฉัน|จาก|เรียก)"
_TWICE = re.compile(r"(?<!ขอบ)(?<!ขอบพระ)คุณ\s*คุณ(?!ภาพ|สมบัติ|ค่า|ประโยชน์|ธรรม)(?P<name>[ก-๙]*)")
_PARTICLE = r"(?:ค่ะ|ครับ|คะ|คับ|ค่า|นะ|ขา|จ้า|จ้ะ|จ๊ะ)"
_POLITE = rf"(?:{_PARTICLE}){{0,2}}"
_HELLO = rf"(?:(?:สวัสดี|หวัดดี|ขอบคุณ|ขอบคุณมาก|ขอโทษ|ขอโทษด้วย|ขออภัย|ขออภัยด้วย){_POLITE}|เรียน|ได้{_PARTICLE}|ได้เลย{_PARTICLE})"
_GREETED = re.compile(
    rf"(?<![ก-๙])(?:สวัสดี{_PARTICLE}?|เรียน)\s*คุณ\s*(?!ลูกค้า|คุณ)(?P<name>[ก-๙]{{2,}}?)(?=\s|{_PARTICLE}|[,.!]|$)"
)
# Called with a particle behind the name, or named right after a greeting, thanks or an apology.
_CALLED = re.compile(
    rf"(?:{_HELLO}\s*|^\s*|{_PARTICLE}\s+)(?<!ขอบ)คุณ\s?(?!ลูกค้า|คุณ)(?P<name>[ก-๙]{{2,}}?)(?=\s|{_PARTICLE}|[,.!]|$)",
    re.MULTILINE,
)
_LAST = re.compile(rf"{_PARTICLE}คุณ\s?(?!ลูกค้า|คุณ)(?P<name>[ก-๙]{{2,}}?)(?={_PARTICLE}{{0,2}}(?:\s|$))", re.MULTILINE)
_AS_CITIZEN = re.compile(
    rf"(?:{_HELLO}\s*|^\s*)(?P<title>นางสาว|นาย|นาง)\s?(?P<name>[ก-๙]{{2,}}?)(?=\s|{_PARTICLE}|[,.!]|$)", re.MULTILINE
)
_ADDRESSED = rf"(?:^|{_HELLO}\s*|{_PARTICLE}\s+)(?:น้อง|พี่)?"
_ROLE = re.compile(
    r"ภาพ|สมบัติ|ค่า|ประโยชน์|ธรรม|ลูก|ผู้|แม่|พ่อ|พี่|น้อง|หมอ|ครู|ป้า|ลุง|น้า|อา(?:จารย์)?|สมาชิก|แอด|ท่าน|เพื่อน|ช่าง|ร้าน|สามารถ|จะ|ได้|ต้อง|ไม่|ทาง|สะดวก|รอ|ส่ง|ยัง|แจ้ง"
)
# คุณ is "you" as well: what holds one of these is the beginning of a sentence, or somebody with their part in it.
_CLAUSE = re.compile(
    r"จะ|ได้|ให้|ที่|แล้ว|ด้วย|กับ|เลย|มาก|อยู่|เป็น|หน่อย|ช่วย|อยาก|เคย|ไหม|มั้ย|ยัง|คน|เอง|ของ|ทุก|บ้าน|จาก|และ|หรือ|ต้อง|ไม่|"
    r"พูด|รอ|ถูก|คิด|บอก|ทำ|ชอบ|สบาย|เข้าใจ|เก่ง|ใจดี|เซ็น|ถ่าย|เดิน|เลือก|กด|ลอง|สั่ง|รับ|ส่ง|ซื้อ|ใช้|ดู|ไป|สามี|ภรรยา|ยาย|ตา(?=คุณ|$)|ปู่|ย่า|หนู|ใกล้"
)
_VERB = re.compile(
    r"ปิด|เปิด|หมุน|วัด|ถอด|แกะ|เสียบ|ชาร์จ|แช่|ซัก|ล้าง|หยิบ|แปะ|ตัด|ดึง|หา|เช็|ตอบ|โทร|เอา|นำ|ถือ|วาง|เก็บ|พิมพ์|กรอก|แก้|ลบ|เพิ่ม|ย้าย|"
    r"ปรับ|ติด|พับ|กาง|คลิก|แตะ|สแกน|จ่าย|โอน|ทัก|ระบุ|ตรวจ|เห็น|เล่า|อ่าน|เขียน|ฟัง|มี|มา|ยืน|นั่ง|นอน|ขอ|ควร|น่า|คง|ก็|แค่|เพียง|ต่อ|เข้า|ออก|"
    r"กลับ|เจอ|ลด|พัก|หยุด|เริ่ม|เรียก|ถาม|ห่อ|ประกอบ|ใส่|ตั้ง|เตรียม|ขาย|คืน|ยกเลิก|อัป|ดาวน์"
)
_CLEAR = re.compile(rf"\s*{_PARTICLE}|\s*[,!]|\s*$", re.MULTILINE)
_LONGER_THAN_NICKNAMES = 6
_LONGEST_NAME = 14
_SHORTEST = 2
_MOST_SLIPS = 2
_INTRODUCED = re.compile(r"\s*(?:จาก|ผู้ดูแล|รับสาย|แอดมิน|ฝ่าย|ทีม|พนักงาน|เอง|พูดสาย|ยินดี)")
_BEFORE_SURNAME = re.compile(r"(?:^|[\s>])เรียน\s*$")


def titled_names(
    text: str, *, full_name: str | None, said: str = "", ours: str = "", is_informal: bool = False
) -> Iterator[Titled]:
    """Yield names the customer is addressed by; `expected` where คุณ is missing before the own name, or doubled.

    Another person's full given name, where the customer never wrote it, gets a verdict of its own; the customer's own
    with words run on behind it is theirs. Without คุณ it is let be where the customer wanted no titles
    (`is_informal`) or the writer bears it too (`ours`), and a nickname needs a person.
    """
    for match in _TWICE.finditer(text):
        name = match["name"].split("ค่ะ")[0].split("ครับ")[0]
        yield Titled(Span(match.start(), match.start("name") + len(name)), name, f"คุณ{name}")
    for match in _AS_CITIZEN.finditer(text):
        if _is_full_name(match["name"]) or match["name"] == given_name(full_name):
            yield Titled(Span(match.start("title"), match.end("name")), match["name"], f"คุณ{match['name']}")
    own = given_name(full_name)
    seen: set[int] = set()
    for match in _called(text):
        name = match["name"]
        if name not in (own, *_full_names()) and (_CLAUSE.search(name) or len(name) > _LONGEST_NAME):
            continue
        if name not in _full_names() and _is_run_on(name, own, said):
            continue
        is_signed = _is_signed(name, own, str(full_name), said) and _ends(text, match)
        is_other = bool(own and said) and (is_signed or _is_another(name, own, str(full_name)))
        if match.re is _GREETED or is_other:
            if match.start("name") in seen or _INTRODUCED.match(text, match.end()):
                continue
            seen.add(match.start("name"))
            verdict = None
            if is_other and name not in said:
                is_greeted = match.re is _GREETED and _is_another(name, own, str(full_name))
                is_name = is_greeted or _is_surely_name(name, own)
                is_clear = is_name and (is_signed or _is_addressed(text, match))
                verdict = Verdict.FAIL if is_clear else Verdict.NEEDS_HUMAN
            yield Titled(Span(*match.span("name")), name, verdict=verdict)
    if own:
        is_bare_right = is_informal or own in ours
        yield from _own(text, own, str(full_name), is_bare_right=is_bare_right)


def given_name(full_name: str | None) -> str:
    """Return the given name of a Thai full name without its title; "" where it is not written in Thai."""
    words = _TITLES.sub("", full_name or "").split()
    return words[0] if words and re.fullmatch(r"[ก-๙]{2,}", words[0]) else ""


def _is_run_on(name: str, own: str, said: str) -> bool:
    """Tell whether a name begins with the customer's, as recorded or as they gave it, and words go on behind it."""
    if own and name.startswith(own) and name != own:
        return True
    heads = (name[:length] for length in range(_SHORTEST, len(name)))
    return any(re.search(rf"{_GIVES}{re.escape(one)}(?=\s|{_PARTICLE}|[,.!?)\"”]|$)", said) for one in heads)


def _called(text: str) -> Iterator[re.Match[str]]:
    if "คุณ" in text:
        yield from _GREETED.finditer(text)
        yield from _CALLED.finditer(text)
        yield from _LAST.finditer(text)


def _is_addressed(text: str, match: re.Match[str]) -> bool:
    """Tell whether a name opens the message as its address; later, or going on without a particle, it may be told of.

    "สวัสดีค่ะคุณสมชาย" and "คุณสมชายครับ", not "ขอบคุณครับ คุณสมชาย เป็นคนแพ็ก".
    """
    is_first = not text[: match.start()].strip()
    return is_first and (match.re is _GREETED or _CLEAR.match(text, match.end()) is not None)


def _is_signed(name: str, own: str, full_name: str, said: str) -> bool:
    """Tell whether the customer gave the very name on record, and another is neither in it nor begun by it."""
    is_given = bool(own) and own in said and name not in said
    return (
        is_given
        and name not in full_name
        and own not in name
        and len(name) > _SHORTEST
        and not (_ROLE.match(name) or _VERB.match(name))
    )


def _ends(text: str, match: re.Match[str]) -> bool:
    """Tell whether a name stands where one is called: in a salutation's line, or right behind a particle."""
    is_end = match.re is _LAST or re.match(rf"\s*{_POLITE}\s*(?:\n|$)", text[match.end() :]) is not None
    return is_end and not _CLAUSE.search(match["name"])


def _own(text: str, name: str, full_name: str, *, is_bare_right: bool) -> Iterator[Titled]:
    for match in re.finditer(rf"คุณ\s?(?P<name>{re.escape(name)})", text):
        yield Titled(Span(*match.span("name")), name)
    surname = full_name.split()[-1]
    bare = rf"{_ADDRESSED}(?P<name>{re.escape(name)})(?=\s|{_PARTICLE}|[,!]|$)(?P<surname>\s+{re.escape(surname)})?"
    for match in re.finditer(bare, text, re.MULTILINE):
        # A full name by itself is an address on a parcel, unless a letter is written to it.
        if is_bare_right:
            yield Titled(Span(*match.span("name")), name)
        elif not match["surname"] or _BEFORE_SURNAME.search(text[: match.start("name")]):
            # พี่ and น้อง before a name are how many shops call their customers.
            is_kin = text[: match.start("name")].endswith(("พี่", "น้อง"))
            is_nickname = surname.endswith(name) and not _is_full_name(name)
            verdict = Verdict.NEEDS_HUMAN if is_kin or is_nickname else None
            yield Titled(Span(*match.span("name")), name, f"คุณ{name}", verdict)


def _is_another(name: str, own: str, full_name: str) -> bool:
    """Tell whether a name is somebody else's: a known full name, or one longer than nicknames are and begun unlike."""
    if name == own or name in full_name:
        return False
    if _is_full_name(name) and _is_full_name(own):
        return True
    is_long = len(name) >= _LONGER_THAN_NICKNAMES and not _ROLE.match(name)
    return is_long and all(name[0] != one[0] for one in full_name.split())


def _is_surely_name(name: str, own: str) -> bool:
    """Tell whether a word is a name for sure: one many people bear, or one spelled nearly like the customer's."""
    is_near = name[0] == own[0] and len(name) > _SHORTEST and OSA.distance(name, own) <= _MOST_SLIPS
    return _is_full_name(name) or name in _NICKNAMES.split() or is_near


def _is_full_name(name: str) -> bool:
    return name in _full_names()


@cache
def _full_names() -> frozenset[str]:
    return frozenset((_WOMEN + _MEN).split())
