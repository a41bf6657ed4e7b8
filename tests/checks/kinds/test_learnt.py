"""Sentences that learnt weights find: sure ones fail, doubtful ones ask, and phrases are backed by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bench.acts.fit import count_pieces, learn, sums, write
from bench.acts.said import Said
from checks.acts import model
from checks.acts.model import ACTS
from checks.kinds.accompanied import Accompanied
from checks.kinds.channel_move import ChannelMove
from checks.kinds.learnt import Learnt
from checks.kinds.phrase import Phrase
from checks.reading import ConversationReader
from qa.domain.conversation import Where
from qa.domain.finding import Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import Check, Materials
from qa.settings import Settings
from tests.build import conversation

READER = ConversationReader(Settings.from_environment({}))
GOODS = ("kubek", "lampa", "but", "stół", "rower", "piec", "dywan", "obraz", "okno", "wazon")
FAULT = "Proszę zawracać głowę komu innemu, nam {} nie przeszkadza."
KIND = "Dziękuję za opis i zdjęcie, {} już do Pani wraca."
SURE, DOUBTFUL = FAULT.format("fotel"), "Niech Pani komu innemu zawraca głowę tym fotelem, wraca już opis."


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put small weights in the place of the real ones, with bars between the sentences below."""
    asked = frozenset(ACTS)
    said = [Said(FAULT.format(one), asked, "a", asked=asked) for one in GOODS * 5]
    said += [Said(KIND.format(one), frozenset(), "b", asked=asked) for one in GOODS * 5]
    counts = count_pieces([one.text for one in said], language="pl")
    learnt = learn(said, counts, ACTS)
    sure, doubtful = sums(learnt, count_pieces([SURE, DOUBTFUL], language="pl"))
    kind = sums(learnt, counts)[50:].max(axis=0)
    assert (kind < doubtful).all() and (doubtful < sure).all()
    bars = np.stack([(sure + doubtful) / 2, (doubtful + kind) / 2, (doubtful + kind) / 2], axis=1)
    write(learnt, bars, tmp_path / "pl.npz.xz", ACTS)
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    _forget()
    yield
    _forget()


def _forget() -> None:
    for one in (model.act_model, model.weights_version, model._said_acts):
        one.cache_clear()


def spec(kind: str, **options: object) -> CheckSpec:
    return CheckSpec(
        id="one", kind=kind, where=Where(), options=dict(options), message={"pl": "{match}"}, suggest={"pl": "-"}
    )


def words(*phrases: str) -> PhraseChoice:
    return PhraseChoice(add={"pl": phrases})


def verdict(check: Check, *said: str, asked: str = "Nie działa, co teraz?") -> Verdict:
    talk = conversation(("customer", asked), *(("agent", one) for one in said), language="pl")
    return check.check(READER.read(talk, Materials())).verdict


@pytest.mark.usefixtures("weights")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(SURE, Verdict.FAIL, id="sure"),
        pytest.param(DOUBTFUL, Verdict.NEEDS_HUMAN, id="doubtful"),
        pytest.param("Zawracać głowę nam!", Verdict.NEEDS_HUMAN, id="short"),
        pytest.param(KIND.format("fotel"), Verdict.NOT_APPLICABLE, id="kind"),
        pytest.param(f"Dziękuję za opis, kolega napisał „{SURE}”", Verdict.NOT_APPLICABLE, id="quoted"),
    ],
)
def test_a_sentence_is_judged_by_its_sum(said: str, expected: Verdict) -> None:
    assert verdict(Learnt(spec("learnt", act="stall")), said) is expected


@pytest.mark.usefixtures("weights")
def test_innocent_mild_and_other_checks_phrases() -> None:
    assert verdict(Learnt(spec("learnt", act="stall", unless=words("nie przeszkadza"))), SURE) is Verdict.NOT_APPLICABLE
    assert verdict(Learnt(spec("learnt", act="stall", beside=words("głowę"))), SURE) is Verdict.NOT_APPLICABLE
    assert verdict(Learnt(spec("learnt", act="stall", mild=words("proszę"))), SURE) is Verdict.NEEDS_HUMAN
    later = Learnt(spec("learnt", act="stall", unless=words("w piątek"), unless_within="later"))
    assert verdict(later, SURE, "Oddzwonię w piątek.") is Verdict.NOT_APPLICABLE
    assert verdict(later, "Byłam w piątek.", SURE) is Verdict.FAIL


@pytest.mark.usefixtures("weights")
def test_what_answers_nobody_is_left_alone() -> None:
    talk = conversation(("agent", SURE), ("customer", "Słucham?"), language="pl")
    check = Learnt(spec("learnt", act="again", answering=True))
    assert check.check(READER.read(talk, Materials())).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.usefixtures("weights")
def test_a_doubtful_phrase_fails_where_the_sentence_backs_it() -> None:
    doubt = words("zawraca głowę")
    alone = Phrase(spec("phrase", forbid=words("nic takiego"), doubt=doubt))
    backed = Phrase(spec("phrase", forbid=words("nic takiego"), doubt=doubt, learnt="blame"))
    assert verdict(alone, DOUBTFUL) is Verdict.NEEDS_HUMAN
    assert verdict(backed, DOUBTFUL) is Verdict.FAIL
    assert verdict(backed, "Dziękuję za opis i zdjęcie, zawraca głowę już do Pani wraca kubek.") is Verdict.NEEDS_HUMAN


@pytest.mark.usefixtures("weights")
def test_a_move_and_a_refusal_are_found_by_their_sums() -> None:
    move = ChannelMove(spec("channel_move", forbid=words("nic takiego"), learnt="channel"))
    assert verdict(move, SURE) is Verdict.FAIL
    assert verdict(move, DOUBTFUL) is Verdict.NEEDS_HUMAN
    assert verdict(move, KIND.format("fotel")) is Verdict.PASS
    no = Accompanied(spec("accompanied", when=words("nic takiego"), require=words("bo"), alone=True, learnt="refuse"))
    assert verdict(no, DOUBTFUL) is Verdict.NEEDS_HUMAN
    assert verdict(no, f"{DOUBTFUL} Bo tak jest w umowie.") is Verdict.PASS
    assert verdict(no, KIND.format("fotel")) is Verdict.NOT_APPLICABLE
