"""Asks the LanguageTool server about texts: together, each sentence once, never silent when it cannot answer."""

from __future__ import annotations

import os
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from typing import ClassVar

import language_tool_python
import requests
from language_tool_python.exceptions import LanguageToolError
from language_tool_python.match import Match

from checks.languagetool.marks import errors_of_unit, suspects
from checks.languagetool.memory import Memory
from checks.languagetool.rules import Profile, profiles
from checks.languagetool.server import COST, describe_problem, ensure_server
from checks.languagetool.units import split_units
from checks.languagetool.words import is_known, plainer_words
from qa.errors import LanguageServerError, UnknownNameError
from qa.ports import LanguageError
from qa.settings import Settings

REQUEST_CHARACTERS = 12_000
WORTH_PARTING = 3_000
SENDERS = min(4, os.cpu_count() or 1)
REMEMBERED_UNITS = 100_000
_BETWEEN = "\n\n"
_WARM_UP = {"pl": "Dzień dobry.", "en": "Good morning.", "pt": "Bom dia.", "ar": "صباح الخير."}


class LanguageToolClient:
    """One process's way to the shared server; safe for threads, each of which has its own connection objects."""

    version: ClassVar[str] = "6.8-rules-7"
    """LanguageTool's version and that of our choice of rules; raised with either."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._memory: Memory[tuple[LanguageError, ...]] = Memory(REMEMBERED_UNITS)
        self._words: Memory[bool] = Memory(REMEMBERED_UNITS)
        self._tools = threading.local()
        self._senders = ThreadPoolExecutor(max_workers=SENDERS, thread_name_prefix="languagetool")

    def supports(self, language: str) -> bool:
        """Tell whether texts of that language (`pl`, `pt-BR`) can be checked."""
        return language in profiles()

    def missing(self) -> tuple[str, ...]:
        """Say what cannot be used, what that costs and how to mend it; () when all is well."""
        problem = describe_problem(self._settings)
        return (problem,) if problem else ()

    def errors(
        self, texts: Sequence[str], *, language: str, known_words: frozenset[str] = frozenset()
    ) -> list[tuple[LanguageError, ...]]:
        """Return the faults of each text, in order; offsets are code points of that text.

        `issue` is `spelling`, `grammar` or `punctuation`. `known_words` are names and products, right in any
        inflection. What a text gets does not depend on the texts beside it. Raises LanguageServerError when the
        server cannot answer, UnknownNameError for a language it does not have.
        """
        if language not in profiles():
            raise UnknownNameError("LanguageTool language", language, known=profiles())
        profile = profiles()[language]
        units = [split_units(text) for text in texts]
        found = self._errors_of_units(profile, dict.fromkeys(unit.text for unit in chain.from_iterable(units)))
        return [
            tuple(
                replace(error, start=unit.start + error.start, end=unit.start + error.end)
                for unit in of_text
                for error in found[unit.text]
                if not (error.issue == "spelling" and is_known(unit.text[error.start : error.end], known_words))
            )
            for of_text in units
        ]

    def prewarm(self, languages: Iterable[str]) -> None:
        """Have the server load the given languages, which takes seconds each, before the first text comes."""
        wanted = [profiles()[language] for language in languages if language in profiles()]
        list(self._senders.map(lambda profile: self._ask(profile, _WARM_UP[profile.language[:2]]), wanted))

    def close(self) -> None:
        """Let go of the sending threads; the server goes on for others."""
        self._senders.shutdown()

    def _errors_of_units(self, profile: Profile, texts: Iterable[str]) -> dict[str, tuple[LanguageError, ...]]:
        found = {text: self._memory.recall((profile.language, text)) for text in texts}
        missing = [text for text, errors in found.items() if errors is None]
        matches = dict(self._matches_of(profile, missing))
        innocent = self._innocent_words(profile, matches)
        home = self._settings.languagetool_home
        for text in missing:
            errors = errors_of_unit(text, matches[text], profile=profile, innocent=innocent, home=home)
            found[text] = errors
            self._memory.keep((profile.language, text), errors)
        return {text: errors for text, errors in found.items() if errors is not None}

    def _matches_of(self, profile: Profile, texts: Sequence[str]) -> Iterator[tuple[str, list[Match]]]:
        """Ask for many units at a time; requests go out side by side when there is more than one."""
        batches = list(_batches(texts))
        together = [_BETWEEN.join(batch) for batch in batches]
        if len(batches) == 1:
            answers = [self._ask(profile, together[0])]
        else:
            answers = list(self._senders.map(lambda text: self._ask(profile, text), together))
        for batch, answer in zip(batches, answers, strict=True):
            yield from _by_unit(batch, answer)

    def _innocent_words(self, profile: Profile, matches: dict[str, list[Match]]) -> frozenset[str]:
        """Return the words marked here that are right in the variant, or once a prefix is taken off."""
        if not profile.also and profile.language != "ar":
            return frozenset()
        words = dict.fromkeys(word for text, found in matches.items() for word in suspects(text, found, profile))
        second = profiles()[profile.also] if profile.also else profile
        tries = {word: plainer_words(word, language=profile.language) or (word,) for word in words}
        unknown = [
            word
            for word in dict.fromkeys(chain.from_iterable(tries.values()))
            if self._words.recall((second.code, word)) is None
        ]
        for word, found in self._matches_of(second, unknown):
            self._words.keep((second.code, word), not suspects(word, found, second))
        return frozenset(
            word for word, others in tries.items() if any(self._words.recall((second.code, other)) for other in others)
        )

    def _ask(self, profile: Profile, text: str) -> list[Match]:
        """Post a text; when the server died, see to a living one and try once more."""
        try:
            return self._tool(profile).check(text)
        except (LanguageToolError, requests.RequestException):
            self._tools.__dict__.clear()
        try:
            return self._tool(profile).check(text)
        except (LanguageToolError, requests.RequestException) as error:
            raise LanguageServerError(f"LanguageTool does not answer: {type(error).__name__}. {COST}") from error

    def _tool(self, profile: Profile) -> language_tool_python.LanguageTool:
        tools: dict[str, language_tool_python.LanguageTool] = self._tools.__dict__
        if profile.code not in tools:
            tool = language_tool_python.LanguageTool(profile.code, remote_server=ensure_server(self._settings))
            tool.disabled_categories = set(profile.unasked_categories)
            tools[profile.code] = tool
        return tools[profile.code]


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Part texts into requests of even size: one for little, one for each sender for more, none too long."""
    total = sum(len(text) + len(_BETWEEN) for text in texts)
    limit = min(REQUEST_CHARACTERS, max(WORTH_PARTING, total // SENDERS + 1))
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > limit:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text) + len(_BETWEEN)
    if batch:
        yield batch


def _by_unit(batch: Sequence[str], matches: Sequence[Match]) -> Iterator[tuple[str, list[Match]]]:
    """Give each match to the unit it lies in, counted from there; one that spans units belongs to none."""
    starts = [0]
    for text in batch:
        starts.append(starts[-1] + len(text) + len(_BETWEEN))
    of_unit: dict[str, list[Match]] = {text: [] for text in batch}
    for match in matches:
        place = bisect_right(starts, match.offset) - 1
        match.offset -= starts[place]
        if match.offset + match.error_length <= len(batch[place]):
            of_unit[batch[place]].append(match)
    yield from of_unit.items()
