"""Which unknown words are certainly misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.languagetool.certain import is_certain_slip
from checks.languagetool.frequency import RARE, commonness, is_neighbours_word
from qa.settings import Settings

_RARE = frozenset(("squalene", "leggings", "crankest", "wyżarzone"))


def _commonness(word: str) -> int:
    return RARE if word in _RARE else 12


@pytest.mark.parametrize(
    ("language", "word", "suggestions"),
    [
        pytest.param("pl", "prosze", ("proszę",), id="an accent left out"),
        pytest.param("pt", "armazem", ("armazém", "armarem"), id="a Portuguese accent left out"),
        pytest.param("en", "beleive", ("believe",), id="letters swapped"),
        pytest.param("en", "adress", ("address", "dress"), id="a letter that stands twice"),
        pytest.param("en", "appollogies", ("apollogies",), id="a letter that stands once"),
        pytest.param("pl", "zespuł", ("zespół",), id="u for ó"),
        pytest.param("pl", "hwilę", ("chwilę",), id="h for ch"),
        pytest.param("pt", "avizo", ("aviso",), id="z for s"),
        pytest.param("en", "seperately", ("separately",), id="another vowel"),
        pytest.param("en", "goverment", ("government",), id="a letter lost inside"),
        pytest.param("pl", "wiadoność", ("wiadomość",), id="the key beside"),
        pytest.param("pl", "paczxka", ("paczka",), id="a letter too many"),
        pytest.param("pt", "encomennda", ("encomenda",), id="a letter typed twice"),
    ],
)
def test_a_slip_of_hand_or_ear_is_certain(language: str, word: str, suggestions: tuple[str, ...]) -> None:
    assert is_certain_slip(word, suggestions, language, commonness=_commonness)


@pytest.mark.parametrize(
    ("language", "word", "suggestions"),
    [
        pytest.param("en", "descaler", ("descale", "descaled"), id="another ending"),
        pytest.param("en", "strimmer", ("trimmer",), id="another beginning"),
        pytest.param("en", "jeggings", ("leggings",), id="a rare word"),
        pytest.param("en", "footmuff", ("foot muff",), id="a compound"),
        pytest.param("en", "labradors", ("Labradors",), id="a capital"),
        pytest.param("en", "gilet", ("gilt", "Giles"), id="a short foreign word"),
        pytest.param("en", "squalane", ("squalene",), id="one vowel from a rare word"),
        pytest.param("en", "crankset", ("crankest",), id="swapped letters of a rare word"),
        pytest.param("en", "teethed", ("teethes", "seethed", "teether"), id="one letter from several"),
        pytest.param("en", "Fremen", ("Firemen",), id="a name at the beginning"),
        pytest.param("pl", "wyszarzone", ("wyżarzone",), id="heard like a rare word"),
        pytest.param("pl", "elektroszczotkę", (), id="no suggestion"),
        pytest.param("pl", "boucle", ("bouclé",), id="an accent of another language"),
    ],
)
def test_a_word_the_dictionary_may_lack_is_not_certain(language: str, word: str, suggestions: tuple[str, ...]) -> None:
    assert not is_certain_slip(word, suggestions, language, commonness=_commonness)


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        pytest.param("pl", "sneakers", True, id="English in Polish"),
        pytest.param("pt-PT", "registrar", True, id="Brazil's in Portugal"),
        pytest.param("pt-BR", "registar", True, id="Portugal's in Brazil"),
        pytest.param("pl", "prosze", False, id="a slip"),
        pytest.param("en", "proszę", False, id="English has no neighbours"),
    ],
)
def test_a_neighbours_word_is_known(language: str, word: str, expected: bool) -> None:
    home = Settings.from_environment().languagetool_home
    assert is_neighbours_word(word, language, home=home) is expected


def test_the_dictionaries_tell_common_words_from_rare_ones() -> None:
    home = Settings.from_environment().languagetool_home
    assert commonness("received", "en", home=home) > commonness("leggings", "en", home=home) > RARE
    assert commonness("zamówienie", "pl", home=home) > commonness("niedosyt", "pl", home=home) > RARE
    assert commonness("encomenda", "pt", home=home) > RARE
    assert commonness("squalene", "en", home=home) == RARE


def test_without_the_dictionaries_every_word_is_rare(tmp_path: Path) -> None:
    assert commonness("received", "en", home=tmp_path) == RARE
