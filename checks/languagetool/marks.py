"""Turns what the server marked in one unit into faults, or into nothing where it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from language_tool_python.match import Match

from checks.languagetool.masks import masked_spans
from checks.languagetool.rules import DROPPED, Profile
from checks.languagetool.words import is_known, is_spelt_otherwise, looks_like_a_name
from qa.ports import LanguageError

_SUGGESTIONS = 3
_ABBREVIATION = re.compile("[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻ]{2}")
_DICTIONARIES = ("MORFOLOGIK_RULE", "HUNSPELL_RULE")


def errors_of_unit(
    text: str, matches: Sequence[Match], *, profile: Profile, innocent: frozenset[str]
) -> tuple[LanguageError, ...]:
    """Return the faults of a unit in order; `innocent` are marked words found to be right elsewhere."""
    errors = [
        _error(match, kind)
        for match, kind in _counted(text, matches, profile)
        if not (_is_from_dictionary(match) and _word(text, match) in innocent)
    ]
    return tuple(sorted(dict.fromkeys(errors), key=lambda error: (error.start, error.end, error.rule)))


def suspects(text: str, matches: Sequence[Match], profile: Profile) -> Iterator[str]:
    """Yield the words marked because no dictionary has them, after all doubts."""
    for match, kind in _counted(text, matches, profile):
        if kind == "spelling" and _is_from_dictionary(match):
            yield _word(text, match)


def _counted(text: str, matches: Sequence[Match], profile: Profile) -> Iterator[tuple[Match, str]]:
    masks = masked_spans(text) if matches else ()
    for match in matches:
        kind = profile.kind_of(match.rule_id, category=match.category, issue_type=match.rule_issue_type)
        end = match.offset + match.error_length
        is_masked = any(match.offset < mask_end and start < end for start, mask_end in masks)
        if (
            kind != DROPPED
            and not is_masked
            and not (_is_from_dictionary(match) and _is_doubtful(text, match, profile))
        ):
            yield match, kind


def _is_doubtful(text: str, match: Match, profile: Profile) -> bool:
    word = _word(text, match)
    at_start = not any(character.isalpha() for character in text[: match.offset])
    suggestions = tuple(match.replacements[:_SUGGESTIONS])
    if is_known(word, profile.words):
        return True
    if profile.language == "ar":
        return word.isascii() or not is_spelt_otherwise(word, suggestions=tuple(match.replacements))
    return looks_like_a_name(word, at_start=at_start, suggestions=suggestions)


def _is_from_dictionary(match: Match) -> bool:
    return match.rule_id.startswith(_DICTIONARIES)


def _word(text: str, match: Match) -> str:
    return text[match.offset : match.offset + match.error_length]


def _error(match: Match, kind: str) -> LanguageError:
    return LanguageError(
        start=match.offset,
        end=match.offset + match.error_length,
        rule=match.rule_id,
        issue=kind,
        explanation=match.message,
        suggestions=tuple(match.replacements[:_SUGGESTIONS]),
    )
