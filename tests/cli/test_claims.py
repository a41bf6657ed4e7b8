"""`qa claims`: sentences in, what they state out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import group


def _run(text: str) -> Result:
    return CliRunner().invoke(group, ["claims", "-", "--json"], input=text)


def _value(text: str, language: str, **known: str) -> object:
    line = json.dumps({"text": text, "lang": language, **known})
    (claim,) = json.loads(_run(line).stdout)["claims"]
    return claim["value"]


def test_a_sentence_comes_back_with_its_claims() -> None:
    text = "Zwrot pieniędzy nastąpi do 14 dni roboczych."
    result = _run(json.dumps({"text": text, "lang": "pl"}))
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "text": text,
        "lang": "pl",
        "claims": [
            {
                "topic": "refund.time",
                "value": {"type": "duration", "n": 14, "unit": "day", "calendar": "working", "relation": "at_most"},
                "modality": "policy",
                "start_event": None,
                "start": 24,
                "end": 43,
                "quote": "do 14 dni roboczych",
            }
        ],
    }


def test_every_kind_of_value_has_its_form() -> None:
    day = "2026-05-12T10:00:00+02:00"
    assert _value("Dostawa trwa 2-4 dni robocze.", "pl") == {
        "type": "duration",
        "min": 2,
        "max": 4,
        "unit": "day",
        "calendar": "working",
        "relation": "range",
    }
    assert _value("O frete custa R$ 1.299,00.", "pt-BR") == {
        "type": "money",
        "amount": "1299.00",
        "currency": "BRL",
        "relation": "exact",
    }
    assert _value("A 12.5% discount applies.", "en") == {"type": "percent", "n": 12.5, "relation": "exact"}
    assert _value("Paczka dotrze jutro.", "pl", sent_at=day) == {"type": "date", "date": "2026-05-13"}
    assert _value("Paczka dotrze w piątek 12 czerwca 2025.", "pl") == {
        "type": "date",
        "date": "2025-06-12",
        "weekday_mismatch": True,
    }
    assert _value("Trzy dni temu wysłaliśmy paczkę.", "pl", sent_at=day) == {
        "type": "date",
        "date": "2026-05-09",
        "status": "shipped",
    }
    assert _value("Paczka została doręczona.", "pl") == {"type": "status", "status": "delivered"}


def test_without_a_time_a_relative_day_is_no_claim() -> None:
    assert json.loads(_run('{"text": "Paczka dotrze jutro.", "lang": "pl"}').stdout)["claims"] == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("{oops", "-:2:2: not JSON", id="no JSON"),
        pytest.param("[]", "-:2: expected an object", id="no object"),
        pytest.param('{"text": 3, "lang": "pl"}', "-:2: 'text' must be a text, not 3", id="text of another kind"),
        pytest.param('{"text": "x"}', "-:2: 'lang' must be a text", id="no language"),
        pytest.param('{"text": "x", "lang": "de"}', "Known: ar, en, pl, pt, th", id="unknown language"),
        pytest.param('{"text": "x", "lang": "pl", "k": 1}', "unknown key 'k'. Known: text", id="unknown key"),
        pytest.param('{"text": "x", "lang": "pl", "sent_at": "2026-05-12"}', "with an offset", id="no offset"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_on(line: str, problem: str) -> None:
    good = '{"text": "Dzień dobry", "lang": "pl"}'
    result = _run(f"{good}\n{line}\n{good}\n")
    assert result.exit_code == 1
    assert problem in result.stderr
    assert "1 bad line skipped" in result.stderr
    assert len(result.stdout.splitlines()) == 2


def test_without_json_the_claims_are_listed(tmp_path: Path) -> None:
    file = tmp_path / "sentences.jsonl"
    file.write_text('{"text": "The warranty is two years.", "lang": "en"}\n{"text": "Hi", "lang": "en"}\n', "utf-8")
    result = CliRunner().invoke(group, ["claims", str(file)])
    assert "  guarantee.period: duration 2 year calendar exact (policy): two years" in result.stdout
    assert "  states nothing" in result.stdout
