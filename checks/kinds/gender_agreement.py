"""Looks for forms whose gender does not agree with who speaks or who is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import ClassVar

from checks import arabic_gender, arabic_names, polish_gender, polish_titles, portuguese_gender, portuguese_names
from checks.morphology import readings
from checks.text import overlaps, quoted_spans, spoken_sentences
from checks.wording import Reporter
from checks.writer import name_gender
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["GenderAgreement"]

_Marked = tuple[int, Span]
_POLISH_CUSTOMER = re.compile(r"\b\w{2,}(?:ła|łaby|winna) Pan\b(?!\xad)|\bPan \w{2,}(?:ła|łaby|winna)\b")
_PORTUGUESE_SPEAKER = re.compile(
    r"(?<!é )(?<!são )(?<!foi )(?<!fui )(?<!ser )(?<!sou )(?<!somos )(?<!era )(?<!seja )(?<!está )(?<!fica )"
    r"\b(?:obrigad(?!. a \w+r\b)|(?:fico|ficarei|fiquei|estou|estarei|sinto-me|me sinto) "
    r"(?:muito |bastante |sempre |bem )?"
    r"(?:grat|encarregad|obrigad|surpreendid|segur|ansios|curios|"
    r"agradecid|cert|atent|satisfeit|convencid|encantad|preocupad|empenhad)|eu (?:própri|mesm))(?:o|(?P<f>a))\b",
    re.IGNORECASE,
)
# Thanks open their clause, or stand after "muito"; elsewhere it is "bound": "ninguém é obrigado".
_THANKING = re.compile(
    r"(?i)(?:^|[.!?,;:–—(\n-]\s*|\b(?:muito|muitíssimo|desde já|e|um|uma|o meu|mais uma vez|bem|com|mas)\s)$"
)
# What the customer said, without marks of quotation: "คุณลัดดาแจ้งว่าของยังไม่ถึงค่ะ".
_THAI_REPORTED = re.compile(r"(?:แจ้ง|บอก|เขียน|พูด|ตอบ|ถาม|ระบุ|พิมพ์)(?:มา)?ว่า(?:(?!ครับ|ค่ะ|คะ)\S)*\s?(?:(?!ครับ|ค่ะ|คะ)\S)*$")
_THAI_KHA = r"คะ(?!แนน|น้า|เน|ยั้น)"
_THAI_SPEAKER = re.compile(
    r"(?<!/)(?:ครับ|(?<![ก-๙])ผม(?=ขอ|ชื่อ|ตรวจสอบ|เช็[กค]|จะ(?:ขอ|รีบ|ตรวจ|โทร|ติดต่อ|แจ้ง|ส่ง|ประสาน|ดู))|"
    rf"(?P<f>ค่ะ|{_THAI_KHA}|ดิฉัน))(?!\s?/)"
)
_THAI_ASKING = (
    r"(?:(?<!ผ้า)(?<!เส้น)ไหม|มั้ย|หรือยัง|รึยัง|หรือเปล่า|รึเปล่า|อะไร|ไหน|ใคร|เท่าไหร่|เท่าไร|เมื่อไหร่|เมื่อไร|ทำไม|อย่างไร|ยังไง)"
)
_THAI_PARTICLES = re.compile(
    rf"(?:นะ|สิ|เหรอ|หรอ)ค่ะ|{_THAI_ASKING}ค่ะ|"
    rf"(?:ขอบคุณ(?:มาก)?|สวัสดี|ขอโทษ|ขออภัย|รับทราบ|ไม่เป็นไร|ยินดี|เรียบร้อย(?:แล้ว)?){_THAI_KHA}"
)
# A statement that ends in คะ: what is done, sold out or on its way; a name or a short question may stand before it.
_THAI_STATED = re.compile(
    rf"(?:แล้ว|เรียบร้อย|หมด|พรุ่งนี้|วันนี้|เมื่อวาน|เดี๋ยวนี้|อยู่|ได้เลย|ให้|ไม่มี|ไม่ได้|ไม่ต้อง|มาก|เท่านั้น|เลย|ด้วย|ด้านล่าง|ข้างต้น|"
    rf"ค่าส่ง|บาท|ชิ้น|ชั่วโมง|นาที|วัน){_THAI_KHA}(?!\s?[?？])"
)
# A question for what is best, or one with its mark, ends in คะ: "แบบไหนสะดวกดีค่ะ", "ส่งสาขาไหนก่อนค่ะ?".
_THAI_ASKS = re.compile(rf"{_THAI_ASKING}|กี่|หรือ(?!ไม่ก็)|เหรอ|หรอ")
_THAI_WISHED = re.compile(r"(?<!ก็)(?<!โชค)(?<!พอ)(?<!ยิน)(?<!ภาพ)(?<!อย่าง)(?<!ได้)ดี(?P<ending>ค่ะ)$|(?P<marked>ค่ะ)\s?$")
_THAI_TOLD = re.compile(r"ว่า|ก็|ทุก|ไม่ว่า|แล้วแต่|ถ้า|หาก")
# "I wonder" opens a question; "we do not know yet" tells one.
_THAI_WONDERS = re.compile(r"(?<!ยัง)(?<!ดิฉัน)(?<!ผม)(?<!เรา)(?<!หนู)ไม่ทราบว่า")
_THAI_LEADS = re.compile(rf"{_THAI_WONDERS.pattern}|ว่าแต่|(?<=หรือ)ว่า")
# A statement in คะ of a whole sentence without any question word: "ใช้ร่วมกันได้คะ".
_THAI_FLAT = re.compile(rf"(?:(?<!ไหน)(?<!ไร)ได้|ถูกต้อง|ตามนี้|ครบ|ฟรี|ที่นี่|เช่นกัน|เหมือนกัน|พร้อมส่ง|เท่านี้|แทน){_THAI_KHA}$")
_THAI_QUESTION = re.compile(rf"{_THAI_ASKING}|กี่|หรือ|มั้|ไม๊|รึ|นะ$|สิ$|ละ$|ล่ะ$|มัย|ไร|ไหม")
_THAI_COUNTED = re.compile(r"(?:กี่(?:ชิ้น|วัน|ตัว|คู่|ใบ|โมง|บาท|อัน|กล่อง|รายการ|ครั้ง)?|วันไหน|ตัวไหน|สีไหน|แบบไหน|ไซ[ซส์]+ไหน)ค่ะ")
_THAI_ASKED = re.compile(rf"{_THAI_ASKING}ค่ะ$")
_THAI_DENIED = re.compile(r"(?:ไม่|มิ|ก็)\S*$|(?<!คิด)(?<!เห็น)(?<!หรือ)ว่า(?!แต่)\s?\S*$")
_THAI_SHORT = 12
_TITLE = re.compile(r"\b\w+ł(?:a)? Pani?\b")
_SPEAKER = {"pt": _PORTUGUESE_SPEAKER, "th": _THAI_SPEAKER}
_FAULTS = {"pl": _POLISH_CUSTOMER, "th": _THAI_PARTICLES}


class GenderAgreement:
    """Fails where one agent writes of themselves in two genders, or a form disagrees with the customer's title.

    Polish: "sprawdziłem … przekazałam", "jestem pewien" of an agent who said a woman's name, "otrzymała Pan",
    "czy zamówił Pani", "że Pan tyle czekała", "jest Pan zadowolona", "Pani Anno … Pana zgłoszenie"; against a name
    that only the source has, a form needs a person. Portuguese: obrigado and obrigada of one agent, or the one that
    does not go with the agent's name, and "a senhora está enganado". Arabic: forms for a woman and for a man said to
    one customer. Thai: ครับ and ค่ะ of one agent, and คะ for ค่ะ or the reverse. Does not apply to other languages and
    where nothing shows a gender.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 5

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        spoken: dict[str, tuple[list[_Marked], list[_Marked]]] = {}
        faults: list[_Marked] = []
        doubts: list[_Marked] = []
        judged = False
        for index, message in self._spec.where.select(reading.conversation):
            language, quoted = reading.language_of(index), quoted_spans(message.text)
            for is_own, forms in ((True, _speaker_forms), (False, _customer_forms)):
                whose = f"{language} {message.author or index}" if is_own else f"{language} customer"
                for span, is_female in forms(message.text, language):
                    if overlaps(span, quoted):
                        continue
                    mine = spoken.setdefault(whose, ([], []))
                    if is_own:
                        gender, is_sure = _writers_gender(reading, index, language)
                    else:
                        gender, is_sure = _customers_gender(reading, language)
                    if gender is None or gender is is_female or not is_sure:
                        mine[is_female].append((index, span))
                    if gender is not None and gender is not is_female:
                        (faults if is_sure else doubts).append((index, span))
            found = [(index, span) for span in _faulty(message.text, language)]
            if language == "pl" and _is_of_one_person(reading):
                swapped = polish_titles.swapped_titles(message.text)
                found += [(index, span) for span in swapped if not overlaps(span, quoted)]
            faults.extend(found)
            judged = judged or bool(found) or (language == "pl" and _TITLE.search(message.text) is not None)
        for male, female in spoken.values():
            if male and female:
                faults.extend(_fewer(reading, male, female))
        if not judged and not spoken:
            return NOT_APPLICABLE
        if not faults:
            return CheckResult.judge(self._findings(reading, doubts, Verdict.NEEDS_HUMAN))
        return CheckResult.judge(self._findings(reading, faults, Verdict.FAIL))

    def _findings(self, reading: Reading, marked: list[_Marked], verdict: Verdict) -> tuple[Finding, ...]:
        return tuple(self._report.finding(reading, *one, verdict=verdict) for one in sorted(set(marked), key=_place))


