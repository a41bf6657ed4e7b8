"""What a check says of a conversation, and the words it rests on."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from qa.domain.conversation import Conversation, Role


class Verdict(enum.Enum):
    """The answer to a criterion. `NOT_APPLICABLE` comes before `FAIL`, `NEEDS_HUMAN` before a guess."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_HUMAN = "needs_human"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the conversation: `quote` is exactly `messages[message].text[start:end]`.

    `role` is who must have said it; None where any speaker may (a missed customer message).
    """

    message: int
    start: int
    end: int
    quote: str
    role: Role | None = Role.AGENT

    @classmethod
    def of(cls, conversation: Conversation, message: int, *, start: int = 0, end: int | None = None) -> Evidence:
        """Quote `messages[message].text[start:end]`; the whole message by default."""
        said = conversation.messages[message]
        stop = len(said.text) if end is None else end
        return cls(message=message, start=start, end=stop, quote=said.text[start:stop], role=said.role)

    def holds_in(self, conversation: Conversation) -> bool:
        """Tell whether the quote stands there, said by the right speaker."""
        if not 0 <= self.message < len(conversation.messages):
            return False
        said = conversation.messages[self.message]
        is_there = 0 <= self.start <= self.end and said.text[self.start : self.end] == self.quote
        return is_there and (self.role is None or said.role is self.role)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found, good or bad, with its evidence.

    `verdict` is what this finding speaks for: FAIL for a fault, PASS for a thing that was
    looked for and found, NEEDS_HUMAN for a doubt. `found`, `expected`, `fact` and `kind`
    are for accuracy checks (formats.md section 4). `confidence` is that of the words
    of a call, 0 to 1, None in text.
    """

    check: str
    evidence: Evidence
    verdict: Verdict = Verdict.FAIL
    explanation: str = ""
    suggestion: str = ""
    found: str | None = None
    expected: str | None = None
    fact: str | None = None
    kind: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class UncoveredClaim:
    """Something the agent vouched for that no fact or record speaks to: never wrong, but worth a fact.

    `sentence` is the (start, end) in the same message of the sentence the words stand in.
    """

    topic: str
    evidence: Evidence
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check answers for one conversation.

    `verdict` FAIL needs at least one FAIL finding. `score` is 0 to 1 and None unless
    PASS or FAIL; leave it None to have 1.0 and 0.0 filled in. `claims` and
    `covered_claims` count what an accuracy check read and what a fact spoke to;
    `uncovered` are the claims that none did.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    score: float | None = None
    claims: int = 0
    covered_claims: int = 0
    uncovered: tuple[UncoveredClaim, ...] = ()

    @classmethod
    def judge(cls, findings: tuple[Finding, ...]) -> CheckResult:
        """Judge a fault check by its findings: FAIL if any fails, else NEEDS_HUMAN if any doubts, else PASS."""
        verdicts = {finding.verdict for finding in findings}
        for verdict in (Verdict.FAIL, Verdict.NEEDS_HUMAN):
            if verdict in verdicts:
                return cls(verdict=verdict, findings=findings)
        return cls(verdict=Verdict.PASS, findings=findings)


NOT_APPLICABLE = CheckResult(verdict=Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class ShadowResult:
    """What a check said that does not count yet; kept to be compared with people, shown to nobody else."""

    criterion: str
    check: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The machine's answer to one criterion: the join of its checks' results.

    `versions` are sorted (name, value) pairs: what this outcome was made with.
    """

    criterion: str
    verdict: Verdict
    score: float | None
    findings: tuple[Finding, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    claims: int = 0
    covered_claims: int = 0
    uncovered: tuple[UncoveredClaim, ...] = ()
