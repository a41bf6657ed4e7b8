"""What can be wrong with a wording file."""

from __future__ import annotations

from qa.errors import LocatedError, QaError


class WordingError(LocatedError):
    """Something in a wording file cannot be used; it is left out and the rest is measured."""


class SlotError(QaError):
    """A text has a slot that cannot be filled, or a fault cannot be put into a conversation. `problem` says which."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)
