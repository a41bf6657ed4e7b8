"""An engine is told which names to expect: the company's, what the customer ordered, and words of the dictionary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from qa.domain.dictionary import DictionaryWord
from qa.domain.fact import Company, FactBase
from qa.facts.expected import MOST, expected_names
from qa.settings import Settings
from qa.stages.dictionary import add_words
from qa.stages.transcribing import read_job
from qa.store import tables
from tests.shop import open_shop

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
FACTS = "facts: []\ncompany: {name: Zielony Dom, spoken_as: [Zielony  Dom]}\n"


def test_a_job_names_what_to_expect_where_it_is_set(session: Session, tmp_path: Path) -> None:
    shop = open_shop(session, recordings=tmp_path)
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    session.add(tables.FactSet(name="facts.yaml", yaml=FACTS, content_hash="1", is_active=True, loaded_at=NOW))
    add_words(session, [DictionaryWord("Tefal"), DictionaryWord("Bimby", language="pt")], now=NOW)
    ordered = {"items": [{"name": "Odkurzacz Wirus 3"}, {"name": "Tefal"}]}
    session.add(tables.ShopOrder(external_id="1", customer_external_id="c-9", record=ordered))
    call = session.get_one(tables.Conversation, shop.call)
    call.customer_external_id, call.language, call.state = "c-9", "pl", tables.State.TO_TRANSCRIBE
    session.flush()
    job = read_job(session, call.id, settings=replace(settings, hot_words=True))
    assert job and job.request.hot_words == ("Zielony Dom", "Odkurzacz Wirus 3", "Tefal")
    silent = read_job(session, call.id, settings=settings)
    assert silent and silent.request.hot_words == ()


def test_names_come_once_and_not_too_many() -> None:
    facts = FactBase(company=Company("Acme", ("Acme", "sklep Acme")), dictionary=("Tefal", ""))
    assert expected_names(facts, more=["Tefal", "Bimby"]) == ("Acme", "sklep Acme", "Tefal", "Bimby")
    assert len(expected_names(facts, more=map(str, range(99)))) == MOST
