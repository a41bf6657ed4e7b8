"""Looks for questions whose answer the customer had already given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks import asked_details, asked_repeat, asked_values, slots
from checks.accuracy.scope import orders_of_customer
from checks.accuracy.words import shares_stem
from checks.asked_bare import asks_for_a_kind, asks_for_one, is_vague, tells_much
from checks.sides import agent_messages, customer_messages
from checks.text import sentence_at
from checks.wording import Reporter, can_judge, chosen_spans, is_excused, is_spoken, own_spans, phrase_choice
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["AskedAgain"]

PRODUCT, PROBLEM = "product", "problem"
_ITEM, _VALUES = "item", (asked_details.PAYMENT, asked_details.COLOUR, asked_details.SIZE)
_ASKED_FOR = {
    slots.MAIL: re.compile(r"(?i)e-?mail|mailow|بريد|[إا]يميل|อีเมล|เมล"),
    slots.PHONE: re.compile(r"(?i)telefon|phone|mobile|telem[oó]vel|celular|جوال|هاتف|موبايل|تليفون|เบอร์|โทรศัพท์"),
    PRODUCT: re.compile(
        r"(?i)produkt|towar|rzecz|artyku|product|item|produto|artigo|peça|aparelho|equipamento|"
        r"منتج|قطع[ةه]|سلع[ةه]|صنف|غرض|(?:สินค้า|รุ่น|ตัว|ชิ้น|รายการ)(?:ไหน|อะไร)"
    ),
    PROBLEM: re.compile(
        r"(?i)problem|polega|nie tak|wrong|issue|trouble|matter|dolega|se pass|aconte|errado|que (?:foi|houve)|"
        r"مشكل|خلل|عطل|ปัญหา|เป็นอะไร|เสีย(?:ยังไง|อย่างไร|ตรงไหน)|ผิดปกติ"
    ),
    slots.ORDER: re.compile(r"(?i)zam[oó]wieni|order|encomenda|pedido|compra|طلب|[أا]وردر|สั่งซื้อ|ออเดอร์|ออร์เดอร์"),
}
_VAGUE = re.compile(r"(?i)problem|k[łl]opot|issue|trouble|reklam|compla|claim|reclam|queix|مشكل|شكو|ปัญหา|ร้องเรียน|เคลม")
_ONE_OF = re.compile(
    r"(?i)\b(jed(?:en|na|no) z|kilka|oba|obie|"
    r"(?:dwa|dwie|dw[óo]ch|trzy)\b(?! (?:dni|tygod|raz|miesi|godz|lat))|czę[śs][ćc]|jeszcze (?:jed|drug|inn)\w*|"
    r"which|kt[oó]r\w*|one of|some of|both|two|three|also|items|products|"
    r"uma? d[aeo]s?|alguns|algumas|amb[ao]s|dois|duas|três|v[áa]ri[ao]s|também|itens|artigos|produtos|peças|"
    r"أحد|إحدى|واحدة? من|بعض|كلا|كلتا|اثنين|قطعتين|منتجين|أيضا|كمان|كذلك)\b|"
    r"หนึ่งใน|บาง(?:ชิ้น|ตัว)|สอง(?:ชิ้น|ตัว|เครื่อง|อัน)|ทั้งสอง|หลายชิ้น|อีก(?:ชิ้น|ตัว)"
)
_ARTICLE = re.compile(r"^(?:[وفبل]?ال|لل)(?=\w{3})")
_THAI_ASKS = re.compile(r"ไหน|อะไร|ไหม|มั้ย|หรือเปล่า|หรือยัง|ยังไง|อย่างไร|คะ")
_ITEM_WORD = re.compile(r"[^\W\d_]{4,}")
_WHICH = re.compile(r"(?i)kt[óo]r|\bwhich|\bqual|\bque\b|أي |ไหน|ใด")
_NUMBER = re.compile(r"\d{4,}")
_PLAIN = ("item", "fault", "place")
_MATTERS = ("absent", "wrong", "due", "want", "reason")
_FAULTS = ("fault", PROBLEM)
_LACKS = ("missing", "absent", "wrong")


class AskedAgain:
    """Fails where the agent asks for a detail that the customer had given in this conversation.

    `details` names which; the customer's words must hold it. Besides, a question is compared with the customer's turn
    just before by the kind of its answer: which thing, what fault, where to; with `previous` also when, which hour,
    how many, what is wanted, why, in whose name, what is absent or wrong. Checking who somebody is, a number that was
    not found, and other orders are no repetition (`unless`), nor is a question for another one, or after an answer that
    was not sure. One that is long, asks for more than that detail, follows a denial (`I can't find it`), asks for the
    model of a thing, or about a fault or a part told in a word needs a person, unless the answer holds nothing new.
    However it is asked, it fails where the customer's answer says two details of before again (mail address, number,
    full name) or complains of repeating (`cue`) in the words of before or of a question in them, and where one that
    was given is asked and complained of; one detail said again, and a complaint where nothing shows it, need a
    person. Passes where details were given or asked once, or a `listens` phrase is said.
    Does not apply where none was, or the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "ask": OptionSpec("Phrases that ask for a detail.", is_required=True, is_phrases=True),
        "details": OptionSpec(
            "Which details are looked at.",
            types=(list,),
            is_required=True,
            choices=(
                *("order", "email", "phone", "address", "name", "company", "tax"),
                *("product", "problem", "payment", "colour", "size", "missing"),
            ),
        ),
        "unless": OptionSpec("Phrases beside the question that make it right.", is_phrases=True),
        "product": OptionSpec("Phrases that name a product.", is_phrases=True),
        "cue": OptionSpec("Customer's phrases that complain of repeating.", is_phrases=True),
        "listens": OptionSpec("Phrases that say the matter back.", is_phrases=True),
        "previous": OptionSpec("Whether only the customer's turn just before counts.", types=(bool,)),
    }
    version: ClassVar[int] = 4

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        names = ("ask", "unless", "product", "cue", "listens")
        self._choices = {name: phrase_choice(spec, name) for name in names}
        details = spec.options.get("details")
        self._is_previous = bool(spec.options.get("previous"))
        self._details = frozenset(details if isinstance(details, tuple) else ())

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        agents = [one for one in agent_messages(reading.conversation) if can_judge(reading, one, self._choices["ask"])]
        if not agents:
            return NOT_APPLICABLE
        asked = [(index, span, detail) for index in agents for span, detail in self._questions(reading, index)]
        cues = [
            (index, span)
            for index in customer_messages(reading.conversation)
            if index > agents[0]
            for span in own_spans(reading, index, self._choices["cue"])
        ]
        said_again = [one for index in agents if (one := self._said_again(reading, index, cues)) is not None]
        sure = {one.evidence.message for one in said_again if one.verdict is Verdict.FAIL}
        repeated = [one for one in (self._repeated(reading, *place) for place in asked if place[0] not in sure) if one]
        if repeated or said_again:
            return CheckResult.judge(_once([*repeated, *said_again]))
        if cues:
            doubt = self._report.finding(reading, cues[0][0], None, verdict=Verdict.NEEDS_HUMAN, found="")
            return CheckResult.judge((doubt,))
        return self._fine(reading, agents, bool(asked))

    def _said_again(self, reading: Reading, index: int, cues: list[tuple[int, Span]]) -> Finding | None:
        """Return what the customer has to say again right after a message."""
        excuses = chosen_spans(reading, index, self._choices["unless"])
        found = asked_repeat.repeated(reading, index, cues=cues, excuses=excuses)
        if found is None:
            return None
        verdict = Verdict.FAIL if found.is_sure else Verdict.NEEDS_HUMAN
        return self._report.finding(reading, index, found.span, verdict=verdict, found=found.said)

    def _fine(self, reading: Reading, agents: list[int], is_asked: bool) -> CheckResult:
        for index in agents:
            spans = own_spans(reading, index, self._choices["listens"])
            if spans:
                finding = self._report.finding(reading, index, spans[0], verdict=Verdict.PASS, found="")
                return CheckResult(Verdict.PASS, (finding,))
        before = customer_messages(reading.conversation, before=agents[-1])
        has_told = is_asked or any(self._told(reading, one) for one in before)
        return CheckResult(Verdict.PASS) if has_told else NOT_APPLICABLE

    def _questions(self, reading: Reading, index: int) -> list[tuple[Span, str]]:
        """Return each question for one of the details, with which it is."""
        found: list[tuple[Span, str]] = []
        text = reading.conversation.messages[index].text
        for span in own_spans(reading, index, self._choices["ask"]):
            detail = next((one for one, words in _ASKED_FOR.items() if words.search(text[span.start : span.end])), None)
            sentence = sentence_at(text, span.start)
            if asked_details.is_denied(text[sentence.start : sentence.end]):
                continue
            is_open = detail in (PRODUCT, PROBLEM) and not _is_question(text, span)
            if detail in self._details and not is_open and not self._is_right(reading, index, span):
                found.append((span, str(detail)))
        known = {detail for _, detail in found}
        valued = asked_values.asked_values(text, reading.language_of(index))
        found.extend(
            one
            for one in valued
            if (self._is_previous or one[1] in _PLAIN) and not self._is_right_here(reading, index, *one)
        )
        for span, detail in asked_details.questions(text):
            if detail in _VALUES and asked_values.is_for_another(text, span, reading.language_of(index)):
                continue
            if detail in self._details - known and not self._is_right_here(reading, index, span, detail):
                found.append((span, detail))
        return found

    def _is_right(self, reading: Reading, index: int, span: Span) -> bool:
        if is_excused(reading, index, span, unless=self._choices["unless"], within="match"):
            return True
        sentence = sentence_at(reading.conversation.messages[index].text, span.start)
        return self._is_right_here(reading, index, sentence)

    def _is_right_here(self, reading: Reading, index: int, span: Span, detail: str = "") -> bool:
        """Tell whether the sentence of the question, or the one before in its paragraph, says why it must be asked."""
        text = reading.conversation.messages[index].text
        before = sentence_at(text, len(text[: span.start].rstrip()) - 1) if span.start else span
        before = span if "\n\n" in text[before.start : span.start] else before
        excuses = chosen_spans(reading, index, self._choices["unless"])
        end = span.start if detail in _LACKS else span.end
        return any(before.start <= one.start < end for one in excuses)

    def _repeated(self, reading: Reading, index: int, span: Span, detail: str) -> Finding | None:
        before = customer_messages(reading.conversation, before=index)
        if self._is_previous or detail in _PLAIN:
            before = _turn_before(reading, index)
        text = reading.conversation.messages[index].text[span.start : span.end]
        for one in before:
            if detail == slots.ORDER and _WHICH.search(text) and _names_several(reading, one):
                continue
            place = self._told(reading, one).get(detail) or self._valued(reading, one, detail)
            if place is None or (not is_spoken(reading) and asked_repeat.is_crossed(reading, one, index)):
                continue
            said = reading.conversation.messages[one].text[place.start : place.end]
            is_sure = _is_sure(reading, index, span, detail=detail, told=one)
            if not is_sure and not asked_repeat.wants_telling(reading, index, span):
                return None
            is_sure = is_sure or asked_repeat.tells_nothing_new(reading, index)
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            return self._report.finding(reading, index, span, verdict=verdict, found=said)
        return None

    def _valued(self, reading: Reading, index: int, detail: str) -> Span | None:
        """Return where a customer's message gives an answer of that kind, and no other of it."""
        text, language = reading.conversation.messages[index].text, reading.language_of(index)
        if detail == _ITEM and _ONE_OF.search(text):
            return None
        told = asked_values.told_values(text, language)
        return next((told[one] for one in (detail, *(_MATTERS if detail == "fault" else ())) if one in told), None)

    def _told(self, reading: Reading, index: int) -> dict[str, Span]:
        """Return the details that a customer's message gives, of those looked at."""
        text = reading.conversation.messages[index].text
        language = reading.language_of(index)
        told = {
            name: span
            for name, span in asked_details.told(text).items()
            if name not in _VALUES or asked_values.is_kept(text, span, language)
        } | slots.given(reading, index)
        products = own_spans(reading, index, self._choices["product"])
        stems = {_ARTICLE.sub("", text[span.start : span.end])[:4].casefold() for span in products}
        if len(stems) == 1 and not _ONE_OF.search(text):
            told[PRODUCT] = products[0]
        elif not stems and PRODUCT in self._details and (named := _own_item(reading, text)):
            told[PRODUCT] = named
        problems = [
            span
            for span in reading.phrases(index, "problem-statement")
            if not _VAGUE.search(text[span.start : span.end])
        ]
        if problems and not _is_question(text, problems[0]):
            told[PROBLEM] = problems[0]
        return {name: span for name, span in told.items() if name in self._details}


