"""Gathers from files all that conversations are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qa.domain.fact import FactBase, OrderBase
from qa.domain.rubric import ExampleMaterials
from qa.errors import FactsError
from qa.facts.dictionary import load_dictionary
from qa.facts.load import load_facts, load_orders, load_templates
from qa.ports import Materials
from qa.settings import Settings


def load_materials(
    settings: Settings,
    *,
    facts: Path | str | Sequence[Path | str] | None = None,
    orders: Path | str | None = None,
    templates: Path | str | None = None,
    dictionary: Path | str | None = None,
) -> Materials:
    """Load what is given; the rest stays empty. Raises FactsError, OSError without a file."""
    named = (facts,) if isinstance(facts, Path | str) else tuple(facts or ())
    base = load_facts(*named) if named else FactBase()
    return Materials(
        facts=base,
        orders=load_orders(orders) if orders else OrderBase(),
        templates=load_templates(templates) if templates else (),
        dictionary=load_dictionary(dictionary) if dictionary else (),
        time_zone=settings.time_zone,
        country=settings.company_country,
        mail_domains=settings.mail_domains or base.contacts.email_domains,
    )


def load_example_materials(settings: Settings, named: ExampleMaterials) -> Materials:
    """Load what the examples of a rubric are compared with. Raises FactsError, also for a file that cannot be read."""
    try:
        return load_materials(settings, facts=named.facts, orders=named.orders, templates=named.templates)
    except OSError as error:
        problem = f"the rubric's examples need this file, which cannot be read: {error.strerror}."
        raise FactsError(str(error.filename), 1, problem) from error
