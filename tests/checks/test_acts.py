"""What agents do in a sentence, by learnt weights: pieces, sums, bars, and the verdicts they lead to."""

from __future__ import annotations

import numpy as np
import pytest

from checks.acts.model import ACTS, act_model, weights_version
from checks.acts.pieces import BITS, pieces, prepare
from checks.reading import ConversationReader
from qa.domain.conversation import Where
from qa.domain.finding import CheckResult, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import Materials
from qa.settings import Settings
from tests.build import conversation

LANGUAGES = ("pl", "en", "pt", "ar", "th")
READER = ConversationReader(Settings.from_environment({}))


def test_pieces_of_a_sentence_do_not_depend_on_its_neighbours() -> None:
    told = ["Nie moja wina!", "", "ok", "Proszę się nie denerwować, to tylko 2 zł."]
    prepared = [prepare(one, language="pl") for one in told]
    found, owners = pieces(prepared)

    for number, one in enumerate(prepared):
        assert np.array_equal(pieces([one])[0], found[owners == number])


def test_pieces_are_runs_of_letters_and_of_words() -> None:
    found, _ = pieces([" ab "])
    assert len(found) == len({" ab", "ab ", " ab ", "=ab"})
    assert found.min() >= 0 and found.max() < 1 << BITS


def test_numbers_are_all_the_same_piece() -> None:
    first, second = (pieces([prepare(f"czeka {number} dni", language="pl")])[0] for number in ("3", "14"))
    assert np.array_equal(first, second)


def test_a_very_long_text_has_pieces() -> None:
    found, owners = pieces([prepare("słowo " * 5_000, language="pl")] * 30)
    assert len(found) and owners.max() < 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_weights_and_ordered_bars(language: str) -> None:
    model = act_model(language)

    assert model is not None and model.acts == ACTS
    assert weights_version(language)
    for bars in model.bars.values():
        assert max(bars.backed, bars.doubt) < bars.sure


@pytest.mark.parametrize("language", LANGUAGES)
def test_sums_are_the_same_alone_and_among_others(language: str) -> None:
    model = act_model(language)
    assert model is not None
    told = ["10457", "?", "To jest to. Yes. Sim. نعم. ครับ"]
    whole = model.sums(told)
    assert whole.shape == (3, len(ACTS))
    assert all(np.allclose(model.sums([one])[0], row) for one, row in zip(told, whole, strict=True))


def test_a_language_without_weights_says_nothing() -> None:
    assert act_model("de") is None
    assert weights_version("de") is None


BLAMES = "Czytać trzeba było uważnie, zanim się kliknęło, sama Pani sobie ten kłopot zafundowała."


@pytest.mark.parametrize(
    ("said", "is_fault"),
    [
        pytest.param(BLAMES, True, id="blames"),
        pytest.param(f"Napisała Pani: „{BLAMES}”", False, id="quotes"),
        pytest.param("Dziękuję, sprawdzę to i odpiszę do piątku.", False, id="helps"),
    ],
)
def test_sentences_are_found_without_any_phrase(said: str, is_fault: bool) -> None:
    assert (judged(said).verdict is not Verdict.PASS) == is_fault


def test_a_sentence_found_is_shown_whole() -> None:
    found = judged(f"Dzień dobry. {BLAMES} Pozdrawiam.").findings
    assert [one.evidence.quote for one in found if one.evidence] == [BLAMES]


def judged(said: str) -> CheckResult:
    from checks.kinds.phrase import Phrase

    spec = CheckSpec(
        id="blame",
        kind="phrase",
        where=Where(),
        options={"forbid": PhraseChoice(add={"pl": ("zupełnie inne słowa",)}), "learnt": "blame"},
        message={"pl": "{match}"},
        suggest={"pl": "-"},
    )
    talk = conversation(("customer", "Dzień dobry, nie pasuje."), ("agent", said), language="pl")
    return Phrase(spec).check(READER.read(talk, Materials()))
