"""A name as somebody is addressed by it, and what is wrong with it by grammar alone."""

from __future__ import annotations

from dataclasses import dataclass

from qa.domain.finding import Verdict
from qa.ports import Span


@dataclass(frozen=True, slots=True)
class Titled:
    """A name with its title in a text. `expected` is what it should be, "" where nothing is wrong by itself.

    `verdict` is what the customer's own name says of it; None where it has not been compared.
    """

    span: Span
    name: str
    expected: str = ""
    verdict: Verdict | None = None
