"""Reads the examples of a criterion: dialogues under the verdict they must get."""

from __future__ import annotations

from collections import Counter

from qa.domain.conversation import Channel
from qa.domain.finding import Verdict
from qa.domain.rubric import Example
from qa.errors import Sentence
from qa.keys import Keys
from qa.places import Node, Problems, Scalar, Table, name_known
from qa.rubric.dialogue import read_dialogue
from qa.rubric.headers import DialogueError

VERDICT_KEYS = {
    "pass": (Verdict.PASS, False),
    "fail": (Verdict.FAIL, False),
    "not_applicable": (Verdict.NOT_APPLICABLE, False),
    "needs_human": (Verdict.NEEDS_HUMAN, False),
    "todo_pass": (Verdict.PASS, True),
    "todo_fail": (Verdict.FAIL, True),
}


def read_examples(keys: Keys, *, channel: Channel, places: dict[str, Node]) -> tuple[Example, ...]:
    """Read all examples of a criterion; their ids are the verdict key and a number: `fail-1`."""
    examples: list[Example] = []
    counts: Counter[str] = Counter()
    criterion = keys.what.split("'")[1]
    for node in keys.nodes("examples"):
        key, text = _verdict_and_text(node, keys)
        if key is None or text is None:
            continue
        counts[key] += 1
        id = f"{key.replace('_', '-')}-{counts[key]}"
        example = _read_example(text, keys.problems, id=id, key=key, channel=channel)
        if example:
            examples.append(example)
            places[f"{criterion}/{id}"] = text
    return tuple(examples)


def _verdict_and_text(node: Node, keys: Keys) -> tuple[str | None, Scalar | None]:
    entries = node.entries if isinstance(node, Table) else ()
    if len(entries) != 1 or entries[0].key not in VERDICT_KEYS:
        problem = Sentence(
            "an example of %(what)s has one verdict for key, not %(shown)s. Known: %(known)s.",
            what=keys.what,
            shown=", ".join(repr(entry.key) for entry in entries) or Sentence("something else"),
            known=name_known(VERDICT_KEYS),
        )
        keys.problems.add(node, problem)
        return None, None
    text = entries[0].node
    if not isinstance(text, Scalar) or not text.raw.strip():
        keys.problems.add(text, Sentence("an example of %(what)s must be dialogue text.", what=keys.what))
        return None, None
    return entries[0].key, text


def _read_example(text: Scalar, problems: Problems, *, id: str, key: str, channel: Channel) -> Example | None:
    verdict, is_todo = VERDICT_KEYS[key]
    first_line = text.line + (1 if text.is_block else 0)
    try:
        dialogue = read_dialogue(text.raw, id=id, channel=channel)
    except DialogueError as error:
        problems.add_at(first_line + error.line, error.problem, column=text.column if not text.is_block else None)
        return None
    return Example(
        id=id,
        verdict=verdict,
        conversation=dialogue.conversation,
        marks=dialogue.marks,
        is_todo=is_todo,
        source=f"{problems.file}:{text.line}",
    )