def _writers_gender(reading: Reading, index: int, language: str) -> tuple[bool | None, bool]:
    """Return whether the writer's name is a woman's, and whether that is sure: a name nobody said is not."""
    if language == "pt":
        return portuguese_names.writers_gender(reading, index), True
    if language not in ("pl", "ar"):
        return None, False
    is_womans = polish_gender.is_womans if language == "pl" else arabic_names.is_womans
    return name_gender(reading, index, is_womans=is_womans)


def _customers_gender(reading: Reading, language: str) -> tuple[bool | None, bool]:
    """Return whether the customer's Portuguese name is a woman's, and whether an agent greets them by it."""
    customer = reading.conversation.customer
    name = customer.name.split()[0] if customer and customer.name and language == "pt" else ""
    agents = (one.text for _, one in reading.conversation.agent_messages())
    said = bool(name) and any(re.search(rf"\b{re.escape(name)}\b", text) for text in agents)
    return (portuguese_names.is_womans(name) if name else None), said


def _fewer(reading: Reading, male: list[_Marked], female: list[_Marked]) -> list[_Marked]:
    """Return the rarer gender's forms, a title counting twice; the later ones when they are as many."""
    weights = [sum(1 + _is_title(reading, one) for one in each) for each in (male, female)]
    if weights[0] != weights[1]:
        return male if weights[0] < weights[1] else female
    return max(male, female, key=lambda each: _place(each[0]))


