"""Loads the wording files of a language, naming file and line of whatever is wrong and leaving only that out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.injected.errors import WordingError
from bench.injected.items import read_fault, read_forms, read_plot, read_tempting
from bench.injected.words import Fault, Forms, Plot, Tempting, Wording
from qa.errors import LocatedError
from qa.keys import Keys
from qa.places import Node, Problems, read_text, read_yaml

LANGUAGES = ("pl", "en", "pt", "pt-BR", "ar", "th")


@dataclass
class _Gathered:
    agents: list[Forms] = field(default_factory=list)
    customers: list[Forms] = field(default_factory=list)
    products: list[Forms] = field(default_factory=list)
    plots: dict[str, Plot] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    tempting: list[Tempting] = field(default_factory=list)
    orders: Counter[tuple[str, str]] = field(default_factory=Counter)


def load_wordings(
    folder: Path, criteria: Iterable[str], *, languages: Iterable[str] = ()
) -> tuple[tuple[Wording, ...], tuple[LocatedError, ...]]:
    """Load every `*.yaml` below a folder, by language in the order of file names; and what is wrong with them."""
    gathered: dict[str, _Gathered] = {}
    errors: list[LocatedError] = []
    known, wanted = frozenset(criteria), tuple(languages)
    for path in sorted(folder.rglob("*.yaml")):
        errors += _read_file(path, gathered, known, wanted)
    wordings = []
    for language in sorted(gathered, key=LANGUAGES.index):
        wording, problem = _complete(language, gathered[language], folder)
        if wording:
            wordings.append(wording)
        errors += [problem] if problem else []
    return tuple(wordings), tuple(errors)


def _read_file(
    path: Path, gathered: dict[str, _Gathered], criteria: frozenset[str], wanted: tuple[str, ...]
) -> list[LocatedError]:
    problems = Problems(str(path), WordingError)
    try:
        root = read_yaml(read_text(path, WordingError), problems)
    except WordingError as error:
        return [error]
    if root is None:
        return problems.in_order()
    keys = Keys(root, problems, what="the wording file")
    language = keys.choice("language", LANGUAGES, is_required=True)
    if language is None:
        return problems.in_order()
    if wanted and language not in wanted:
        return []
    own = gathered.setdefault(language, _Gathered())
    for name, people in (("agents", own.agents), ("customers", own.customers), ("products", own.products)):
        people += [one for node in keys.nodes(name) if (one := read_forms(node, problems, what=name))]
    for node in keys.nodes("conversations"):
        plot = read_plot(node, problems)
        if plot and plot.id in own.plots:
            problems.add(node, f"conversation {plot.id!r} is given twice; the first is at {own.plots[plot.id].place}.")
        elif plot:
            own.plots[plot.id] = plot
    for node in keys.nodes("faults"):
        order = _order(own, node, "criterion")
        own.faults += [one for one in (read_fault(node, problems, criteria=criteria, order=order),) if one]
    for node in keys.nodes("tempting"):
        order = _order(own, node, "near")
        own.tempting += [one for one in (read_tempting(node, problems, criteria=criteria, order=order),) if one]
    keys.close()
    return problems.in_order()


def _order(own: _Gathered, node: Node, key: str) -> int:
    """Number an item within its criterion; items that turn out wrong count too, so that no other changes its half."""
    silent = Problems("", WordingError)
    name = (key, Keys(node, silent, what="").word(key) or "")
    own.orders[name] += 1
    return own.orders[name] - 1


def _complete(language: str, own: _Gathered, folder: Path) -> tuple[Wording | None, LocatedError | None]:
    named = {"agents": own.agents, "customers": own.customers, "products": own.products, "conversations": own.plots}
    missing = [name for name, found in named.items() if not found]
    if missing:
        problem = f"nothing of {language!r} can be measured: its files have no {' and no '.join(missing)}."
        return None, WordingError(str(folder), 1, problem)
    wording = Wording(
        language,
        tuple(own.agents),
        tuple(own.customers),
        tuple(own.products),
        tuple(own.plots.values()),
        tuple(own.faults),
        tuple(own.tempting),
    )
    return wording, None
