"""Lints a facts file: everything that loading refuses, and numbers and addresses that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from qa.domain.fact import TOPICS, Fact, FactBase
from qa.errors import FactsError, LocatedError
from qa.facts.load import read_facts
from qa.places import Problems

REVIEW_AFTER = timedelta(days=183)

_HOST = re.compile(r"(?=.{1,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")


@dataclass(frozen=True, slots=True)
class FactsReport:
    """What lint says: `problems` must be mended; `notes` are worth knowing."""

    base: FactBase
    problems: tuple[LocatedError, ...]
    notes: tuple[str, ...]


def lint_facts(text: str, file: str, *, today: date) -> FactsReport:
    """Return everything that is wrong with a facts file, and what is old or absent in it."""
    problems = Problems(file, FactsError)
    base = read_facts(text, problems)
    lines = text.splitlines()
    contacts = base.contacts
    hosts = (*contacts.domains, *contacts.email_domains, *contacts.tracking_hosts)
    _note_malformed(hosts, _HOST.fullmatch, "a host name such as acme.example", lines, problems)
    _note_malformed(contacts.phones, _is_phone, "a number such as +48225550100", lines, problems)
    _note_malformed(contacts.bank_accounts, is_iban, "an IBAN whose check digits are right", lines, problems)
    return FactsReport(base, tuple(problems.in_order()), _notes(base, today=today))


def is_iban(account: str) -> bool:
    """Tell whether an IBAN has right check digits (ISO 13616: mod 97 is 1)."""
    if not _IBAN.fullmatch(account):
        return False
    turned = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def is_review_old(fact: Fact, *, on: date) -> bool:
    """Tell whether the last review of a fact is more than six months before a day."""
    return fact.source.reviewed is not None and on - fact.source.reviewed > REVIEW_AFTER


def _note_malformed(
    values: Iterable[str],
    is_right: Callable[[str], object],
    expected: str,
    lines: list[str],
    problems: Problems,
) -> None:
    for value in values:
        if not is_right(value):
            line = next(
                (number for number, text in enumerate(lines, start=1) if value.casefold() in text.casefold()), 1
            )
            problems.add_at(line, f"{value!r} in 'contacts' is not {expected}.")


def _is_phone(number: str) -> object:
    return _PHONE.fullmatch(re.sub(r"[\s()-]", "", number))


def _notes(base: FactBase, *, today: date) -> tuple[str, ...]:
    notes = []
    for fact in base.facts:
        certainty = fact.source.certainty
        if fact.source.kind == "law" and certainty != "verified":
            notes.append(
                f"fact {fact.id!r} is {certainty or 'of unknown certainty'}: have it checked before relying on it."
            )
        if is_review_old(fact, on=today):
            notes.append(f"fact {fact.id!r} was last reviewed on {fact.source.reviewed}, more than six months ago.")
    absent = [topic for topic in TOPICS if all(fact.topic != topic for fact in base.facts)]
    if absent:
        notes.append(f"no fact speaks to: {', '.join(absent)}.")
    return tuple(notes)
