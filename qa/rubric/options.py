"""Reads a check's own options against what its kind declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.domain.rubric import PhraseChoice
from qa.errors import Sentence
from qa.keys import Keys
from qa.places import Entry, Node, Problems, Scalar, Series, Table, name_known
from qa.ports import OptionSpec
from qa.rubric.names import of

COMMON = ("message", "state", "suggest", "where")
_IDENTITY = ("id", "kind")


def read_options(
    keys: Keys, declared: Mapping[str, OptionSpec], *, kind: str, nodes: dict[str, Node]
) -> dict[str, object]:
    """Read every option of a check that its kind declares; notes unknown, missing and ill-typed ones.

    The place of each goes into `nodes`. A list becomes a tuple, a mapping a dict, and an option
    that is phrases a PhraseChoice.
    """
    problems = keys.problems
    options: dict[str, object] = {}
    for name, option in declared.items():
        if name in COMMON:
            continue
        entry = keys.entry(name)
        if entry is not None:
            nodes[name] = entry.node
            options[name] = _read_option(entry, option, kind=kind, problems=problems)
        elif option.is_required and keys.node is not None:
            problem = Sentence(
                "kind %(kind)s needs the option %(name)s: %(purpose)s",
                kind=repr(kind),
                name=repr(name),
                purpose=option.purpose,
            )
            problems.add(keys.node, problem)
    known = name_known({*declared, *COMMON})
    for entry in keys.rest():
        if entry.key not in (*COMMON, *_IDENTITY):
            problem = Sentence(
                "kind %(kind)s has no option %(name)s.\n  Options: %(known)s.",
                kind=repr(kind),
                name=repr(entry.key),
                known=known,
            )
            problems.add(entry, problem)
    return options


def _read_option(entry: Entry, option: OptionSpec, *, kind: str, problems: Problems) -> object:
    if option.is_phrases:
        return read_phrases(entry, problems)
    value = _plain(entry.node)
    if not _has_type(value, option.types):
        problem = Sentence(
            "option %(name)s of kind %(kind)s must be %(expected)s, not %(value)s.",
            name=repr(entry.key),
            kind=repr(kind),
            expected=_either([_NAMES.get(one, one.__name__) for one in option.types]),
            value=repr(value),
        )
        problems.add(entry.node, problem)
    for chosen in value if isinstance(value, tuple) else (value,):
        if option.choices and chosen not in option.choices:
            known = name_known(option.choices)
            problem = Sentence(
                "option %(name)s of kind %(kind)s cannot be %(value)s. Known: %(known)s.",
                name=repr(entry.key),
                kind=repr(kind),
                value=repr(chosen),
                known=known,
            )
            problems.add(entry.node, problem)
    return value


def read_phrases(entry: Entry, problems: Problems) -> PhraseChoice:
    """Read a phrase, a list of phrases or `{use, add, take}`."""
    if not isinstance(entry.node, Table):
        words = Keys(Table((entry,), entry.line, entry.column), problems, what=Sentence("the check")).words(entry.key)
        return PhraseChoice(add={"*": words})
    keys = Keys(entry.node, problems, what=Sentence("option %(name)s", name=repr(entry.key)))
    choice = PhraseChoice(
        use=keys.words("use"),
        add=_by_language(keys, "add"),
        take=_by_language(keys, "take"),
    )
    keys.close()
    return choice


def _by_language(keys: Keys, name: str) -> dict[str, tuple[str, ...]]:
    entry = keys.entry(name)
    if entry is None:
        return {}
    if not isinstance(entry.node, Table):
        return {"*": keys.words(name)}
    inner = Keys(entry.node, keys.problems, what=of(name, keys))
    return {one.key: inner.words(one.key) for one in entry.node.entries}


_NAMES: Mapping[type, str] = {
    str: Sentence("a text"),
    int: Sentence("a whole number"),
    float: Sentence("a number"),
    bool: Sentence("true or false"),
    list: Sentence("a list"),
    tuple: Sentence("a list"),
    dict: Sentence("a mapping"),
}


def _either(names: Sequence[str]) -> str:
    """Join names by "or"."""
    first, *rest = names
    return Sentence("%(one)s or %(other)s", one=first, other=_either(rest)) if rest else first


def _has_type(value: object, types: tuple[type, ...]) -> bool:
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, tuple):
        return list in types or tuple in types
    if isinstance(value, int) and float in types:
        return True
    return isinstance(value, types)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Series):
        return tuple(_plain(one) for one in node.nodes)
    return {entry.key: _plain(entry.node) for entry in node.entries}
