"""The company's dictionary: words that are never spelling mistakes, kept by managers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from qa.domain.dictionary import DictionaryWord
from qa.errors import DictionaryError
from qa.facts.dictionary import wrong_with
from qa.store import tables
from qa.store.tables import State

PAGE = 100
_EVERY = ""
_ENDINGS = "aeoyi\u0119\u0105"
_MOST_WORDS_SOUGHT = 200


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A word of the dictionary with its row."""

    id: int
    word: DictionaryWord
    added_by: str | None
    added_at: datetime


def dictionary_in_force(session: Session) -> tuple[DictionaryWord, ...]:
    """Return all words, in order."""
    return tuple(kept.word for kept in list_words(session))


def list_words(session: Session, *, language: str | None = None) -> tuple[KeptWord, ...]:
    """Return the words with who added them, by the alphabet; of one language, those for every language among them."""
    row = tables.DictionaryWord
    query = select(row).order_by(row.folded, row.language)
    if language:
        query = query.where(row.language.in_((language, _EVERY)))
    return tuple(_kept(one) for one in session.scalars(query))


def find_words(session: Session, beginning: str = "", *, page: int = 1) -> tuple[tuple[KeptWord, ...], bool]:
    """Return a page of the words that begin so, by the alphabet, and whether there is another."""
    row = tables.DictionaryWord
    query = select(row).order_by(row.folded, row.language).limit(PAGE + 1).offset(PAGE * (page - 1))
    if beginning:
        query = query.where(row.folded.startswith(beginning.casefold(), autoescape=True))
    found = session.scalars(query).all()
    return tuple(_kept(one) for one in found[:PAGE]), len(found) > PAGE


def add_words(
    session: Session, words: Sequence[DictionaryWord], *, now: datetime, by: str | None = None
) -> tuple[DictionaryWord, ...]:
    """Add words; return those that were not there. Raises DictionaryError for what is no word."""
    for word in words:
        problem = wrong_with(word.text, word.language)
        if problem:
            raise DictionaryError(problem)
    row = tables.DictionaryWord
    known = {(folded, language) for folded, language in session.execute(select(row.folded, row.language))}
    added = []
    for word in words:
        key = (word.text.casefold(), word.language or _EVERY)
        if key in known:
            continue
        known.add(key)
        added.append(word)
        session.add(row(text=word.text, folded=key[0], language=key[1], note=word.note, added_by=by, added_at=now))
    session.flush()
    return tuple(added)


def remove_words(session: Session, texts: Sequence[str], *, language: str | None = None) -> int:
    """Take words out, of one language or of all; return how many entries went."""
    row = tables.DictionaryWord
    gone = delete(row).where(row.folded.in_([text.casefold() for text in texts]))
    if language:
        gone = gone.where(row.language == language)
    return len(session.execute(gone.returning(row.id)).all())


def remove_word(session: Session, word_id: int) -> str | None:
    """Take one entry out; return its word, None when it was gone already."""
    row = tables.DictionaryWord
    return session.scalar(delete(row).where(row.id == word_id).returning(row.text))


def check_marked_again(session: Session, words: Sequence[DictionaryWord]) -> int:
    """Mark conversations in which one of these words, in any form, was charged as due; return how many these are."""
    stems = sorted({part.rstrip(_ENDINGS) or part for word in words for part in word.text.split()})[:_MOST_WORDS_SOUGHT]
    if not stems:
        return 0
    finding, outcome, conversation = tables.Finding, tables.Outcome, tables.Conversation
    marked = (
        select(outcome.conversation_id)
        .join(finding, finding.outcome_id == outcome.id)
        .where(
            outcome.criterion == "spelling", or_(*(finding.quote.istartswith(stem, autoescape=True) for stem in stems))
        )
    )
    changed = session.execute(
        update(conversation)
        .where(conversation.state == State.CHECKED, conversation.id.in_(marked))
        .values(state=State.TO_CHECK)
        .returning(conversation.id)
    )
    return len(changed.all())


def _kept(row: tables.DictionaryWord) -> KeptWord:
    return KeptWord(row.id, DictionaryWord(row.text, row.language or None, row.note), row.added_by, row.added_at)
