from __future__ import annotations

from checks.languagetool.memory import Memory


def test_the_least_lately_used_answer_goes_first() -> None:
    memory: Memory[int] = Memory(2)
    memory.keep("a", 1)
    memory.keep("b", 2)
    memory.recall("a")
    memory.keep("c", 3)
    assert (memory.recall("a"), memory.recall("b"), memory.recall("c")) == (1, None, 3)


def test_it_never_holds_more_than_its_limit() -> None:
    memory: Memory[int] = Memory(3)
    for number in range(10):
        memory.keep(number, number)
    assert len(memory) == 3
