"""Lints the phrases of checks: sets that no language pack has, and patterns that match nothing or everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from qa import registry
from qa.domain.conversation import Channel, Conversation, Message, Role
from qa.domain.rubric import CheckSpec, PhraseChoice, Rubric
from qa.errors import PatternError, QaError, Sentence, UnknownNameError
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
            what = Sentence("option %(name)s of check %(check)s", name=repr(name), check=repr(check.id))
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
            problem = Sentence(
                "%(what)s uses the phrase set %(name)s, which no language has.\n  Known: %(known)s.",
                what=what,
                name=repr(name),
                known=name_known(known_phrase_sets()),
            )
            problems.add(node, problem)


def _note_language(language: str, node: Node, problems: Problems, *, what: str) -> None:
    if language != "*" and language not in registry.languages():
        problem = Sentence(
            "%(what)s has phrases in %(language)s, which is no known language. Known: %(known)s.",
            what=what,
            language=repr(language),
            known=name_known(registry.languages()),
        )
        problems.add(node, problem)


def _note_pattern(phrase: str, language: str, node: Node, problems: Problems, *, reader: Reader | None) -> None:
    sample = sample_of(phrase)
    if not sample:
        problems.add(node, _matches_nothing_needed(phrase))
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
        why = error.problem if isinstance(error, PatternError) else error
        return Sentence("the pattern %(pattern)s cannot be read: %(problem)s", pattern=repr(phrase), problem=why)
    if any(span.start == span.end for span in (*spans, *empty)):
        return _matches_nothing_needed(phrase)
    if spans:
        return None
    return Sentence(
        "the pattern %(pattern)s matches nothing, not even %(sample)s.", pattern=repr(phrase), sample=repr(sample)
    )


def _matches_nothing_needed(phrase: str) -> Sentence:
    return Sentence(
        "the pattern %(pattern)s matches the empty string: it needs a word that must be there.", pattern=repr(phrase)
    )
