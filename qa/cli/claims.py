"""`qa claims`: sentences in, what they state out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click

from qa import registry
from qa.domain.claim import Claim, DateClaim, StatusClaim
from qa.domain.fact import Duration, Money, Percent, Relation
from qa.errors import BadRecordError

_KEYS = ("text", "lang", "country", "sent_at")


@click.command("claims", short_help="Show what sentences state: periods, sums, days, statuses.")
@click.argument("sentences", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def command(*, sentences: Path, as_json: bool) -> None:
    """Read sentences of agents, one JSON object {"text", "lang", "country"?, "sent_at"?} a line, or from -.

    Writes what each sentence states, in the order of the input. A bad line is reported on
    stderr as file:line, skipped and counted, and makes the exit status 1.

    Example: qa claims sentences.jsonl --json
    """
    extract = registry.claim_extractor()
    bad = 0
    for found in _read(sentences):
        if isinstance(found, BadRecordError):
            click.echo(str(found), err=True)
            bad += 1
            continue
        claims = extract(found.text, language=found.language, sent_at=found.sent_at, country=found.country)
        click.echo(_render_json(found, claims) if as_json else _render_text(found, claims))
    if bad:
        click.echo(f"qa claims: {bad} bad {'line' if bad == 1 else 'lines'} skipped.", err=True)
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    language: str
    country: str | None
    sent_at: datetime | None


def _read(path: Path) -> Iterator[_Sentence | BadRecordError]:
    with click.open_file(str(path), "rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _read_line(line, file=str(path), number=number)


def _read_line(line: bytes, *, file: str, number: int) -> _Sentence | BadRecordError:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return BadRecordError(file, number, f"not UTF-8 text: {error.reason} at byte {error.start}.")
    except json.JSONDecodeError as error:
        return BadRecordError(file, number, f"not JSON: {error.msg}.", column=error.colno)
    problem = _problem(record)
    if problem:
        return BadRecordError(file, number, problem)
    sent_at = datetime.fromisoformat(record["sent_at"]) if record.get("sent_at") else None
    return _Sentence(record["text"], record["lang"], record.get("country"), sent_at)


def _problem(record: object) -> str | None:
    """Say what is wrong with a line, or None."""
    if not isinstance(record, dict):
        return f"expected an object with {', '.join(_KEYS)}, not {type(record).__name__}."
    unknown = sorted(set(record) - set(_KEYS))
    if unknown:
        return f"unknown key {unknown[0]!r}. Known: {', '.join(_KEYS)}."
    for key in ("text", "lang"):
        if not isinstance(record.get(key), str):
            return f"{key!r} must be a text, not {record.get(key)!r}."
    known = registry.claim_languages()
    if record["lang"].split("-")[0].lower() not in known:
        return f"lang {record['lang']!r} cannot be read. Known: {', '.join(known)}."
    for key in ("country", "sent_at"):
        if record.get(key) is not None and not isinstance(record[key], str):
            return f"{key!r} must be a text, not {record[key]!r}."
    return _time_problem(record["sent_at"]) if record.get("sent_at") else None


def _time_problem(text: str) -> str | None:
    try:
        has_offset = datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        has_offset = False
    return None if has_offset else f"sent_at {text!r} must be ISO 8601 with an offset, as 2026-05-12T10:04:00+02:00."


def _render_json(sentence: _Sentence, claims: tuple[Claim, ...]) -> str:
    answer = {"text": sentence.text, "lang": sentence.language, "claims": [_claim(claim) for claim in claims]}
    return json.dumps(answer, ensure_ascii=False)


def _render_text(sentence: _Sentence, claims: tuple[Claim, ...]) -> str:
    lines = [sentence.text]
    for claim in claims:
        value = " ".join(str(part) for part in _value(claim.value).values() if part is not None)
        start = f" from {claim.start_event}" if claim.start_event else ""
        lines.append(f"  {claim.topic or 'no topic'}: {value}{start} ({claim.modality.value}): {claim.quote}")
    return "\n".join(lines if claims else [*lines, "  states nothing"])


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "topic": claim.topic,
        "value": _value(claim.value),
        "modality": claim.modality.value,
        "start_event": claim.start_event,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
    }


def _value(value: Duration | Money | Percent | DateClaim | StatusClaim) -> dict[str, object]:
    """Write a value as formats.md has it; what does not apply is left out."""
    if isinstance(value, Duration):
        is_range = value.relation is Relation.RANGE
        numbers = {"min": value.min, "max": value.max} if is_range else {"n": value.n}
        tail = {"unit": value.unit, "calendar": value.calendar, "relation": value.relation.value}
        return {"type": "duration", **numbers, **tail}
    if isinstance(value, Money):
        currency, relation = value.currency, value.relation.value
        return {"type": "money", "amount": f"{value.amount:f}", "currency": currency, "relation": relation}
    if isinstance(value, Percent):
        return {"type": "percent", "n": _number(value.n), "relation": value.relation.value}
    if isinstance(value, StatusClaim):
        return {"type": "status", "status": value.status}
    answer: dict[str, object] = {"type": "date", "date": value.date.isoformat()}
    if value.weekday_mismatch:
        answer["weekday_mismatch"] = True
    return answer | ({"status": value.status} if value.status else {})


def _number(n: Decimal) -> int | float:
    return int(n) if n == n.to_integral_value() else float(n)
