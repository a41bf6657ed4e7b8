"""Compares stated periods and prices with the shop's facts and the law's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from checks.accuracy.amends import makes_amends
from checks.accuracy.answer import Answer, Compared, settle
from checks.accuracy.certainty import is_certain
from checks.accuracy.describe import describe_claim, describe_fact
from checks.accuracy.durations import WINDOWS, compare_durations
from checks.accuracy.reckoned import compare_reckoned, reckon
from checks.accuracy.scope import facts_for, is_price_of_order
from checks.accuracy.spell import spell_claim, spell_fact
from checks.accuracy.sums import compare_sums, until_pause
from checks.accuracy.talk import topic_of_talk
from checks.accuracy.uncovered import uncovered_claim
from checks.claims.context import says
from checks.text import sentence_at
from checks.wording import Reporter
from qa.domain.claim import Claim, DateClaim, Modality
from qa.domain.fact import TOPICS, Duration, Fact, Money, Percent
from qa.domain.finding import CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["FactKind"]

_OF_GOODS = frozenset({"product.price"})
_INSTEAD = {"return.period": "withdrawal.period"}
_FAILS = {
    "understates": Answer.UNDERSTATES,
    "overpromises": Answer.OVERPROMISES,
    "other": Answer.OTHER,
}
_TEXTS = {
    "contradicted": {
        "en": "Said: {found}. Differs from fact {fact} ({source}): {expected}.",
        "pl": "Powiedziano: {found}. Różni się od faktu {fact} ({source}): {expected}.",
        "pt": "Dito: {found}. Difere do facto {fact} ({source}): {expected}.",
        "ar": "قيل: {found}. يختلف عن الحقيقة {fact} ({source}): {expected}.",
        "th": "บอกว่า: {found} ต่างจากข้อเท็จจริง {fact} ({source}): {expected}",
    },
    "condition_open": {
        "en": "Said: {found}. Whether fact {fact} ({source}: {expected}) applies depends on something not known here.",
        "pl": "Powiedziano: {found}. Nie wiadomo, czy obowiązuje tu fakt {fact} ({source}: {expected}).",
        "pt": "Dito: {found}. Não se sabe se o facto {fact} ({source}: {expected}) se aplica aqui.",
        "ar": "قيل: {found}. لا يُعرف هنا هل تسري الحقيقة {fact} ({source}: {expected}).",
        "th": "บอกว่า: {found} ไม่ทราบว่าข้อเท็จจริง {fact} ({source}: {expected}) ใช้กับกรณีนี้หรือไม่",
    },
    "incomplete": {
        "en": "Said: {found}. Agrees with fact {fact} ({source}), but does not say all of it: {expected}.",
        "pl": "Powiedziano: {found}. Zgodne z faktem {fact} ({source}), ale niepełne: {expected}.",
        "pt": "Dito: {found}. De acordo com o facto {fact} ({source}), mas incompleto: {expected}.",
        "ar": "قيل: {found}. يوافق الحقيقة {fact} ({source})، لكنه ليس كاملًا: {expected}.",
        "th": "บอกว่า: {found} ตรงกับข้อเท็จจริง {fact} ({source}) แต่ไม่ครบ: {expected}",
    },
    "supported": {
        "en": "Agrees with fact {fact} ({source}): {expected}.",
        "pl": "Zgodne z faktem {fact} ({source}): {expected}.",
        "pt": "De acordo com o facto {fact} ({source}): {expected}.",
        "ar": "يوافق الحقيقة {fact} ({source}): {expected}.",
        "th": "ตรงกับข้อเท็จจริง {fact} ({source}): {expected}",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Judged:
    """A claim with the fact that counts; `compared` None where no fact speaks to it."""

    message: int
    claim: Claim
    topic: str
    compared: Compared | None


class FactKind:
    """Fails where the agent states another period or price than the facts valid for this customer and day.

    Facts that depend on what is not known need a person, and so does a claim corrected later, or one that may speak
    of another thing: where its clause does not name the topic or holds several values, a sum of a way or place with a
    price of its own, free on a condition, a length the customer had named or that is right for another topic, a delay
    of these days, a longer guarantee or time to return than the rule, which a shop may give of its own. A shipping fee
    among several sums fails where it and the goods make up a sum told. A right number without its start passes with
    half the score. A last day (`until 17 May`, `the period ended on 3 May`) is compared with the day reckoned from the
    order's record or from when the complaint came. Does not apply where nothing on the topics is vouched for, or no
    fact speaks to it; such claims still count in the coverage. A check that looks for promises alone counts no claims,
    since another check of the same topics does.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "topics": OptionSpec("Topics of the facts to compare with.", (list,), is_required=True, choices=TOPICS),
        "fails_on": OptionSpec("Directions of error that count; all by default.", (list,), choices=tuple(_FAILS)),
    }
    version: ClassVar[int] = 5

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._topics = frozenset(_names(spec.options["topics"]))
        self._fails = frozenset(_FAILS[name] for name in _names(spec.options.get("fails_on", tuple(_FAILS))))

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        judged = tuple(self._judge_all(reading))
        findings = tuple(
            finding
            for one in judged
            if one.compared is not None and (finding := self._finding(reading, one, judged)) is not None
        )
        uncovered = tuple(
            uncovered_claim(reading, one.message, one.claim, topic=one.topic) for one in judged if one.compared is None
        )
        result = CheckResult.judge(findings) if findings else CheckResult(Verdict.NOT_APPLICABLE)
        is_partial = result.verdict is Verdict.PASS and _is_unclear(judged)
        score = 0.5 if is_partial else None
        if self._fails == {Answer.OVERPROMISES}:
            return replace(result, score=score)
        covered = len(judged) - len(uncovered)
        return replace(result, score=score, claims=len(judged), covered_claims=covered, uncovered=uncovered)

    def _judge_all(self, reading: Reading) -> Iterator[_Judged]:
        for index, _ in self._spec.where.select(reading.conversation):
            for claim in reading.claims(index):
                if isinstance(claim.value, DateClaim):
                    yield from self._judge_day(reading, index, claim)
                    continue
                topic = claim.topic or topic_of_talk(reading, index, claim)
                if topic in self._topics and _is_vouched_for(claim) and _is_plausible(claim, topic):
                    yield _Judged(index, claim, topic, self._compare(reading, index, claim, topic))

    def _judge_day(self, reading: Reading, index: int, claim: Claim) -> Iterator[_Judged]:
        """A last day is judged by the length of time it leaves; one given for delivery only where it comes too soon."""
        reckoned = reckon(reading, index, claim, sentence=_sentence(reading, index, claim))
        if reckoned is None or reckoned.topic not in self._topics:
            return
        compared = self._compare(reading, index, reckoned, reckoned.topic)
        is_too_soon = compared is not None and compared.answer is Answer.OVERPROMISES
        if is_too_soon or reckoned.topic != "delivery.time":
            yield _Judged(index, reckoned, reckoned.topic, compared)

    def _compare(self, reading: Reading, index: int, claim: Claim, topic: str) -> Compared | None:
        """Compare with policy and law apart: more than one promises or less than one grants counts, else one
        that agrees is enough.
        """
        settled = self._settle(reading, index, claim, topic)
        if topic in _INSTEAD:
            instead = self._settle(reading, index, claim, _INSTEAD[topic])
            settled += [one for one in instead if not settled or one.answer is Answer.UNDERSTATES]
        if claim.is_hedged and self._is_wrong_if_plain(reading, index, claim, topic):
            settled = [one for one in settled if one.answer is not Answer.OPEN] or settled
        counted = [one for one in settled if not one.answer.is_contradiction or one.answer in self._fails]
        return min(counted or settled, key=lambda one: _RANK.index(one.answer), default=None)

    def _is_wrong_if_plain(self, reading: Reading, index: int, claim: Claim, topic: str) -> bool:
        """Tell whether a rough value would contradict law and policy both, were it told as exact."""
        plain = self._settle(reading, index, replace(claim, is_hedged=False), topic)
        return all(one.answer.is_contradiction for one in plain)

    def _settle(self, reading: Reading, index: int, claim: Claim, topic: str) -> list[Compared]:
        """Settle law and policy apart, or together where one of them is not certain to apply."""
        groups = [
            tuple(
                Compared(fact, self._answer(reading, index, claim, fact), is_certain)
                for fact, is_certain in facts_for(reading, topic, message=index, kind=kind)
                if _is_comparable(claim, fact) and (is_certain or topic not in _OF_GOODS)
            )
            for kind in ("policy", "law")
        ]
        everything = tuple(one for group in groups for one in group)
        if all(one.is_certain for one in everything):
            return [settle(group) for group in groups if group]
        return [settle(everything)]

    def _answer(self, reading: Reading, index: int, claim: Claim, fact: Fact) -> Answer:
        if isinstance(claim.value, Duration):
            return compare_reckoned(claim, fact) if claim.last_day else compare_durations(claim, fact)
        sentence = _sentence(reading, index, claim)
        language = reading.language_of(index)
        is_always = says(sentence, "always", language=language)
        is_amends = fact.topic == "coupon.value" and makes_amends(reading, index, claim)
        answer = compare_sums(claim, fact, is_always=is_always, is_amends=is_amends)
        if answer is Answer.SUPPORTED or not isinstance(claim.value, Money):
            return answer
        if fact.topic == "shipping.price" and not is_always and is_price_of_order(reading, claim.value):
            return Answer.SUPPORTED
        said = until_pause(sentence, claim.quote) if fact.topic == "return.cost" else sentence
        return Answer.OPEN if says(said, "variant", language=language) else answer

    def _finding(self, reading: Reading, one: _Judged, judged: tuple[_Judged, ...]) -> Finding | None:
        assert one.compared is not None
        answer, fact = one.compared.answer, one.compared.fact
        if answer.is_contradiction and answer not in self._fails:
            return None
        verdict = Verdict.PASS
        is_sure = is_certain(reading, one.message, one.claim, fact=fact, answer=answer)
        if answer is Answer.OPEN or (answer.is_contradiction and (not is_sure or _is_corrected(reading, one, judged))):
            verdict = Verdict.NEEDS_HUMAN
        elif answer.is_contradiction:
            verdict = Verdict.FAIL
        language = reading.conversation.language or reading.language_of(one.message)
        said = {
            "found": spell_claim(one.claim, language=language),
            "expected": spell_fact(fact, language=language),
            "fact": fact.id,
            "source": fact.source.ref,
        }
        spec = self._spec if self._spec.message and verdict is Verdict.FAIL else _worded(self._spec, answer)
        finding = Reporter(spec, tells_passes=True).finding(
            reading, one.message, Span(one.claim.start, one.claim.end), verdict=verdict, **said
        )
        found, expected = describe_claim(one.claim), describe_fact(fact)
        return replace(finding, found=found, expected=expected, fact=fact.id, kind=answer.value)


