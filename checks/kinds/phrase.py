"""Looks for words that should not be said."""

from __future__ import annotations

from typing import ClassVar

from checks.forbidden import ForbiddenWords

__all__ = ["Phrase"]


class Phrase(ForbiddenWords):
    """Fails where a forbidden phrase is said that a good agent hardly says, unless an innocent look-alike covers it.

    Phrases that may be said in good part (`doubt`, and those a pack lists as `doubtful`) need a person, and so do all
    in a sentence with a `mild` phrase, such as help or a condition, or, in such a check, right before the agent says
    what they can do instead; a `helped` phrase, such as what the agent does themselves, has the whole message looked at
    by a person. Beside another harsh phrase, in a message without courtesy, a name or an exclamation, doubtful ones
    fail, and so they do where a message holds three, in a check with `mild` phrases, or where the customer answers it
    with an `answered` phrase ("I never dropped it"). A message without such words needs a person after that answer,
    unless it asked. What the agent quotes, denies ("it is not true that") or tells of others ("the driver said that")
    counts for nothing, nor do names of the people who talk. With `combine`, words of certain classes in one clause need
    a person in whatever order they stand, and fail where the pack is sure of them, some only after trouble the customer
    told; phrases right after a denial are none. With `learnt`, sentences that the learnt weights of an act find need a
    person as well, and fail where these are sure; a phrase that may be said in good part fails where they back it. Does
    not apply where nothing was said, where no message's language has the phrases, or to a customer of another kind than
    `customer`.
    """

    version: ClassVar[int] = 6