def _is_title(reading: Reading, marked: _Marked) -> bool:
    index, span = marked
    text = reading.conversation.messages[index].text
    return reading.language_of(index) == "ar" and arabic_gender.is_title(text[span.start : span.end])


def _speaker_forms(text: str, language: str) -> Iterator[tuple[Span, bool]]:
    """Yield forms that show the speaker's gender, with whether it is a woman's."""
    if language in ("pl", "ar"):
        yield from (polish_gender if language == "pl" else arabic_gender).speaker_forms(text)
    pattern = _SPEAKER.get(language)
    for match in pattern.finditer(text) if pattern else ():
        if language == "th" and _THAI_REPORTED.search(text[: match.start()]):
            continue
        if (
            language == "pt"
            and match.group()[:6].casefold() == "obriga"
            and not _THANKING.search(text[: match.start()])
        ):
            continue
        yield Span(*match.span()), match["f"] is not None


def _customer_forms(text: str, language: str) -> Iterator[tuple[Span, bool]]:
    """Yield forms that show the customer's gender, with whether it is a woman's."""
    if language in ("ar", "pt"):
        yield from (arabic_gender if language == "ar" else portuguese_names).addressed_gender(text)


def _is_of_one_person(reading: Reading) -> bool:
    """Tell whether nobody of the customer's family is spoken of, whose title could be the other one."""
    return not any(polish_titles.RELATIVES.search(one.text) for one in reading.conversation.messages)


