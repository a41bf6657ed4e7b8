"""Looks for what words of several classes say together, whatever their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar

from checks.accuracy.lapsed import lapsed_spans
from checks.accuracy.turned_away import turned_away_spans
from checks.acts.model import ACTS, sure_sentences
from checks.certainty import is_softened, sure_spans
from checks.combos import Combos
from checks.denied import is_disclaimed
from checks.text import overlaps, spoken_sentences
from checks.wording import Reporter, phrase_choice
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import OptionSpec, Reading, Span

__all__ = ["CombinedWords"]

_DATA = Path(__file__).parents[1] / "accuracy" / "vows.yaml"
_TABLES = ("promise", "rights")
_SURE = "-sure"
_SOFT = PhraseChoice(use=("apology", "empathy", "condition", "thanks"))


class CombinedWords:
    """Fails where words of certain classes stand together in one clause and form, and needs a person in any other.

    `promise`: an assurance ("I'd stake my job", "no matter what") of what a shop does not hold in its hands, such as a
    day of arrival or a claim accepted; certain where the agent vouches for it in the first person, names the parcel,
    money or claim, and neither thanks nor feels in the sentence. `rights`: a ground (no box, bought in a sale, opened)
    on which a return or complaint is refused, a right denied outright, a fault left to the maker, a voucher for money;
    certain where the shop refuses a complaint for want of a box or receipt, answers for a fault no longer than a year
    though the law gives more and the thing's age was told, sends a fault to the maker as none of its own, or lets a
    customer who wants to return what was in a sale not do so. What is doubted, denied, asked, quoted or told of others
    counts for nothing, and so do goods that the law excepts; where they are named elsewhere in the message, or by the
    customer, a person is needed. Does not apply where nothing of the kind is said, or to a customer of another kind
    than `customer`.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "of": OptionSpec("What the words say together.", (str,), is_required=True, choices=_TABLES),
        "beside": OptionSpec("Phrases that another check is sure of; what touches them is its.", is_phrases=True),
        "learnt": OptionSpec("An act by whose weights another check is sure of whole sentences.", choices=ACTS),
        "customer": OptionSpec("Judge only conversations with this kind of customer, where it is known."),
    }
    version: ClassVar[int] = 6

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._of = str(spec.options["of"])
        self._beside = phrase_choice(spec, "beside")
        self._learnt = str(spec.options.get("learnt") or "")
        self._customer = spec.options.get("customer")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        known = reading.conversation.metadata.get("customer_type")
        if self._customer is not None and known is not None and known != self._customer:
            return NOT_APPLICABLE
        findings = tuple(
            finding
            for index, _ in self._spec.where.select(reading.conversation)
            for finding in self._findings(reading, index)
        )
        return CheckResult.judge(findings) if findings else NOT_APPLICABLE

    def _findings(self, reading: Reading, index: int) -> list[Finding]:
        known = sure_spans(reading, index, self._beside) + sure_sentences(reading, index, self._learnt)
        taken: list[Span] = []
        for one in _combos().find(reading, index, self._of):
            if not overlaps(one.span, (*taken, *known)) and not is_disclaimed(reading, index, one.span):
                taken.append(one.span)
        found = [
            self._report.finding(reading, index, span, verdict=self._verdict(reading, index, span))
            for span in sorted(taken, key=lambda one: one.start)
        ]
        for span, is_sure in _refused(reading, index) if self._of == "rights" else ():
            if not overlaps(span, known if is_sure else (*taken, *known)):
                verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
                found.append(self._report.finding(reading, index, span, verdict=verdict))
        return found

    def _verdict(self, reading: Reading, index: int, span: Span) -> Verdict:
        sure = tuple(one.span for one in _combos().find(reading, index, self._of + _SURE))
        is_open = self._of == "rights" and _is_excepted(reading, index, span)
        is_soft = is_softened(reading, index, span, mild=_SOFT)
        return Verdict.FAIL if overlaps(span, sure) and not is_open and not is_soft else Verdict.NEEDS_HUMAN


def _refused(reading: Reading, index: int) -> Iterator[tuple[Span, bool]]:
    """Yield (where, is it sure) a right is refused by what the message says together with what the customer said."""
    yield from lapsed_spans(reading, index)
    yield from ((span, True) for span in turned_away_spans(reading, index))


def _is_excepted(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether another sentence, or the customer before, names goods or a time that the law excepts."""
    messages = reading.conversation.messages
    told = spoken_sentences(messages[index].text, language=reading.language_of(index))
    own = next((one for one in told if one.start <= span.start < one.end), span)
    if any(not overlaps(one, (own,)) for one in _combos().spans(reading, index, "exempt")):
        return True
    heard = (at for at in range(index) if messages[at].role is Role.CUSTOMER)
    return any(bool(_combos().spans(reading, at, "exempt")) for at in heard)


@cache
def _combos() -> Combos:
    return Combos(_DATA)
