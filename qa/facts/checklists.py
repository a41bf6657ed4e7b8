"""Reads checklists: the steps that a reason of contact asks for, and by which words each is known."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from qa.domain.checklist import SHOWN, VALUES, Checklist, Condition, Signs, Step
from qa.domain.fact import TOPICS
from qa.domain.rubric import PhraseChoice
from qa.errors import FactsError
from qa.facts.orders import STATUSES
from qa.keys import Keys
from qa.places import Node, Problems, Table, name_known, read_text, read_yaml

_SHIPPED = Path(__file__).resolve().parents[2] / "rubrics" / "steps"


@cache
def shipped_checklists() -> dict[str, Checklist]:
    """Return the checklists that ship with the project, by id. Raises FactsError at the first thing wrong."""
    lists: dict[str, Checklist] = {}
    for path in sorted(_SHIPPED.glob("*.yaml")):
        problems = Problems(str(path), FactsError)
        root = read_yaml(read_text(path, FactsError), problems)
        read = read_checklist(root, problems) if root else None
        problems.raise_first()
        if read:
            lists[read.id] = read
    return lists


@cache
def shipped_version() -> str:
    """Name what the shipped checklists say."""
    digest = hashlib.sha256()
    for path in sorted(_SHIPPED.glob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def read_checklists(keys: Keys) -> dict[str, Checklist]:
    """Read the checklists of a facts file; each takes the place of the shipped one of its name."""
    lists: dict[str, Checklist] = {}
    for node in keys.nodes("checklists"):
        read = read_checklist(node, keys.problems)
        if read and read.id in lists:
            keys.problems.add(node, f"there are two checklists {read.id!r}.")
        elif read:
            lists[read.id] = read
    return lists


def read_checklist(node: Node, problems: Problems) -> Checklist | None:
    """Read one checklist; None without a name."""
    keys = Keys(node, problems, what="a checklist")
    id = keys.word("checklist", is_required=True)
    if id is None:
        return None
    keys.what = f"checklist {id!r}"
    if keys.entry("require") or keys.entry("leave_out"):
        return _changed(keys, id)
    title, reasons, asked = keys.texts("title"), keys.words("reasons"), _phrases(keys, "asked")
    steps = tuple(step for one in keys.nodes("steps", is_required=True) if (step := _step(one, problems, id)))
    keys.close()
    _note_orders(steps, node, problems, what=keys.what)
    return Checklist(id=id, title=title or {"en": id}, reasons=reasons or (id,), asked=asked, steps=steps)


def _changed(keys: Keys, id: str) -> Checklist | None:
    """Read which optional steps of a shipped checklist the shop asks for, and which steps it does not."""
    shipped = shipped_checklists().get(id)
    if shipped is None:
        entry = keys.entry("checklist")
        known = name_known(shipped_checklists())
        if entry:
            keys.problems.add(entry, f"there is no shipped checklist {id!r} to change. Known: {known}.")
        return None
    names = [step.id for step in shipped.steps]
    required, left_out = keys.choices("require", names), keys.choices("leave_out", names)
    keys.close()
    steps = tuple(
        replace(
            step,
            is_optional=step.is_optional and step.id not in required,
            after=tuple(one for one in step.after if one not in left_out),
        )
        for step in shipped.steps
        if step.id not in left_out
    )
    return replace(shipped, steps=steps)


def _step(node: Node, problems: Problems, checklist: str) -> Step | None:
    keys = Keys(node, problems, what=f"a step of checklist {checklist!r}")
    id = keys.word("id", is_required=True)
    if id is None:
        return None
    keys.what = f"step {id!r} of checklist {checklist!r}"
    signs = Signs(
        phrases=_phrases(keys, "says"),
        topics=keys.choices("topics", TOPICS),
        values=keys.choices("values", VALUES),
        shown=keys.choices("shows", SHOWN),
    )
    if signs == Signs():
        problems.add(node, f"{keys.what} has no sign: it needs 'says', 'topics', 'values' or 'shows'.")
    step = Step(
        id=id,
        title=keys.texts("title") or {"en": id},
        signs=signs,
        near=_phrases(keys, "near"),
        after=keys.words("after"),
        is_optional=keys.flag("optional"),
        when=_condition(keys, "when"),
        unless=_condition(keys, "unless"),
    )
    keys.close()
    return step


def _condition(keys: Keys, name: str) -> Condition | None:
    inner = keys.keys(name, what=f"{name!r} of {keys.what}")
    if inner is None:
        return None
    condition = Condition(
        customer=_phrases(inner, "customer"),
        agent=_phrases(inner, "agent"),
        statuses=inner.choices("statuses", STATUSES),
    )
    inner.close()
    return condition


def _phrases(keys: Keys, name: str) -> PhraseChoice:
    """Read phrases by language, with `use` for phrase sets of the language packs."""
    entry = keys.entry(name)
    if entry is None:
        return PhraseChoice()
    if not isinstance(entry.node, Table):
        return PhraseChoice(add={"*": keys.words(name)})
    inner = Keys(entry.node, keys.problems, what=f"{name!r} of {keys.what}")
    add = {one.key: inner.words(one.key) for one in entry.node.entries if one.key != "use"}
    return PhraseChoice(use=inner.words("use"), add=add)


def _note_orders(steps: tuple[Step, ...], node: Node, problems: Problems, *, what: str) -> None:
    names = [step.id for step in steps]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add(node, f"{what} has two steps {name!r}.")
    for step in steps:
        for earlier in step.after:
            if earlier not in names or earlier == step.id:
                problems.add(node, f"step {step.id!r} of {what} comes after {earlier!r}, which is no other step of it.")


def render_checklist(one: Checklist) -> dict[str, object]:
    """Write a checklist as the facts language has it."""
    return _given(
        checklist=one.id,
        title=dict(one.title),
        reasons=one.reasons,
        asked=_written(one.asked),
    ) | {"steps": [_written_step(step) for step in one.steps]}


def _written_step(step: Step) -> dict[str, object]:
    return _given(
        id=step.id,
        title=dict(step.title),
        says=_written(step.signs.phrases),
        topics=step.signs.topics,
        values=step.signs.values,
        shows=step.signs.shown,
        near=_written(step.near),
        after=step.after,
        optional=step.is_optional,
        when=_written_condition(step.when),
        unless=_written_condition(step.unless),
    )


def _written_condition(condition: Condition | None) -> dict[str, object] | None:
    if condition is None:
        return None
    return _given(customer=_written(condition.customer), agent=_written(condition.agent), statuses=condition.statuses)


def _written(choice: PhraseChoice) -> dict[str, object]:
    return _given(use=choice.use, **choice.add)


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}
