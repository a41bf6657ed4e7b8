"""Every fault of every language's combinations of words: its sentences are its tests."""

from __future__ import annotations

import pytest

from checks.combinations import Combinations, combinations, combined_spans
from checks.denied import is_disclaimed
from qa import registry
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import READER

PACKS = {code: combinations(code) for code in registry.languages()}


def _sentences(code: str, pack: Combinations, *, hits: bool) -> list[object]:
    chosen = pack.hits if hits else pack.misses
    return [pytest.param(code, fault, text, id=f"{code}/{fault}/{text}") for fault in chosen for text in chosen[fault]]


HITS = [one for code, pack in PACKS.items() for one in _sentences(code, pack, hits=True)]
MISSES = [one for code, pack in PACKS.items() for one in _sentences(code, pack, hits=False)]


def _found(code: str, fault: str, text: str) -> bool:
    reading = READER.read(conversation(("agent", text), language=code), Materials())
    innocent = combined_spans(reading, 0, f"{fault}-innocent", whole=True)
    return any(
        not is_disclaimed(reading, 0, one)
        and not any(other.start < one.end and one.start < other.end for other in innocent)
        for one in combined_spans(reading, 0, fault)
    )


@pytest.mark.parametrize(("code", "fault", "text"), HITS)
def test_a_sentence_of_the_fault_is_found(code: str, fault: str, text: str) -> None:
    assert _found(code, fault, text)


@pytest.mark.parametrize(("code", "fault", "text"), MISSES)
def test_a_sentence_that_only_looks_alike_is_not_found(code: str, fault: str, text: str) -> None:
    assert not _found(code, fault, text)


@pytest.mark.parametrize("code", [pytest.param(code, id=code) for code in PACKS])
def test_a_language_has_every_fault_with_five_sentences_of_each_kind(code: str) -> None:
    pack = PACKS[code]
    assert set(PACKS["pl"].faults) <= set(pack.faults)
    assert all(min(len(pack.hits[one]), len(pack.misses[one])) >= 5 for one in pack.faults)
