"""Looks for answers that are a saved reply and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks.accuracy.scope import orders_named, orders_of_customer
from checks.accuracy.words import shares_stem
from checks.echo import echoes, shared_words
from checks.saved_replies import own_text, saved_words
from checks.wording import Reporter, is_spoken
from qa.domain.conversation import Message, Role
from qa.domain.fact import Template
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["Personalised"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\b[\w-]*\d[\w-]{2,}")
_FIXED = re.compile(
    r"(?i)\b(?:rodo|gdpr|rgpd|lgpd|pdpa|legal|prawn\w*|pouczeni\w*|klauzul\w*|disclaimer|privacy|adr)\b"
)
_ONE_LINE = 8
_THAI_LETTERS_A_WORD = 5
_THAI = re.compile("[\u0e01-\u0e4e]")
_SHARE = 0.95
_LONG = 45
_MAY_ANSWER = re.compile(r"\d|https?:|www\.")
_SHARED_BY_CHANCE = 2


class Personalised:
    """Fails where all the agent wrote is a saved reply, with no word of this customer's own.

    At least 95 in 100 words stand in saved replies, and neither the customer's name nor the order, the product
    or a word of the question is taken up; of a saved reply alone, two words that not every answer has. Does not
    apply to calls, without saved replies, to one-line confirmations, to replies whose title says that the law fixes
    them, or where the customer wrote nothing to take up.
    A saved reply that only its id names needs a person, and so does one that may be the answer: a long one, or one with
    a number or a link.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._report = Reporter(spec)
        self._spec = spec

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        chosen = self._spec.where.select(reading.conversation)
        known = {one.id: one for one in reading.materials.templates}
        is_compared = bool(known) or any(message.template for _, message in chosen)
        if is_spoken(reading) or not is_compared or not _has_question(reading):
            return NOT_APPLICABLE
        judged = [(index, one, own_text(one)) for index, one in chosen if not _is_fixed(one, known)]
        if sum(_words_in(text) for _, _, text in judged) < _ONE_LINE:
            return NOT_APPLICABLE
        text = " ".join(text for _, _, text in judged)
        is_saved = bool(known) and _is_all_saved(text, reading.materials.templates)
        if _is_personal(reading, judged[0][0], text, is_saved=is_saved):
            return CheckResult(Verdict.PASS)
        return self._judge(reading, judged, known)

    def _judge(
        self, reading: Reading, judged: list[tuple[int, Message, str]], known: dict[str, Template]
    ) -> CheckResult:  # fmt: skip
        """Compare each message with the saved replies, and all of them together with the limit."""
        counted = {
            index: _counted(message, text, reading.materials.templates, known) for index, message, text in judged
        }
        covered, total = (sum(one[place] for one in counted.values()) for place in (0, 1))
        if covered < _SHARE * total:
            return CheckResult(Verdict.PASS)
        longest = max(counted, key=lambda index: (counted[index][0], -index))
        message = reading.conversation.messages[longest]
        is_doubtful = message.template is not None and message.template not in known
        is_doubtful = is_doubtful or total > _LONG or any(_MAY_ANSWER.search(text) for _, _, text in judged)
        finding = self._finding(reading, longest, share=covered / total, is_doubtful=is_doubtful)
        return CheckResult.judge((finding,))

    def _finding(self, reading: Reading, index: int, *, share: float, is_doubtful: bool) -> Finding:
        verdict = Verdict.NEEDS_HUMAN if is_doubtful else Verdict.FAIL
        return self._report.finding(reading, index, None, verdict=verdict, share=f"{share * 100:.0f}")


def _words_in(text: str) -> int:
    """Count words; in Thai, which writes them together, by its letters."""
    return max(len(text.split()), len(_THAI.findall(text)) // _THAI_LETTERS_A_WORD)


def _counted(
    message: Message, text: str, templates: tuple[Template, ...], known: dict[str, Template]
) -> tuple[int, int]:  # fmt: skip
    """Return (words of saved replies, words); a reply known only by its id counts whole."""
    if message.template is not None and message.template not in known:
        return len(text.split()), len(text.split())
    return saved_words(text, templates)


def _has_question(reading: Reading) -> bool:
    """Tell whether the customer wrote anything to take up, other than thanks."""
    return any(
        message.role is Role.CUSTOMER
        and len(_WORD.findall(message.text)) > 1
        and not (reading.phrases(index, "customer-closing") and not reading.phrases(index, "asks-question"))
        for index, message in enumerate(reading.conversation.messages)
    )


def _is_fixed(message: Message, known: dict[str, Template]) -> bool:
    template = known.get(message.template or "")
    return template is not None and bool(_FIXED.search(f"{template.id} {template.title}".replace("-", " ")))


def _is_all_saved(text: str, templates: tuple[Template, ...]) -> bool:
    covered, total = saved_words(text, templates)
    return covered >= _SHARE * total


def _is_personal(reading: Reading, first: int, text: str, *, is_saved: bool) -> bool:
    """Tell whether the answers have the customer's name, order or product, or a word of what the customer wrote.

    A saved reply shares a word with any question by chance: it must share two, and none that any answer has.
    """
    customer = reading.conversation.customer
    orders = (*orders_named(reading), *orders_of_customer(reading))
    numbers = {number for order in orders for number in (order.id, order.shipping.tracking)}
    if numbers & set(_NUMBER.findall(text)):
        return True
    names = [customer.name or "" if customer else "", *(item.name for order in orders for item in order.items)]
    own = {word.casefold() for name in names for word in _WORD.findall(name)}
    said = set(_WORD.findall(text.casefold())) if own else set()
    if own & said or any(shares_stem(word, said) for word in own):
        return True
    asked = " ".join(one.text for one in reading.conversation.messages if one.role is Role.CUSTOMER)
    language = reading.language_of(first)
    if is_saved:
        return shared_words(text, asked, language=language) >= _SHARED_BY_CHANCE
    return echoes(text, asked, language=language)
