"""Lints the phrases of checks: sets that no language pack has, and patterns that match nothing or everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from qa import registry
from qa.domain.conversation import Channel, Conversation, Message, Role
from qa.domain.rubric import CheckSpec, PhraseChoice, Rubric
from qa.errors import QaError, UnknownNameError
from qa.places import Node, Problems, name_known
from qa.ports import Materials, Reader
from qa.rubric.samples import sample_of


def note_wording(check: CheckSpec, nodes: Mapping[str, Node], problems: Problems, *, reader: Reader | None) -> None:
    """Note every unknown phrase set and language, and, with a reader, every pattern that cannot work.

    `nodes` are the places of the options, by name.
    """
    for name, value in check.options.items():
        node = nodes[name]
        if isinstance(value, PhraseChoice):
            what = f"option {name!r} of check {check.id!r}"
            _note_sets(value, node, problems, what=what)
            for language, phrases in (*value.add.items(), *value.take.items()):
                _note_language(language, node, problems, what=what)
                for phrase in phrases:
                    _note_pattern(phrase, language, node, problems, reader=reader)


@cache
def known_phrase_sets() -> frozenset[str]:
    """Return the names of the phrase sets that any language pack has."""
    packs = (registry.language(code)() for code in registry.languages())
    return frozenset(name for pack in packs for name in pack.phrase_sets())


def refuse_unknown_sets(rubric: Rubric) -> None:
    """Raise UnknownNameError for a phrase set no language has, which would silently never match."""
    for criterion in rubric.criteria:
        for check in criterion.checks:
            for value in check.options.values():
                for name in value.use if isinstance(value, PhraseChoice) else ():
                    if name not in known_phrase_sets():
                        raise UnknownNameError("phrase set", name, known=known_phrase_sets())


def _note_sets(choice: PhraseChoice, node: Node, problems: Problems, *, what: str) -> None:
    for name in choice.use:
        if name not in known_phrase_sets():
            known = name_known(known_phrase_sets())
            problems.add(node, f"{what} uses the phrase set {name!r}, which no language has.\n  Known: {known}.")


def _note_language(language: str, node: Node, problems: Problems, *, what: str) -> None:
    if language != "*" and language not in registry.languages():
        known = name_known(registry.languages())
        problems.add(node, f"{what} has phrases in {language!r}, which is no known language. Known: {known}.")


def _note_pattern(phrase: str, language: str, node: Node, problems: Problems, *, reader: Reader | None) -> None:
    sample = sample_of(phrase)
    if not sample:
        problems.add(node, f"the pattern {phrase!r} matches the empty string: it needs a word that must be there.")
        return
    if reader is None or (language != "*" and language not in registry.languages()):
        return
    tried: Mapping[str, str | None] = {
        code: _try_pattern(phrase, sample, code, reader)
        for code in (registry.languages() if language == "*" else (language,))
    }
    if tried and all(problem is not None for problem in tried.values()):
        problems.add(node, next(problem for problem in tried.values() if problem))


def _try_pattern(phrase: str, sample: str, language: str, reader: Reader) -> str | None:
    """Return what is wrong with a pattern in a language, None when it matches what it must."""
    message = Message(role=Role.AGENT, text=sample, language=language)
    conversation = Conversation(id="pattern", channel=Channel.CHAT, messages=(message,), language=language)
    try:
        spans = reader.read(conversation, Materials()).match(0, (phrase,))
        blank = replace(conversation, messages=(replace(message, text="§"),))
        empty = reader.read(blank, Materials()).match(0, (phrase,))
    except (QaError, ValueError) as error:
        return f"the pattern {phrase!r} cannot be read: {error}"
    if any(span.start == span.end for span in (*spans, *empty)):
        return f"the pattern {phrase!r} matches the empty string: it needs a word that must be there."
    return None if spans else f"the pattern {phrase!r} matches nothing, not even {sample!r}."
