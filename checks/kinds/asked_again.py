"""Looks for questions whose answer the customer had already given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from checks import asked_details, slots
from checks.accuracy.scope import orders_of_customer
from checks.accuracy.words import shares_stem
from checks.sides import agent_messages, customer_messages
from checks.text import sentence_at
from checks.wording import Reporter, can_judge, chosen_spans, is_excused, is_spoken, own_spans, phrase_choice
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["AskedAgain"]

PRODUCT, PROBLEM = "product", "problem"
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
    r"(?i)\b(jed(?:en|na|no) z|kilka|oba|obie|dwa|dwie|trzy|czę[śs][ćc]|jeszcze|"
    r"which|kt[oó]r\w*|one of|some of|both|two|three|also|items|products|"
    r"uma? d[aeo]s?|alguns|algumas|amb[ao]s|dois|duas|três|v[áa]ri[ao]s|também|itens|artigos|produtos|peças|"
    r"أحد|إحدى|واحدة? من|بعض|كلا|كلتا|اثنين|قطعتين|منتجين|أيضا|كمان|كذلك)\b|"
    r"หนึ่งใน|บาง(?:ชิ้น|ตัว)|สองชิ้น|ทั้งสอง|หลายชิ้น|อีก(?:ชิ้น|ตัว)"
)
_ARTICLE = re.compile(r"^(?:[وفبل]?ال|لل)(?=\w{3})")
_THAI_ASKS = re.compile(r"ไหน|อะไร|ไหม|มั้ย|หรือเปล่า|หรือยัง|ยังไง|อย่างไร|คะ")
_ITEM_WORD = re.compile(r"[^\W\d_]{4,}")
_CROSSED = timedelta(seconds=15)


class AskedAgain:
    """Fails where the agent asks for a detail that the customer had given in this conversation.

    `details` names which; the customer's words must hold it. Checking who somebody is, a number that was not
    found, and other orders are no repetition (`unless`). A customer who says it was told before (`cue`) without
    that a person can see it needs a person. Passes where details were given or asked once, or a `listens` phrase
    is said. Does not apply where none was, or the language lacks the phrases.
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
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        names = ("ask", "unless", "product", "cue", "listens")
        self._choices = {name: phrase_choice(spec, name) for name in names}
        details = spec.options.get("details")
        self._details = frozenset(details if isinstance(details, tuple) else ())

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        agents = [one for one in agent_messages(reading.conversation) if can_judge(reading, one, self._choices["ask"])]
        if not agents:
            return NOT_APPLICABLE
        asked = [(index, span, detail) for index in agents for span, detail in self._questions(reading, index)]
        repeated = [one for one in (self._repeated(reading, *place) for place in asked) if one is not None]
        if repeated:
            return CheckResult.judge(tuple(repeated))
        complained = [
            index
            for index in customer_messages(reading.conversation)
            if index > agents[0] and own_spans(reading, index, self._choices["cue"])
        ]
        if complained:
            doubt = self._report.finding(reading, complained[0], None, verdict=Verdict.NEEDS_HUMAN, found="")
            return CheckResult.judge((doubt,))
        return self._fine(reading, agents, bool(asked))

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
        for span, detail in asked_details.questions(text):
            if detail in self._details - known and not self._is_right_here(reading, index, span):
                found.append((span, detail))
        return found

    def _is_right(self, reading: Reading, index: int, span: Span) -> bool:
        unless = self._choices["unless"]
        return any(is_excused(reading, index, span, unless=unless, within=one) for one in ("match", "message"))

    def _is_right_here(self, reading: Reading, index: int, span: Span) -> bool:
        """Tell whether the paragraph, up to the question, says why it must be asked."""
        text = reading.conversation.messages[index].text
        start = text.rfind("\n\n", 0, span.start) + 1
        excuses = chosen_spans(reading, index, self._choices["unless"])
        return any(start <= one.start < span.end for one in excuses)

    def _repeated(self, reading: Reading, index: int, span: Span, detail: str) -> Finding | None:
        before = customer_messages(reading.conversation, before=index)
        if self._spec.options.get("previous"):
            before = _turn_before(reading, index)
        for one in before:
            place = self._told(reading, one).get(detail)
            if place is None or (not is_spoken(reading) and _crossed(reading, one, index)):
                continue
            said = reading.conversation.messages[one].text[place.start : place.end]
            return self._report.finding(reading, index, span, found=said)
        return None

    def _told(self, reading: Reading, index: int) -> dict[str, Span]:
        """Return the details that a customer's message gives, of those looked at."""
        text = reading.conversation.messages[index].text
        told = {**asked_details.told(text), **slots.given(reading, index)}
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


def _own_item(reading: Reading, text: str) -> Span | None:
    """Return the one thing of the customer's orders that a text names, by a word of it in any ending."""
    items = [item.name for order in orders_of_customer(reading) for item in order.items]
    words = {one: _ITEM_WORD.findall(one.casefold()) for one in items}
    for match in _ITEM_WORD.finditer(text):
        said = match.group().casefold()
        if any(shares_stem(word, {said}) for one in words.values() for word in one):
            return Span(*match.span())
    return None


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


def _crossed(reading: Reading, told: int, asked: int) -> bool:
    """Tell whether the agent was writing while the detail came."""
    first, second = (reading.conversation.messages[one].sent_at for one in (told, asked))
    return asked == told + 1 and first is not None and second is not None and second - first < _CROSSED


def _is_question(text: str, span: Span) -> bool:
    """Tell whether a span is asked; Thai, which ends no sentence, by the question word up to the next space."""
    phrase_end = text.find(" ", span.end)
    if _THAI_ASKS.search(text, span.start, phrase_end if phrase_end >= 0 else len(text)):
        return True
    return text[: sentence_at(text, span.start).end].endswith(("?", "؟"))
