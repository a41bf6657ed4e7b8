"""What conversations are judged by: the rubric in force and the shop's facts, orders and saved replies."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import false, select, update
from sqlalchemy.orm import Session

from qa.domain.conversation import Conversation
from qa.domain.dictionary import DictionaryWord
from qa.domain.fact import FactBase, OrderBase, Template
from qa.domain.rubric import Rubric
from qa.facts.load import parse_facts, parse_orders
from qa.ports import Materials
from qa.rubric.load import parse_rubric
from qa.settings import Settings
from qa.stages.rubrics.force import begin_term
from qa.store import tables

_AROUND = "#.,;:!?()[]„”\"'«»،؟…"


def rubric_in_force(session: Session, settings: Settings, *, now: datetime) -> tuple[int, Rubric]:
    """Return the row id and the value of the rubric in force.

    That is the published one whose term runs. Before anything was published it is the settings' file, stored when
    it is new. What a rubric row says is never changed: another text makes another row and retires the older; a text
    that comes back is in force again under its old row.
    """
    term = begin_term(session, now=now)
    if term is not None:
        return term.rubric_id, parse_rubric(term.rubric.yaml, f"{term.rubric.name}.yaml")
    text = settings.rubric.read_text(encoding="utf-8")
    content_hash = sha256(text.encode()).hexdigest()
    row = session.scalar(select(tables.Rubric).where(tables.Rubric.content_hash == content_hash))
    rubric = parse_rubric(text, str(settings.rubric))
    if row is not None and row.is_active:
        return row.id, rubric
    session.execute(update(tables.Rubric).where(tables.Rubric.name == rubric.name).values(is_active=False))
    if row is None:
        row = tables.Rubric(
            name=rubric.name,
            version=rubric.version,
            content_hash=content_hash,
            yaml=text,
            created_at=now,
        )
        session.add(row)
    row.is_active = True
    session.flush()
    return row.id, rubric


def facts_in_force(session: Session) -> FactBase:
    """Return the active facts, or none when no facts file was loaded."""
    row = session.scalar(
        select(tables.FactSet).where(tables.FactSet.is_active).order_by(tables.FactSet.id.desc()).limit(1)
    )
    return _parse_kept(row.yaml, row.name) if row else FactBase()


@lru_cache(maxsize=2)
def _parse_kept(text: str, name: str) -> FactBase:
    """Facts never change once read, and pages ask for them again and again."""
    return parse_facts(text, name)


def templates_in_force(session: Session) -> tuple[Template, ...]:
    """Return all saved replies, by id."""
    rows = session.scalars(select(tables.Template).order_by(tables.Template.external_id))
    return tuple(Template(id=row.external_id, text=row.text, language=row.language, title=row.title) for row in rows)


def orders_for(session: Session, conversation: Conversation) -> OrderBase:
    """Return the orders of this conversation's customer and the orders whose numbers are named in it.

    Never more than these, so that an outcome does not depend on what else is stored.
    """
    customer = conversation.customer.id if conversation.customer else None
    named = {
        word.strip(_AROUND)
        for message in conversation.messages
        for word in message.text.split()
        if any(sign.isdigit() for sign in word)
    }
    order = tables.ShopOrder
    of_customer = order.customer_external_id == customer if customer else false()
    rows = session.scalars(
        select(order).where(of_customer | order.external_id.in_(sorted(named))).order_by(order.external_id)
    )
    lines = [json.dumps(row.record, ensure_ascii=False) for row in rows]
    return parse_orders(lines, "stored orders")


def materials_for(
    session: Session,
    settings: Settings,
    *,
    conversation: Conversation,
    facts: FactBase,
    templates: tuple[Template, ...],
    dictionary: tuple[DictionaryWord, ...] = (),
) -> Materials:
    """Gather what a conversation is compared with."""
    return Materials(
        facts=facts,
        orders=orders_for(session, conversation),
        templates=templates,
        dictionary=dictionary,
        time_zone=settings.time_zone,
        country=settings.company_country,
        mail_domains=settings.mail_domains,
    )
