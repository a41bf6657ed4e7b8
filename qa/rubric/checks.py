"""Reads one check of a criterion: its kind, where it looks, its wording and its options."""

from __future__ import annotations

from qa import registry
from qa.domain.conversation import Channel, Role, Where
from qa.domain.rubric import CheckSpec, CheckState
from qa.errors import Sentence, UnknownNameError
from qa.keys import Keys
from qa.places import Node, Problems, Table
from qa.rubric.names import of, read_id
from qa.rubric.options import read_options

POSITIONS = ("any", "first", "last")


def read_check(node: Node, problems: Problems, *, criterion: str, places: dict[str, Node]) -> CheckSpec | None:
    """Read one check; None when its id or kind cannot be told."""
    keys = Keys(node, problems, what=Sentence("a check of %(criterion)s", criterion=repr(criterion)))
    id, kind = read_id(keys, "id"), keys.word("kind", is_required=True)
    if id is None or kind is None:
        return None
    keys.what = Sentence("check %(id)s of %(criterion)s", id=repr(id), criterion=repr(criterion))
    places[f"{criterion}/{id}"] = node
    try:
        declared = registry.check_kind(kind).options
    except UnknownNameError as error:
        entry = keys.entry("kind")
        problem = Sentence(
            "there is no check kind %(kind)s. Known: %(known)s.", kind=repr(kind), known=", ".join(error.known)
        )
        problems.add(entry.node if entry else node, problem)
        return None
    message = keys.texts("message")
    if not message and any(option.is_phrases for option in declared.values()):
        problem = Sentence("%(what)s has no 'message', which is shown with the evidence.", what=keys.what)
        problems.add(node, problem)
    nodes: dict[str, Node] = {}
    states = _read_states(keys)
    options = read_options(keys, declared, kind=kind, nodes=nodes)
    places.update({f"{criterion}/{id}/{name}": option for name, option in nodes.items()})
    return CheckSpec(
        id=id,
        kind=kind,
        where=_read_where(keys),
        message=message,
        suggest=keys.texts("suggest"),
        options=options,
        states=states,
    )


def _read_states(keys: Keys) -> dict[str, CheckState]:
    """Read `state: assist`, or states by language: `state: {th: shadow, "*": assist}`."""
    names = [state.value for state in CheckState]
    entry = keys.entry("state")
    if entry is None:
        return {}
    if not isinstance(entry.node, Table):
        word = keys.choice("state", names)
        return {"*": CheckState(word)} if word else {}
    inner = Keys(entry.node, keys.problems, what=of("state", keys))
    chosen = {language: inner.choice(language, names) for language in ("*", *registry.languages())}
    inner.close()
    return {language: CheckState(word) for language, word in chosen.items() if word}


def _read_where(keys: Keys) -> Where:
    inner = keys.keys("where", what=of("where", keys))
    if inner is None:
        return Where()
    role = inner.choice("role", (one.value for one in Role))
    where = Where(
        role=Role(role or "agent"),
        position=inner.choice("position", POSITIONS) or "any",
        within=inner.whole("within") or 1,
        channels=tuple(Channel(one) for one in inner.choices("channels", (channel.value for channel in Channel))),
    )
    inner.close()
    return where
