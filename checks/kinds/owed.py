"""Looks for what calls for kind words, and whether any agent has one: the shop's own slip, a customer's grief."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar

from checks.combos import Combos
from checks.sides import agent_messages, customer_messages, is_open
from checks.text import signature_span
from checks.trouble import tells_trouble
from checks.warmth import has_name
from checks.wording import Reporter
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Owed"]

_DATA = Path(__file__).parents[1] / "owed.yaml"
_LIGHT = frozenset({"despair", "tears", "ruin", "calamity"})
_ENOUGH = 2
_FEW_WORDS, _FEW_SIGNS = 6, 45
_COURTESIES = ("greeting", "self-introduction", "thanks", "more-help", "farewell", "signature", "apology")
_OF_SLIPS = ("business", "remedy", "handled", "shop", "slipped", "ours", "mate", "undone", "amiss", "we-slipped")
_PIECE = re.compile(
    r"(?:(?!ค่ะ|ครับ|นะคะ)(?:[^.!?؟\n]|(?<=\b[A-Z])\.|(?<=\b[SMD]rs)\.|(?<=\b[SMD][ras])\.|(?<=\bSra)\.))+"
)
_SAYS = re.compile(r"[^\W\d_\u0e00-\u0e7f]{2,}|[\u0e00-\u0e7f]{5,}")
_WISHES = re.compile(
    r"(?i)\W*(?:[żz]ycz|mi[łl]ej|mi[łl]ego|udan|wish|enjoy|have an?|desej|bom|boa|bons|boas|[أا]تمنى|نتمنى|ขอให้)"
)
_ASSENTS = re.compile(
    r"(?i)\W*(?:tak|nie|dobrze|jasne|oczywi[śs]cie|yes|no|sure|of course|certainly|sim|n[ãa]o|claro|certo|de nada|"
    r"نعم|لا|تمام|طيب|جيد|حسنا|ได้|ใช่)\W*"
)
_SALUTES = re.compile(
    r"(?i)\W*(?:dear|pani?e?|szanown\w+|sr|sra|d|car[oa]|أستاذ\w*|الأستاذ\w*|أم|เรียน|คุณ[ก-๙]{1,14}$)(?!\w)[^,]{0,30},?$"
)


class Owed:
    """Fails where a message calls for kind words and no agent has a single one.

    `slip`: an agent tells that the shop itself mixed up, mispacked or forgot something, and no message of any agent has
    a word of regret; that a colleague left something undone, or something else was sent, counts where it is to be made
    good. `grief`: the customer tells a death in the family, a grave illness, a home burnt down, or two of an illness, a
    calamity, ruin, tears and despair, and no answer has a word that feels with them: each of its sentences is of the
    business or a courtesy. A person is needed where one is not, the words may tell less (the mistake is only named, a
    hospital), the shop makes amends or takes the blame in other words, or the case is open. Does not apply
    where nothing of the kind is told, nobody answered, or to other languages than the five.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "of": OptionSpec("What calls for kind words.", (str,), is_required=True, choices=("slip", "grief")),
    }
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._report = Reporter(spec)
        self._is_slip = spec.options["of"] == "slip"

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        finding = self._slip(reading) if self._is_slip else self._grief(reading)
        return CheckResult.judge((finding,)) if finding else NOT_APPLICABLE

    def _slip(self, reading: Reading) -> Finding | None:
        """Return where an agent tells a slip of the shop, judged by what all agents say."""
        answers = agent_messages(reading.conversation)
        found = next((one for index in answers for one in _slips(reading, index, is_sure=True)), None)
        is_sure = found is not None and not (
            _has(reading, answers, "amends") or _may_regret(reading, answers, found[0])
        )
        found = found or next((one for index in answers for one in _slips(reading, index, is_sure=False)), None)
        if found is None:
            return None
        if _has(reading, answers, "regret"):
            return self._report.finding(reading, *found, verdict=Verdict.PASS)
        verdict = Verdict.FAIL if is_sure and not is_open(reading.conversation) else Verdict.NEEDS_HUMAN
        return self._report.finding(reading, *found, verdict=verdict)

    def _grief(self, reading: Reading) -> Finding | None:
        """Return the first answer to a customer's grief, judged by what all later ones say."""
        asked = customer_messages(reading.conversation)
        sure = [one for one in asked if any(_combos().find(reading, one, "grief"))]
        signs = {told.tells: one for one in reversed(asked) for told in _combos().find(reading, one, "grief-perhaps")}
        told = [*sure, *sorted(signs.values())]
        answers = agent_messages(reading.conversation, after=told[0]) if told else ()
        if not answers or not (sure or set(signs) - _LIGHT or len(signs) >= _ENOUGH):
            return None
        if _has(reading, answers, "feeling"):
            return self._report.finding(reading, answers[0], None, verdict=Verdict.PASS)
        is_told = bool(sure) or len(signs) >= _ENOUGH
        is_sure = is_told and not is_open(reading.conversation) and not any(_may_feel(reading, one) for one in answers)
        verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        return self._report.finding(reading, answers[0], None, verdict=verdict)


