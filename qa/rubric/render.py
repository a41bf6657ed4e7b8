"""Writes a judgement as JSON (formats.md section 4), the same bytes for the same judgement."""

from __future__ import annotations

import json

from qa.domain.conversation import Conversation
from qa.domain.finding import Finding, Outcome, ShadowResult
from qa.domain.rubric import Rubric
from qa.rubric.judge import Judgement


def render_json(conversation: Conversation, rubric: Rubric, judgement: Judgement, *, with_shadows: bool = False) -> str:
    """Return one line of JSON, without the line end; `with_shadows` adds what checks said that do not count yet."""
    score = judgement.score
    rendered: dict[str, object] = {
        "conversation": conversation.id,
        "rubric": rubric.name,
        "version": rubric.version,
        "language": judgement.language,
        "score": {
            "value": score.value,
            "coverage": score.coverage,
            "critical": list(score.critical),
            "fact_coverage": score.fact_coverage,
        },
        "outcomes": [_render_outcome(outcome) for outcome in judgement.outcomes],
    }
    if with_shadows:
        rendered["shadows"] = [_render_shadow(shadow) for shadow in judgement.shadows]
    line = json.dumps(rendered, ensure_ascii=False)
    # A lone surrogate, which JSON input may hold, has no UTF-8 form: such a line is written in escapes.
    return line if _is_encodable(line) else json.dumps(rendered, ensure_ascii=True)


def findings_shown(outcome: Outcome) -> tuple[Finding, ...]:
    """Return the findings that speak for the outcome's verdict."""
    return tuple(finding for finding in outcome.findings if finding.verdict is outcome.verdict)


def _render_outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "criterion": outcome.criterion,
        "verdict": outcome.verdict.value,
        "score": outcome.score,
        "findings": [_render_finding(finding) for finding in findings_shown(outcome)],
    }


def _render_shadow(shadow: ShadowResult) -> dict[str, object]:
    findings = [_render_finding(found) for found in shadow.findings if found.verdict is shadow.verdict]
    return {
        "criterion": shadow.criterion,
        "check": shadow.check,
        "verdict": shadow.verdict.value,
        "findings": findings,
    }


def _render_finding(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "message": finding.evidence.message,
        "start": finding.evidence.start,
        "end": finding.evidence.end,
        "quote": finding.evidence.quote,
        "found": finding.found,
        "expected": finding.expected,
        "fact": finding.fact,
        "kind": finding.kind,
        "explanation": finding.explanation,
        "suggestion": finding.suggestion,
        "confidence": finding.confidence,
    }


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