def _is_sure(reading: Reading, index: int, span: Span, *, detail: str, told: int) -> bool:
    """Tell whether a question asks for that detail alone, and the customer told as much as it asks for."""
    messages, language = reading.conversation.messages, reading.language_of(index)
    said = messages[told].text
    if detail in _FAULTS and not tells_much(said, language=reading.language_of(told)):
        return False
    if detail in _LACKS and is_vague(said):
        return False
    if detail in (_ITEM, PRODUCT) and not asks_for_a_kind(messages[index].text[span.start : span.end]):
        return False
    return asks_for_one(messages[index].text, span, detail=detail, language=language)


def _own_item(reading: Reading, text: str) -> Span | None:
    """Return the one thing of the customer's orders that a text names, by a word of it in any ending."""
    items = [item.name for order in orders_of_customer(reading) for item in order.items]
    words = {one: _ITEM_WORD.findall(one.casefold()) for one in items}
    for match in _ITEM_WORD.finditer(text):
        said = match.group().casefold()
        if any(shares_stem(word, {said}) for one in words.values() for word in one):
            return Span(*match.span())
    return None


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Keep of findings on the same words the first."""
    kept: list[Finding] = []
    for one in findings:
        at = one.evidence
        if not any(
            at.message == two.evidence.message and at.start < two.evidence.end and two.evidence.start < at.end
            for two in kept
        ):
            kept.append(one)
    return tuple(kept)


def _names_several(reading: Reading, index: int) -> bool:
    """Tell whether a message gives several numbers to choose from."""
    return len(set(_NUMBER.findall(reading.conversation.messages[index].text))) > 1


def _turn_before(reading: Reading, index: int) -> tuple[int, ...]:
    """Return the customer's messages right before one, back to the last answer of substance."""
    found: list[int] = []
    for one in range(index - 1, -1, -1):
        role = reading.conversation.messages[one].role
        if role is Role.CUSTOMER:
            found.append(one)
        elif role is Role.AGENT and found:
            break
    return tuple(reversed(found))


def _is_question(text: str, span: Span) -> bool:
    """Tell whether a span is asked; Thai, which ends no sentence, by the question word up to the next space."""
    phrase_end = text.find(" ", span.end)
    if _THAI_ASKS.search(text, span.start, phrase_end if phrase_end >= 0 else len(text)):
        return True
    return text[: sentence_at(text, span.start).end].endswith(("?", "؟"))