def _slips(reading: Reading, index: int, *, is_sure: bool) -> Iterator[tuple[int, Span]]:
    """Yield where a message tells a slip; something else than ordered is one where it is to be made good."""
    asked = customer_messages(reading.conversation, before=index)
    is_made_good = _has(reading, (index,), "remedy") or any(tells_trouble(reading, one) for one in asked)
    sections = ("slip", "slip-in-trouble")[: 1 + is_made_good] if is_sure else ("slip-perhaps",)
    yield from ((index, told.span) for section in sections for told in _combos().find(reading, index, section))


def _may_feel(reading: Reading, index: int) -> bool:
    """Tell whether a sentence of an agent is neither a courtesy nor of business: it may feel in words of its own."""
    return any(True for _ in _own_words(reading, index, ("business",)))


def _may_regret(reading: Reading, answers: tuple[int, ...], index: int) -> bool:
    """Tell whether agents take the blame in other words, or say something short of their own beside the slip."""
    beside = _own_words(reading, index, _OF_SLIPS)
    is_short = any(
        len(one.split()) <= _FEW_WORDS and len(one) <= _FEW_SIGNS and not _WISHES.match(one) for one in beside
    )
    return is_short or _has(reading, answers, "owning")


def _own_words(reading: Reading, index: int, classes: tuple[str, ...]) -> Iterator[str]:
    """Yield sentences of a message without a word of the classes, a courtesy, a number or a name."""
    text = reading.conversation.messages[index].text
    signature = signature_span(text)
    known = [one for name in _COURTESIES for one in reading.phrases(index, name)]
    known += [one for name in classes for one in _combos().spans(reading, index, name)]
    for piece in _pieces(text[: signature.start if signature else None]):
        is_known = any(one.start < piece.end and piece.start < one.end for one in known)
        said = text[piece.start : piece.end]
        if not is_known and not _is_label(reading, said):
            yield said


def _is_label(reading: Reading, piece: str) -> bool:
    """Tell whether a piece holds a number, is one short word of assent, or names somebody in a few words."""
    people = (reading.conversation.agent, reading.conversation.customer)
    names = [*(one.name for one in people if one), reading.materials.facts.company.name]
    is_name = (
        len(piece.split()) <= _FEW_WORDS and len(piece) <= _FEW_SIGNS and any(has_name(one, piece) for one in names)
    )
    return is_name or bool(re.search(r"\d", piece) or _ASSENTS.fullmatch(piece) or _SALUTES.match(piece))


def _pieces(text: str) -> Iterator[Span]:
    """Yield sentences and lines, in Thai up to a particle, that hold a word and ask nothing."""
    for match in _PIECE.finditer(text):
        is_question = text[match.end() : match.end() + 1] in ("?", "؟")
        if _SAYS.search(match[0]) and not is_question:
            yield Span(*match.span())


def _has(reading: Reading, messages: tuple[int, ...], name: str) -> bool:
    return any(_combos().spans(reading, index, name) for index in messages)


@cache
def _combos() -> Combos:
    return Combos(_DATA)
