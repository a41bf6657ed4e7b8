"""Turns what the server marked in one unit into faults, or into nothing where it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from language_tool_python.match import Match

from checks.languagetool.certain import is_certain_slip
from checks.languagetool.frequency import commonness, is_neighbours_word
from checks.languagetool.masks import masked_spans
from checks.languagetool.rules import DROPPED, Profile
from checks.languagetool.words import is_common_slip, is_known, looks_like_a_name
from qa.ports import LanguageError

_SUGGESTIONS = 3
_CAPITALS = re.compile("[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻ]{2}")
_SAID_TWICE = frozenset(
    ("pa", "tak", "nie", "no", "hej", "bardzo", "bye", "very", "so", "yes", "really", "now", "ha", "oi")
)
# Titles keep their capital inside a sentence, with and without their accents.
_POLITE = re.compile("Pa[nń]")
_JOINT = re.compile("[-'’@_/&+]")
_DICTIONARIES = ("MORFOLOGIK_RULE", "HUNSPELL_RULE")


def errors_of_unit(
    text: str,
    matches: Sequence[Match],
    *,
    profile: Profile,
    innocent: frozenset[str],
    home: Path,
) -> tuple[LanguageError, ...]:
    """Return the faults of a unit in order; `innocent` are marked words found to be right elsewhere.

    `home` is the folder with LanguageTool's jars.
    """
    errors = {
        replace(error, is_sure=is_sure(error, text, profile=profile, home=home)): None
        for error in _counted(text, matches, profile)
        if not (_is_from_dictionary(error) and text[error.start : error.end] in innocent)
    }
    return tuple(sorted(errors, key=lambda error: (error.start, error.end, error.rule)))


def suspects(text: str, matches: Sequence[Match], profile: Profile) -> list[str]:
    """Return the words marked because the dictionary lacks them, after all doubts; known slips need no second look."""
    marked = (text[error.start : error.end] for error in _counted(text, matches, profile) if _is_from_dictionary(error))
    return [word for word in marked if word not in profile.slips]


def is_sure(error: LanguageError, text: str, *, profile: Profile, home: Path) -> bool:
    """Tell whether right words are hardly ever marked so: a certain slip, or a rule believed where it stands."""
    word = text[error.start : error.end]
    if error.issue == "spelling" and word.lower() in profile.slips:
        return True
    if profile.is_certain(error.rule, f"{text[: error.start]}⟦{word}⟧{text[error.end :]}"):
        return True
    if not _is_from_dictionary(error) or _is_part_or_name(error, text):
        return False
    language = profile.language.partition("-")[0]
    if is_neighbours_word(word.lower(), profile.language, home=home):
        return False
    how_common = partial(commonness, language=language, home=home)
    return is_certain_slip(word, error.suggestions, language, commonness=how_common)


def _is_part_or_name(error: LanguageError, text: str) -> bool:
    """Tell whether a word is a part of a longer one (`sy-llables`), has a name's capital, or letters in two pieces."""
    word, before = text[error.start : error.end], text[: error.start]
    if _JOINT.search(before[-1:] + text[error.end : error.end + 1]) or not word.isalpha():
        return True
    return word[:1].isupper() and any(map(str.isalpha, before)) and not _POLITE.match(word)


def _counted(text: str, matches: Sequence[Match], profile: Profile) -> Iterator[LanguageError]:
    masks = masked_spans(text) if matches else ()
    for match in matches:
        error = _narrowed(_error(match, profile), text, profile)
        is_masked = any(error.start < end and start < error.end for start, end in masks)
        if error.issue != DROPPED and not is_masked and not _is_doubtful(error, text, profile):
            yield _steady(error)


def _steady(error: LanguageError) -> LanguageError:
    """Hunspell looks for suggestions as long as its time allows; only the first is the same every time."""
    return replace(error, suggestions=error.suggestions[:1]) if error.rule.startswith("HUNSPELL") else error


def _error(match: Match, profile: Profile) -> LanguageError:
    return LanguageError(
        start=match.offset,
        end=match.offset + match.error_length,
        rule=match.rule_id,
        issue=profile.kind_of(match.rule_id, category=match.category, issue_type=match.rule_issue_type),
        explanation=match.message,
        suggestions=tuple(match.replacements[:_SUGGESTIONS]),
    )


def _narrowed(error: LanguageError, text: str, profile: Profile) -> LanguageError:
    """A mark over two words whose last is a common slip becomes a mark of that slip."""
    _, space, last = text[error.start : error.end].rpartition(" ")
    if not space or last not in profile.slips:
        return error
    return replace(error, start=error.end - len(last), suggestions=(profile.slips[last],))


def _is_doubtful(error: LanguageError, text: str, profile: Profile) -> bool:
    """A word of capitals is an abbreviation; what only a dictionary complains of may be a name or a word it lacks."""
    word = text[error.start : error.end]
    if profile.is_excused(error.rule, word) or profile.is_led_up_to(error.rule, text[: error.end]):
        return True
    if error.issue == "punctuation":
        return False
    if error.rule.endswith("WORD_REPEAT_RULE") and word.partition(" ")[0].casefold() in _SAID_TWICE:
        return True
    if _CAPITALS.search(word):
        return True
    if (error.issue == "spelling" or error.rule == "CD_NN") and is_known(word, profile.words):
        return True
    if profile.language == "ar" and error.issue == "spelling":
        is_dictionary = _is_from_dictionary(error)
        return word not in profile.slips and not is_common_slip(word, error.suggestions, may_part=not is_dictionary)
    if not _is_from_dictionary(error):
        return False
    at_start = not any(character.isalpha() for character in text[: error.start])
    return looks_like_a_name(word, at_start=at_start, suggestions=error.suggestions)


def _is_from_dictionary(error: LanguageError) -> bool:
    return error.rule.startswith(_DICTIONARIES)
