"""Which unknown words are certainly misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.languagetool.certain import is_certain_slip
from checks.languagetool.frequency import RARE, commonness
from qa.settings import Settings

_COMMON = frozenset(("separately", "government", "leggings", "informação", "reklamacja"))


def _commonness(word: str) -> int:
    return 12 if word in _COMMON else RARE


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
        pytest.param("en", "seperately", ("separately",), id="a vowel of a common word"),
        pytest.param("en", "goverment", ("government",), id="a letter lost inside a common word"),
    ],
)
def test_a_slip_of_hand_or_ear_is_certain(language: str, word: str, suggestions: tuple[str, ...]) -> None:
    assert is_certain_slip(word, suggestions, language, commonness=_commonness)


@pytest.mark.parametrize(
    ("language", "word", "suggestions"),
    [
        pytest.param("en", "descaler", ("descale", "descaled"), id="a derivation"),
        pytest.param("en", "strimmer", ("trimmer",), id="a letter more"),
        pytest.param("en", "jeggings", ("leggings",), id="another letter"),
        pytest.param("en", "footmuff", ("foot muff",), id="a compound"),
        pytest.param("en", "labradors", ("Labradors",), id="a capital"),
        pytest.param("en", "gilet", ("gilt", "Giles"), id="a short foreign word"),
        pytest.param("en", "squalane", ("squalene",), id="a vowel of a rare word"),
        pytest.param("en", "stollen", ("stolen",), id="a doubled letter in a short word"),
        pytest.param("pl", "elektroszczotkę", (), id="no suggestion"),
        pytest.param("pl", "rozparować", ("rozpakować",), id="another consonant"),
        pytest.param("pl", "boucle", ("bouclé",), id="an accent of another language"),
        pytest.param("pt", "organza", ("organiza",), id="a letter less in a short word"),
    ],
)
def test_a_word_the_dictionary_may_lack_is_not_certain(language: str, word: str, suggestions: tuple[str, ...]) -> None:
    assert not is_certain_slip(word, suggestions, language, commonness=_commonness)


def test_the_dictionaries_tell_common_words_from_rare_ones() -> None:
    home = Settings.from_environment().languagetool_home
    assert commonness("received", "en", home=home) > commonness("leggings", "en", home=home) > RARE
    assert commonness("zamówienie", "pl", home=home) > commonness("niedosyt", "pl", home=home) > RARE
    assert commonness("encomenda", "pt", home=home) > RARE
    assert commonness("squalene", "en", home=home) == RARE


def test_without_the_dictionaries_every_word_is_rare(tmp_path: Path) -> None:
    assert commonness("received", "en", home=tmp_path) == RARE
