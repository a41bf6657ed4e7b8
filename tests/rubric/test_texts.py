"""What the rubric that ships says to people, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from qa.domain.rubric import text_in
from qa.rubric.load import load_rubric

RUBRIC = load_rubric(Path(__file__).parents[2] / "rubrics" / "ecommerce-support.yaml")
LANGUAGES = {"en", "pl", "pt", "ar", "th"}
PLACE = re.compile(r"\{\w+\}")


def texts() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield every text of the rubric with where it stands."""
    for criterion in RUBRIC.criteria:
        yield f"{criterion.id}/title", criterion.title
        yield f"{criterion.id}/question", criterion.question
        for check in criterion.checks:
            yield f"{criterion.id}/{check.id}/message", check.message
            if check.suggest:
                yield f"{criterion.id}/{check.id}/suggest", check.suggest


TEXTS = [pytest.param(text, id=place) for place, text in texts()]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_there_in_every_language(text: Mapping[str, str]) -> None:
    assert set(text) == LANGUAGES


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_names_the_same_places_in_every_language(text: Mapping[str, str]) -> None:
    assert {code: set(PLACE.findall(said)) for code, said in text.items()} == {
        code: set(PLACE.findall(text["en"])) for code in text
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("pt", "Saudação", id="the reader's"),
        pytest.param("pt-BR", "Saudação", id="the reader's without the country"),
        pytest.param("de", "Greeting", id="English where there is none"),
        pytest.param(None, "Greeting", id="English for a reader not known"),
    ],
)
def test_a_reader_gets_the_text_in_their_language(language: str | None, expected: str) -> None:
    assert text_in(RUBRIC.criterion("greeting").title, language) == expected