_RANK = (
    Answer.UNDERSTATES,
    Answer.OVERPROMISES,
    Answer.SUPPORTED,
    Answer.INCOMPLETE,
    Answer.OPEN,
    Answer.OTHER,
)


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple | list) else ()


def _worded(spec: CheckSpec, answer: Answer) -> CheckSpec:
    texts = _TEXTS["contradicted"] if answer.is_contradiction else _TEXTS[answer.value]
    return replace(spec, message=texts, suggest=spec.suggest if answer.is_contradiction else {})


def _is_vouched_for(claim: Claim) -> bool:
    """A time or a price that lies in the past tells what happened, not what holds."""
    return claim.modality in (Modality.POLICY, Modality.PROMISE)


def _is_plausible(claim: Claim, topic: str) -> bool:
    """Nobody gives hours to return a parcel: hours are those of an answer or a label."""
    return not (isinstance(claim.value, Duration) and claim.value.unit == "hour" and topic in WINDOWS)


def _is_comparable(claim: Claim, fact: Fact) -> bool:
    kinds = (Duration, Money, Percent)
    return any(isinstance(claim.value, kind) and isinstance(fact.value, kind) for kind in kinds)


def _is_corrected(reading: Reading, one: _Judged, judged: tuple[_Judged, ...]) -> bool:
    """Tell whether the agent put it right later and said so."""
    return any(
        later.message > one.message
        and later.topic == one.topic
        and later.compared is not None
        and later.compared.answer.agrees
        and says(
            reading.conversation.messages[later.message].text,
            "correction",
            language=reading.language_of(later.message),
        )
        for later in judged
    )


def _is_unclear(judged: tuple[_Judged, ...]) -> bool:
    """Tell whether a topic was only told in part; once told in full is enough."""
    complete = {one.topic for one in judged if one.compared and one.compared.answer is Answer.SUPPORTED}
    partial = {one.topic for one in judged if one.compared and one.compared.answer is Answer.INCOMPLETE}
    return bool(partial - complete)


def _sentence(reading: Reading, index: int, claim: Claim) -> str:
    text = reading.conversation.messages[index].text
    span = sentence_at(text, claim.start)
    return text[span.start : max(span.end, claim.end)]
