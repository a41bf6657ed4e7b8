"""Writes a judgement for a person to read in a terminal."""

from __future__ import annotations

import textwrap

from qa.domain.conversation import Conversation
from qa.domain.finding import Finding, Outcome, Verdict
from qa.domain.rubric import Rubric, text_in
from qa.rubric.judge import Judgement
from qa.rubric.render import findings_shown

_SIGNS = {Verdict.PASS: "ok  ", Verdict.FAIL: "FAIL", Verdict.NEEDS_HUMAN: "look"}
_LONGEST_QUOTE = 100


def render_text(conversation: Conversation, rubric: Rubric, judgement: Judgement) -> str:
    """Return several lines that end with an empty one; what does not apply is only counted."""
    score = judgement.score
    value = "no score" if score.value is None else f"{score.value:g} of 100"
    covered = "" if score.fact_coverage is None else f", facts speak to {score.fact_coverage:.0%} of what was claimed"
    lines = [f"{plain(conversation.id)} ({judgement.language}): {value}, {score.coverage:.0%} judged{covered}"]
    for outcome in judgement.outcomes:
        if outcome.verdict is not Verdict.NOT_APPLICABLE:
            lines += _outcome_lines(outcome, rubric, critical=score.critical)
    skipped = sum(outcome.verdict is Verdict.NOT_APPLICABLE for outcome in judgement.outcomes)
    if skipped:
        lines.append(f"  {skipped} did not apply")
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Show text on one line, with control characters (which a terminal would obey) replaced."""
    spaced = " ".join(text.split())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in spaced)


def _outcome_lines(outcome: Outcome, rubric: Rubric, *, critical: tuple[str, ...]) -> list[str]:
    title = text_in(rubric.criterion(outcome.criterion).title, "en")
    note = "  (critical, to be confirmed by a person)" if outcome.criterion in critical else ""
    lines = [f"  {_SIGNS[outcome.verdict]}  {outcome.criterion}: {title}{note}"]
    if outcome.verdict is Verdict.PASS:
        return lines
    for finding in findings_shown(outcome):
        lines += _finding_lines(finding)
    return lines


def _finding_lines(finding: Finding) -> list[str]:
    quote = textwrap.shorten(plain(finding.evidence.quote), _LONGEST_QUOTE, placeholder=" …")
    lines = [f"        message {finding.evidence.message}: “{quote}”"]
    if finding.explanation:
        lines.append(f"          {plain(finding.explanation)}")
    if finding.found and finding.expected:
        lines.append(f"          said: {plain(finding.found)}; expected: {plain(finding.expected)}")
    if finding.suggestion:
        lines.append(f"          better: {plain(finding.suggestion)}")
    return lines