def _faulty(text: str, language: str) -> Iterator[Span]:
    if language in ("pl", "pt"):
        found = (
            (*polish_gender.addressed_faults(text), *polish_titles.title_faults(text))
            if language == "pl"
            else portuguese_gender.title_faults(text)
        )
        yield from (span for span in found if not overlaps(span, quoted_spans(text)))
    pattern = _FAULTS.get(language)
    if pattern is None:
        return
    quoted = quoted_spans(text)
    if language == "th":
        found = (*_thai_statements(text), *_thai_questions(text))
        yield from (span for span in found if not overlaps(span, quoted))
    for match in pattern.finditer(text):
        span = Span(*match.span())
        verb = match.group().replace("Pan", "").strip()
        if overlaps(span, quoted) or (language == "pl" and not _is_past(verb)):
            continue
        if language != "th" or not _is_denied(text, match):
            yield span


def _thai_statements(text: str) -> Iterator[Span]:
    """Yield statements that end in คะ, and counted questions that end in ค่ะ ("กี่ชิ้นค่ะ")."""
    for match in _THAI_STATED.finditer(text):
        clause = re.split(r"[\s,.!?]", text[: match.start()])[-1] + match.group()[:-2]
        is_found = _THAI_PARTICLES.search(text[max(match.start() - 12, 0) : match.end()]) is not None
        if not is_found and not _THAI_QUESTION.search(clause):
            yield Span(*match.span())
    for sentence in spoken_sentences(text, language="th"):
        said = text[sentence.start : sentence.end].rstrip()
        flat = None if text[sentence.end :].lstrip()[:1] == "?" or _THAI_ASKS.search(said) else _THAI_FLAT.search(said)
        if flat is not None and len(said) > _THAI_SHORT:
            yield Span(sentence.start + flat.start(), sentence.start + flat.end())
    for match in _THAI_COUNTED.finditer(text):
        before = _THAI_WONDERS.sub("", re.split(r"[\s,.!?]", text[: match.start()])[-1])
        if not re.search(r"ไม่|ว่า|ก็|ทุก", before):
            yield Span(*match.span())


def _thai_questions(text: str) -> Iterator[Span]:
    """Yield the end of questions, known by a question word or หรือ in their last clause, that end in ค่ะ."""
    for sentence in spoken_sentences(text, language="th"):
        said = text[sentence.start : sentence.end].rstrip(" ?")
        match = _THAI_WISHED.search(said)
        clause = said.split(" ")[-1]
        asking = _THAI_ASKS.search(clause)
        is_marked = text[sentence.start + len(said) :].lstrip(" ")[:1] == "?"
        if match is None or asking is None or (match["ending"] is None and not is_marked):
            continue
        if not _THAI_TOLD.search(_THAI_LEADS.sub("", clause)):
            yield Span(sentence.start + match.start(), sentence.start + match.end())


def _is_denied(text: str, match: re.Match[str]) -> bool:
    """Tell whether a Thai question word asks nothing because "not" stands before it ("ไม่มีอะไรค่ะ")."""
    return bool(_THAI_ASKED.search(match.group()) and _THAI_DENIED.search(_THAI_WONDERS.sub("", text[: match.start()])))


@lru_cache(maxsize=20_000)
def _is_past(word: str) -> bool:
    return word.lower() == "powinna" or any(form.has("praet", "f") for form in readings(word.lower()))


def _place(marked: _Marked) -> tuple[int, int]:
    return marked[0], marked[1].start
