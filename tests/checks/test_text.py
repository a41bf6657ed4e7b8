"""How a message is taken apart: sentences, quotes, signature, links and codes."""

from __future__ import annotations

import pytest

from checks.text import code_spans, quoted_spans, sentences, signature_span, without
from qa.ports import Span


def pieces(text: str, spans: tuple[Span, ...]) -> list[str]:
    """Return the text of spans."""
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Tak. Nie! Może?", ["Tak.", "Nie!", "Może?"], id="three marks"),
        pytest.param("Mieszkam na ul. Długiej 5.", ["Mieszkam na ul. Długiej 5."], id="an abbreviation"),
        pytest.param("Dnia 12. maja wyślemy.", ["Dnia 12. maja wyślemy."], id="an ordinal"),
        pytest.param("Waży 3.5 kg\nDuży", ["Waży 3.5 kg", "Duży"], id="a decimal point and a line end"),
        pytest.param("هل وصل؟ نعم", ["هل وصل؟", "نعم"], id="an Arabic question mark"),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text, sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Tak\n> stare\nnowe", ["> stare"], id="a quoted line"),
        pytest.param(
            "Tak\nW dniu 3 maja Jan napisał(a):\nstare",
            ["W dniu 3 maja Jan napisał(a):\nstare"],
            id="Polish reply header",
        ),
        pytest.param("Hi\nOn Monday Jan wrote:\nold", ["On Monday Jan wrote:\nold"], id="English reply header"),
        pytest.param("Pisze Pan „dość tego” i słusznie", ["„dość tego”"], id="quotation marks"),
        pytest.param("Zwykły tekst", [], id="nothing quoted"),
    ],
)
def test_what_is_quoted_is_known(text: str, expected: list[str]) -> None:
    assert pieces(text, quoted_spans(text)) == expected


def test_a_signature_begins_at_its_farewell_line() -> None:
    text = "Wysłano.\nZ poważaniem\nAnna Nowak\nDział obsługi"
    assert signature_span(text) == Span(9, len(text))


def test_a_farewell_inside_a_line_is_no_signature() -> None:
    assert signature_span("Dziękuję\nPozdrawiam Panią i czekam na paczkę") is None


def test_links_addresses_and_codes_are_found() -> None:
    text = "Pisz na anna@acme.example lub acme.example/zwroty, nr R/77-2026 i PL6110"
    assert pieces(text, code_spans(text)) == ["anna@acme.example", "acme.example/zwroty", "R/77-2026", "PL6110"]


def test_cut_text_leads_back_to_the_original() -> None:
    text = "raz dwa trzy"
    cut = without(text, [Span(4, 8)])
    assert cut.text == "raz trzy"
    assert cut.original(4, 8) == (8, 12)


@pytest.mark.parametrize("text", [pytest.param("a-" * 30_000, id="dashes"), pytest.param("a" * 60_000, id="letters")])
def test_an_endless_word_is_one_code(text: str) -> None:
    assert code_spans(text) == (Span(0, len(text)),)
