"""Loads what conversations are compared with: facts (YAML), orders and saved replies (JSON Lines)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from qa.domain.fact import Company, Contacts, Fact, FactBase
from qa.errors import FactsError
from qa.facts.checklists import read_checklists
from qa.facts.conflicts import note_conflicts
from qa.facts.dump import hash_facts
from qa.facts.fact import read_fact
from qa.facts.hours import read_opening_hours
from qa.facts.orders import load_orders, parse_order, parse_orders
from qa.facts.templates import load_templates, parse_templates
from qa.keys import Keys
from qa.places import Entry, Problems, read_text, read_yaml

__all__ = [
    "load_facts",
    "load_orders",
    "load_templates",
    "parse_facts",
    "parse_order",
    "parse_orders",
    "parse_templates",
    "read_facts",
]

_SHIPPED = Path(__file__).resolve().parents[2] / "rubrics" / "facts"

_Placed = tuple[Fact, str, int]


def load_facts(path: Path | str, *more: Path | str) -> FactBase:
    """Load facts files as one. Raises FactsError at the first thing wrong, OSError without a file.

    A file that several of them include is read once, and so is one that is named itself.
    """
    read: set[str] = set()
    placed: list[_Placed] = []
    base = FactBase()
    for one in (path, *more):
        problems = Problems(str(one), FactsError)
        if str(Path(one).resolve()) in read:
            continue
        added, own = _read_file(read_text(one, FactsError), problems, open_files=(), read=read)
        placed, base = placed + added, _join(base, own)
        note_conflicts(placed, problems)
        problems.raise_first()
    return _with_facts(base, placed)


def parse_facts(text: str, file: str) -> FactBase:
    """Read facts from YAML text; `file` is named in errors and is where included files are looked for."""
    problems = Problems(file, FactsError)
    base = read_facts(text, problems)
    problems.raise_first()
    return base


def read_facts(text: str, problems: Problems) -> FactBase:
    """Read facts as far as they can be read, noting every problem."""
    placed, rest = _read_file(text, problems, open_files=(), read=set())
    note_conflicts(placed, problems)
    return _with_facts(rest, placed)


def _with_facts(rest: FactBase, placed: list[_Placed]) -> FactBase:
    base = replace(rest, facts=tuple(fact for fact, _, _ in placed))
    return replace(base, content_hash=hash_facts(base))


def _read_file(
    text: str, problems: Problems, *, open_files: tuple[str, ...], read: set[str]
) -> tuple[list[_Placed], FactBase]:
    """Read one file and those it includes that were not `read` yet: facts with their places, and everything else."""
    read.add(str(Path(problems.file).resolve()))
    root = read_yaml(text, problems)
    if root is None:
        return [], FactBase()
    keys = Keys(root, problems, what="the facts file")
    placed: list[_Placed] = []
    base = FactBase()
    for path in keys.words("include"):
        entry = keys.entry("include")
        if entry:
            included, included_base = _include(path, entry, problems, open_files=open_files, read=read)
            placed += included
            base = _join(base, included_base)
    for node in keys.nodes("facts"):
        fact = read_fact(node, problems)
        if fact:
            placed.append((fact, problems.file, node.line))
    own = FactBase(
        contacts=_read_contacts(keys),
        company=_read_company(keys),
        first_response_minutes=_read_minutes(keys),
        opening_hours=read_opening_hours(keys),
        checklists=read_checklists(keys),
        dictionary=keys.words("dictionary"),
    )
    keys.close()
    return placed, _join(base, own)


def _include(
    name: str, entry: Entry, problems: Problems, *, open_files: tuple[str, ...], read: set[str]
) -> tuple[list[_Placed], FactBase]:
    path = _find_included(name, beside=Path(problems.file).parent)
    files = (*open_files, str(Path(problems.file).resolve()))
    if str(path.resolve()) in files:
        problems.add(entry, f"{name!r} includes itself.")
        return [], FactBase()
    if str(path.resolve()) in read:
        return [], FactBase()
    try:
        text = read_text(path, FactsError)
    except OSError as error:
        problems.add(entry, f"the included file {str(path)!r} cannot be read: {error.strerror}.")
        return [], FactBase()
    except FactsError as error:
        problems.found.append(error)
        return [], FactBase()
    inner = Problems(str(path), FactsError)
    included = _read_file(text, inner, open_files=files, read=read)
    problems.found += inner.found
    return included


def _find_included(name: str, *, beside: Path) -> Path:
    """Return the file beside the including one, else the one that ships with the project, such as poland.yaml."""
    own = beside / name
    shipped = _SHIPPED / name
    return shipped if shipped.exists() and not own.exists() else own


def _join(first: FactBase, second: FactBase) -> FactBase:
    """Join what two files say beside facts: lists together, single values from the second where it has them."""
    return FactBase(
        contacts=Contacts(
            domains=first.contacts.domains + second.contacts.domains,
            email_domains=first.contacts.email_domains + second.contacts.email_domains,
            phones=first.contacts.phones + second.contacts.phones,
            bank_accounts=first.contacts.bank_accounts + second.contacts.bank_accounts,
            tracking_hosts=first.contacts.tracking_hosts + second.contacts.tracking_hosts,
        ),
        company=Company(
            name=second.company.name or first.company.name,
            spoken_as=first.company.spoken_as + second.company.spoken_as,
            address_policy={**first.company.address_policy, **second.company.address_policy},
        ),
        first_response_minutes={**first.first_response_minutes, **second.first_response_minutes},
        opening_hours={**first.opening_hours, **second.opening_hours},
        checklists={**first.checklists, **second.checklists},
        dictionary=first.dictionary + second.dictionary,
    )


def _read_contacts(keys: Keys) -> Contacts:
    inner = keys.keys("contacts", what="'contacts'")
    if inner is None:
        return Contacts()
    contacts = Contacts(
        domains=_lower(inner.words("domains")),
        email_domains=_lower(inner.words("email_domains")),
        phones=inner.words("phones"),
        bank_accounts=tuple(account.replace(" ", "").upper() for account in inner.words("bank_accounts")),
        tracking_hosts=_lower(inner.words("tracking_hosts")),
    )
    inner.close()
    return contacts


def _read_company(keys: Keys) -> Company:
    inner = keys.keys("company", what="'company'")
    if inner is None:
        return Company()
    company = Company(
        name=inner.word("name"), spoken_as=inner.words("spoken_as"), address_policy=inner.texts("address_policy")
    )
    inner.close()
    return company


def _read_minutes(keys: Keys) -> dict[str, int]:
    inner = keys.keys("first_response_minutes", what="'first_response_minutes'")
    if inner is None:
        return {}
    minutes = {channel: inner.whole(channel) for channel in ("chat", "email", "call", "social", "sms")}
    inner.close()
    return {channel: limit for channel, limit in minutes.items() if limit is not None}


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)
