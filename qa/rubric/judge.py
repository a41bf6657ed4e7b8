"""Judges a conversation by a rubric: joins the results of checks to outcomes and lets nothing pass without evidence."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass

from qa import registry
from qa.domain.conversation import Channel, Conversation, Where
from qa.domain.dictionary import hash_words
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Evidence, Finding, Outcome, ShadowResult, Verdict
from qa.domain.rubric import CheckSpec, CheckState, Criterion, Rubric, text_in
from qa.domain.score import CriterionScore, Score, score_outcomes
from qa.errors import LanguageServerError
from qa.ports import Check, Materials, Reader, Reading
from qa.rubric.doubt import doubt_what_was_hardly_heard
from qa.rubric.evidence import refuse_bad_evidence
from qa.rubric.unknown import doubt_unknown_speakers
from qa.rubric.wording import refuse_unknown_sets

Versions = tuple[tuple[str, str], ...]
"""What an outcome was made with: sorted (name, version) pairs."""

SERVER_MISSING = "language_server_missing"
_SERVER_MISSING_TEXTS = {
    "en": "Not checked, because the language server could not be used.",
    "pl": "Nie sprawdzono, bo nie można było użyć serwera językowego.",
    "pt": "Não foi verificado, porque não se pôde usar o servidor de língua.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """All the machine says of one conversation.

    `outcomes` are in the order of the rubric; criteria without checks are rated by people alone
    and have none. `language` is the two-letter code the conversation was judged in. `waits` says
    what was missing when some check could not be run, so that the conversation is judged again later.
    `shadows` are the answers of checks that do not count yet; no outcome and no score holds anything of them.
    """

    outcomes: tuple[Outcome, ...]
    score: Score
    language: str
    versions: tuple[tuple[str, str], ...] = ()
    waits: str | None = None
    shadows: tuple[ShadowResult, ...] = ()


@dataclass(frozen=True, slots=True)
class _ReadyCheck:
    spec: CheckSpec
    check: Check


class Judge:
    """Judges conversations by one rubric. Costly things are made once, here."""

    def __init__(self, rubric: Rubric, reader: Reader, *, standing: str = "") -> None:
        """Make every check. Raises UnknownNameError for a kind or phrase set that is not installed.

        `standing` names the states that were decided beside the rubric, where they change what counts.
        """
        refuse_unknown_sets(rubric)
        self.rubric = rubric
        self._reader, self._standing = reader, standing
        self._checks = {
            criterion.id: tuple(_ReadyCheck(spec, registry.check_kind(spec.kind)(spec)) for spec in criterion.checks)
            for criterion in rubric.criteria
        }
        self._versioned: tuple[Versions, Mapping[str, Versions]] | None = None

    def judge(self, conversation: Conversation, materials: Materials) -> Judgement:
        """Judge a conversation. Raises EvidenceError when a check rests on words that are not there."""
        reading = self._reader.read(conversation, materials)
        language = language_of(reading)
        versions = self._versions(language, materials)
        outcomes = tuple(
            self._outcome(criterion, reading, language=language, versions=versions)
            for criterion in self.rubric.criteria
            if criterion.checks
        )
        shadows = self._shadows(reading, language=language)
        return Judgement(outcomes, self._score(outcomes), language, versions, waits=_waits(outcomes), shadows=shadows)

    def settle(self) -> None:
        """Keep what judging loaded out of the garbage collector's way; call once, after a first conversation.

        Phrase books, word tables and facts stay for the life of the process. Looking through
        them at every collection costs about a tenth of the time a conversation takes.
        """
        gc.collect()
        gc.freeze()

    def judge_criterion(self, criterion: Criterion, conversation: Conversation, materials: Materials) -> Outcome:
        """Judge a conversation by one criterion, on any channel, by all its checks whether or not they count."""
        reading = self._reader.read(conversation, materials)
        language = language_of(reading)
        return self._outcome(criterion, reading, language=language, versions=(), is_any_channel=True)

    def judge_checks(
        self, criterion: Criterion, conversation: Conversation, materials: Materials
    ) -> dict[str, CheckResult]:
        """Judge a conversation by each check of a criterion alone; results by check id."""
        reading = self._reader.read(conversation, materials)
        language = language_of(reading)
        return {
            ready.spec.id: _run(ready, reading, criterion=criterion.id, language=language)
            for ready in self._checks[criterion.id]
        }

    def _outcome(
        self,
        criterion: Criterion,
        reading: Reading,
        *,
        language: str,
        versions: tuple[tuple[str, str], ...],
        is_any_channel: bool = False,
    ) -> Outcome:
        own = self._with_checks(versions)[criterion.id]
        channel = reading.conversation.channel
        rubric_channels = () if is_any_channel else self.rubric.channels
        if not _is_for(rubric_channels, channel) or not _is_for(criterion.channels, channel):
            return Outcome(criterion.id, Verdict.NOT_APPLICABLE, None, versions=own)
        results = [
            _run(ready, reading, criterion=criterion.id, language=language)
            for ready in self._checks[criterion.id]
            if is_any_channel or ready.spec.state_in(language, channel.value).counts
        ]
        return join_results(criterion.id, results, versions=own)

    def _shadows(self, reading: Reading, *, language: str) -> tuple[ShadowResult, ...]:
        """Run the checks that are watched and do not count."""
        channel = reading.conversation.channel
        return tuple(
            ShadowResult(criterion.id, ready.spec.id, result.verdict, result.findings)
            for criterion in self.rubric.criteria
            if _is_for(self.rubric.channels, channel) and _is_for(criterion.channels, channel)
            for ready in self._checks[criterion.id]
            if ready.spec.state_in(language, channel.value) is CheckState.SHADOW
            for result in (_run(ready, reading, criterion=criterion.id, language=language),)
        )

    def _with_checks(self, versions: Versions) -> Mapping[str, Versions]:
        """Return, by criterion, the versions with those of its checks; made once for each set of versions."""
        if self._versioned is None or self._versioned[0] != versions:
            own = {
                criterion: tuple(
                    sorted(
                        (
                            *versions,
                            *((f"check:{one.spec.id}", f"{one.spec.kind}@{one.check.version}") for one in checks),
                        )
                    )
                )
                for criterion, checks in self._checks.items()
            }
            self._versioned = (versions, own)
        return self._versioned[1]

    def _versions(self, language: str, materials: Materials) -> tuple[tuple[str, str], ...]:
        named = {
            "rubric": f"{self.rubric.name}@{self.rubric.version}",
            "rubric_hash": self.rubric.content_hash,
            "facts": materials.facts.content_hash,
            "orders": materials.orders.content_hash,
        }
        if self._standing:
            named["standing"] = self._standing
        if materials.dictionary:
            named["dictionary"] = hash_words(materials.dictionary)
        return tuple(sorted({**named, **dict(self._reader.versions(language))}.items()))

    def _score(self, outcomes: tuple[Outcome, ...]) -> Score:
        criteria = {criterion.id: criterion for criterion in self.rubric.criteria}
        return score_outcomes(
            (
                CriterionScore(
                    criterion=outcome.criterion,
                    verdict=outcome.verdict,
                    score=outcome.score,
                    weight=criteria[outcome.criterion].weight,
                    is_critical=criteria[outcome.criterion].is_critical,
                )
                for outcome in outcomes
            ),
            claims=sum(outcome.claims for outcome in outcomes),
            covered_claims=sum(outcome.covered_claims for outcome in outcomes),
        )


def join_results(criterion: str, results: list[CheckResult], *, versions: Versions = ()) -> Outcome:
    """Join the results of a criterion's checks: any FAIL fails, else any doubt needs a human, else any PASS passes.

    The score is the lowest of the checks that passed or failed.
    """
    if len(results) == 1:
        (only,) = results
        score = _score_of(only) if only.verdict in (Verdict.PASS, Verdict.FAIL) else None
        return Outcome(
            criterion, only.verdict, score, only.findings, versions, only.claims, only.covered_claims, only.uncovered
        )
    verdicts = {result.verdict for result in results}
    order = (Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS)
    verdict = next((one for one in order if one in verdicts), Verdict.NOT_APPLICABLE)
    scores = [_score_of(result) for result in results if result.verdict in (Verdict.PASS, Verdict.FAIL)]
    return Outcome(
        criterion=criterion,
        verdict=verdict,
        score=min(scores) if verdict in (Verdict.PASS, Verdict.FAIL) else None,
        findings=tuple(finding for result in results for finding in result.findings),
        claims=sum(result.claims for result in results),
        covered_claims=sum(result.covered_claims for result in results),
        uncovered=tuple(dict.fromkeys(claim for result in results for claim in result.uncovered)),
        versions=versions,
    )


def language_of(reading: Reading) -> str:
    """Return the two-letter language of a conversation: as given, else that of most of what its agent said."""
    conversation = reading.conversation
    if conversation.language:
        return conversation.language.replace("_", "-").split("-")[0].lower()
    said: dict[str, int] = {}
    for index, message in conversation.agent_messages() or tuple(enumerate(conversation.messages)):
        code = reading.language_of(index)
        said[code] = said.get(code, 0) + len(message.text)
    return max(sorted(said), key=lambda code: said[code], default="en")


def _run(ready: _ReadyCheck, reading: Reading, *, criterion: str, language: str) -> CheckResult:
    try:
        result = ready.check.check(reading)
    except LanguageServerError as error:
        return _unchecked(ready.spec, reading.conversation, language=language, reason=str(error))
    result = doubt_what_was_hardly_heard(result, reading)
    refuse_bad_evidence(result, reading.conversation, criterion=criterion, spec=ready.spec)
    return doubt_unknown_speakers(result, reading.conversation, spec=ready.spec, language=language)


def _unchecked(spec: CheckSpec, conversation: Conversation, *, language: str, reason: str) -> CheckResult:
    """Answer for a check whose language server is missing: a doubt where there is something to judge."""
    looked_at = Where(role=spec.where.role, channels=spec.where.channels).select(conversation)
    if not looked_at:
        return NOT_APPLICABLE
    finding = Finding(
        check=spec.id,
        evidence=Evidence.of(conversation, looked_at[0][0]),
        verdict=Verdict.NEEDS_HUMAN,
        explanation=f"{text_in(_SERVER_MISSING_TEXTS, language)} {reason}",
        kind=SERVER_MISSING,
    )
    return CheckResult(Verdict.NEEDS_HUMAN, (finding,))


def _waits(outcomes: tuple[Outcome, ...]) -> str | None:
    missing = (one.explanation for outcome in outcomes for one in outcome.findings if one.kind == SERVER_MISSING)
    return next(missing, None)


def _score_of(result: CheckResult) -> float:
    if result.score is not None:
        return result.score
    return 1.0 if result.verdict is Verdict.PASS else 0.0


def _is_for(channels: tuple[Channel, ...], channel: Channel) -> bool:
    return not channels or channel in channels
