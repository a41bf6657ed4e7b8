"""Prepares conversations for the checks: everything that costs is read once and kept for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from checks.acts.model import weights_version
from checks.detect import detect_language
from checks.hidden import hidden_spans, known_words
from checks.phrases import ReadText
from checks.reasons import read_reason
from checks.text import code_spans, history_spans, overlaps, without
from checks.vocabulary import ADDED, added_phrases, pack_version, phrase_book
from checks.working_time import calendar_version
from qa.domain.claim import Claim
from qa.domain.conversation import Conversation
from qa.domain.placed import PlacedWord, place_words
from qa.facts.checklists import shipped_version
from qa.ports import ContactReason, LanguageError, Materials, Reading, Span
from qa.settings import Settings

if TYPE_CHECKING:
    from checks.languagetool.client import LanguageToolClient

_PHRASES_VERSION = "1"
_CLAIMS_VERSION = "3"
_SERVED = ("pl", "en", "pt", "ar")
_VARIANTS = ("en-GB", "en-US", "pt-BR", "pt-PT")


class _Server(Protocol):
    def errors_in(self, texts: list[str], *, language: str, known: frozenset[str]) -> list[tuple[LanguageError, ...]]:
        """Return the faults of each text."""


class ConversationReader:
    """Makes readings; the language server is met on the first message that needs it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: LanguageToolClient | None = None

    def read(self, conversation: Conversation, materials: Materials) -> ConversationReading:
        """Prepare one conversation for the checks."""
        return ConversationReading(conversation, materials, server=self)

    def reason(self, reading: Reading) -> ContactReason | None:
        """Tell why the customer writes."""
        return read_reason(reading)

    def versions(self, language: str | None) -> tuple[tuple[str, str], ...]:
        """Return sorted (name, version) pairs of what readings of that language are made with."""
        from checks.languagetool.client import LanguageToolClient

        code = (language or "").split("-")[0]
        pack, weights = pack_version(code), weights_version(code)
        named = {
            "checklists": shipped_version(),
            "claims": _CLAIMS_VERSION,
            "holidays": calendar_version(),
            "languagetool": LanguageToolClient.version,
            "phrases": _PHRASES_VERSION,
        }
        own = {f"pack-{code}": pack, f"acts-{code}": weights}
        return tuple(sorted((named | {name: version for name, version in own.items() if version}).items()))

    def missing(self) -> tuple[str, ...]:
        """Say what the language checks lack; () when all is well."""
        return self._client().missing()

    def close(self) -> None:
        """Let go of connections; the server goes on for the other processes."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def errors_in(self, texts: list[str], *, language: str, known: frozenset[str]) -> list[tuple[LanguageError, ...]]:
        """Return the faults of each text. Raises LanguageServerError when the server cannot be used."""
        return self._client().errors(texts, language=language, known_words=known)

    def _client(self) -> LanguageToolClient:
        from checks.languagetool.client import LanguageToolClient

        if self._server is None:
            self._server = LanguageToolClient(self._settings)
        return self._server


class ConversationReading:
    """One conversation, read once and shared by all checks."""

    def __init__(self, conversation: Conversation, materials: Materials, *, server: _Server) -> None:
        self.conversation = conversation
        self.materials = materials
        self._server = server
        self._languages: dict[int, str] = {}
        self._texts: dict[int, ReadText | None] = {}
        self._claims: dict[int, tuple[Claim, ...]] = {}
        self._errors: dict[int, tuple[LanguageError, ...] | None] = {}
        self._placed: dict[int, tuple[PlacedWord, ...]] = {}

    def language_of(self, message: int) -> str:
        """Return the two-letter language of a message; the conversation's when the text is too short to tell."""
        if message not in self._languages:
            said = self.conversation.messages[message]
            told = said.language or detect_language(said.text, expected=self.conversation.language)
            self._languages[message] = (told or self._main_language()).split("-")[0]
        return self._languages[message]

    def has_phrases(self, message: int, name: str) -> bool:
        """Tell whether the message's language has a pack with a set of that name."""
        book = phrase_book(self.language_of(message))
        return book is not None and name in book

    def phrases(self, message: int, name: str) -> tuple[Span, ...]:
        """Return where phrases of the named set occur, in order; () where the language lacks the set."""
        text = self._texts[message] if message in self._texts else self._text_of(message)
        return text.spans(name) if text else ()

    def may_hold(self, message: int, names: frozenset[str]) -> bool:
        """Tell quickly whether phrases of all the named sets can occur in a message; where not, none is looked for."""
        text = self._texts[message] if message in self._texts else self._text_of(message)
        return text is not None and text.may_hold(names)

    def _text_of(self, message: int) -> ReadText | None:
        book = phrase_book(self.language_of(message))
        self._texts[message] = book.read(self.conversation.messages[message].text) if book else None
        return self._texts[message]

    def match(self, message: int, phrases: tuple[str, ...]) -> tuple[Span, ...]:
        """Return where the given phrases occur, in order."""
        if not phrases:
            return ()
        book = added_phrases(self.language_of(message), phrases)
        return book.spans(self.conversation.messages[message].text, ADDED)

    def claims(self, message: int) -> tuple[Claim, ...]:
        """Return what an agent's message states; what it quotes from earlier mail is left out."""
        if message not in self._claims:
            from checks.claims import extract_claims

            said = self.conversation.messages[message]
            found = extract_claims(
                said.text,
                language=self.language_of(message),
                sent_at=said.sent_at or self.conversation.started_at,
                country=str(self.conversation.metadata.get("country") or self.materials.country),
            )
            history = history_spans(said.text)
            self._claims[message] = tuple(
                claim for claim in found if not overlaps(Span(claim.start, claim.end), history)
            )
        return self._claims[message]

    def language_errors(self, message: int) -> tuple[LanguageError, ...] | None:
        """Return the faults marked in an agent's message; None where its language has no such resource.

        The first call asks the server about all the agents' messages of that language at once.
        Raises LanguageServerError when the server cannot be used.
        """
        if message not in self._errors:
            language = self.language_of(message)
            if language not in _SERVED:
                self._errors[message] = None
            else:
                self._ask_server(language, message)
        return self._errors[message]

    def confidence(self, message: int, start: int, end: int) -> float | None:
        """Return the lowest word confidence in a span of a call; None for written text."""
        said = self.conversation.messages[message]
        if not said.words:
            return None
        if message not in self._placed:
            self._placed[message] = place_words(said)
        heard = [one.word.confidence for one in self._placed[message] if one.start < end and start < one.end]
        return min((sure for sure in heard if sure is not None), default=None)

    def _main_language(self) -> str:
        """Return the conversation's language, told from all its text where the source does not say."""
        if self.conversation.language:
            return self.conversation.language
        return detect_language(" ".join(one.text for one in self.conversation.messages), expected=None) or "en"

    def _ask_server(self, language: str, message: int) -> None:
        asked = [
            index
            for index, _ in self.conversation.agent_messages()
            if index not in self._errors and self.language_of(index) == language
        ]
        indices = sorted({*asked, message})
        messages = [self.conversation.messages[index] for index in indices]
        cut = [without(one.text, hidden_spans(one, self.materials.templates)) for one in messages]
        known = known_words(self.conversation, self.materials, language=language)
        answers = self._server.errors_in([one.text for one in cut], language=self._variant(language), known=known)
        for index, said, shown, errors in zip(indices, messages, cut, answers, strict=True):
            # A mark across a cut, such as the space before a quotation and the full stop after it, is of our making.
            not_own = code_spans(said.text) + hidden_spans(said, self.materials.templates)
            back = [_moved(error, *shown.original(error.start, error.end)) for error in errors]
            self._errors[index] = tuple(error for error in back if not overlaps(Span(error.start, error.end), not_own))

    def _variant(self, language: str) -> str:
        """Return the conversation's own variant of a language (`pt-BR`), else that of its or the company's country."""
        from checks.languagetool.rules import variant_of

        own = self.conversation.language or ""
        if own in _VARIANTS and own.split("-")[0] == language:
            return own
        return variant_of(language, str(self.conversation.metadata.get("country") or self.materials.country))


def _moved(error: LanguageError, start: int, end: int) -> LanguageError:
    return replace(error, start=start, end=end)
