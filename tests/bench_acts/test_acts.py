"""The sentences that weights are learnt from are whole, and learning tells what it should."""

from __future__ import annotations

import numpy as np
import pytest

from bench.acts.fit import count_pieces, learn, sums, write
from bench.acts.own import own
from bench.acts.read import FIRST, LANGUAGES, LATER, labelled, ordinary
from bench.acts.said import Said
from bench.acts.train import Scored, bars_of
from checks.acts.model import ACTS, ActModel


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_have_known_labels_and_several_writers(language: str) -> None:
    said = labelled(language)

    assert {label for one in said for label in one.labels} <= FIRST | LATER
    assert all(one.labels <= one.asked for one in said if one.labels)
    assert len({one.writer.split()[0] for one in said}) >= 4
    for act in ACTS:
        assert sum(act in one.labels for one in said) >= 100, act


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_talk_is_without_labels_and_in_parts(language: str) -> None:
    talk = ordinary(language)

    assert len(talk) > 2_000
    assert not any(one.labels for one in talk)
    assert {one.part for one in talk} == {0, 1, 2, 3}


def test_what_the_rules_were_made_with_teaches_as_one_writer() -> None:
    assert {one.writer for one in own("pl")} == {"own"}


def _taught() -> list[Said]:
    """Return sentences that blame wherever they have one word, with other words by turns."""
    asked = frozenset(ACTS)
    words = ["kubek", "lampa", "but", "stół", "rower", "piec", "dywan", "obraz", "okno", "wazon"]
    bad = [Said(f"to pańska wina że {word}", frozenset({"blame"}), "a", asked=asked) for word in words * 5]
    good = [Said(f"dziękuję za {word} i opis", frozenset(), "b", asked=asked) for word in words * 5]
    return bad + good


def test_weights_tell_sentences_apart_and_survive_storing(tmp_path_factory: pytest.TempPathFactory) -> None:
    said = _taught()
    counts = count_pieces([one.text for one in said], language="pl")
    weights = learn(said, counts, ACTS)
    found = sums(weights, counts)[:, ACTS.index("blame")]
    assert found[:50].min() > 0 > found[50:].max()

    path = tmp_path_factory.mktemp("weights") / "pl.npz.xz"
    write(weights, np.zeros((len(ACTS), 3)), path, ACTS)
    model = ActModel(path, language="pl")
    assert model.acts == ("blame",)
    assert np.allclose(model.sums([one.text for one in said])[:, 0], found)


def test_bars_rise_with_rarity() -> None:
    talk = np.tile(np.linspace(-5, 0, 2_000)[:, None], len(ACTS))
    scored = Scored((), np.zeros((0, len(ACTS))), [Said("x", frozenset(), "w")] * 2_000, talk)

    for sure, doubt, backed in bars_of(scored):
        assert sure > max(doubt, backed)
        assert (talk[:, 0] > doubt).mean() < 0.01
