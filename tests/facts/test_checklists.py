"""Checklists are read, refused where they cannot be, and written back the same."""

from __future__ import annotations

import re

import pytest

from qa import registry
from qa.domain.checklist import Checklist, Signs
from qa.domain.rubric import PhraseChoice
from qa.errors import FactsError
from qa.facts.checklists import shipped_checklists
from qa.facts.dump import dump_facts
from qa.facts.load import parse_facts
from qa.rubric.wording import known_phrase_sets

OWN = """
checklists:
  - checklist: gift-card
    title: {en: Gift card}
    reasons: [gift-card, voucher]
    asked: {en: ["gift card*"]}
    steps:
      - {id: verify, title: {en: Checks}, says: {en: [number], use: [apology]}}
      - {id: pay, values: [money], shows: [link], after: [verify], optional: true, unless: {statuses: [delivered]}}
"""
LANGUAGES = ("pl", "en", "pt", "ar", "th")
SHIPPED = [pytest.param(one, id=name) for name, one in shipped_checklists().items()]


def test_a_shops_own_checklist_is_read() -> None:
    one = parse_facts(OWN, "shop.yaml").checklists["gift-card"]
    verify, pay = one.steps
    assert one.reasons == ("gift-card", "voucher")
    assert verify.signs == Signs(PhraseChoice(use=("apology",), add={"en": ("number",)}))
    assert (pay.after, pay.is_optional, pay.signs.values, pay.signs.shown) == (("verify",), True, ("money",), ("link",))
    assert pay.unless is not None
    assert pay.unless.statuses == ("delivered",)


def test_a_shipped_checklist_is_changed_by_naming_its_steps() -> None:
    base = parse_facts("checklists: [{checklist: wrong-item, require: [coupon], leave_out: [way-back]}]", "shop.yaml")
    changed = base.checklists["wrong-item"]
    assert [(step.id, step.is_optional) for step in changed.steps] == [
        ("put-right", False),
        ("apology", True),
        ("coupon", False),
    ]
    assert parse_facts(dump_facts(base), "stored").checklists == base.checklists


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("{checklist: gift, require: [x]}", "there is no shipped checklist 'gift' to change", id="list"),
        pytest.param("{checklist: refund, require: [x]}", "cannot be 'x': expected one of decision", id="step"),
        pytest.param("{checklist: refund, require: [time], steps: []}", "has no key 'steps'", id="both"),
    ],
)
def test_a_change_that_cannot_be_is_refused(given: str, said: str) -> None:
    with pytest.raises(FactsError, match=re.escape(said)):
        parse_facts(f"checklists: [{given}]", "shop.yaml")


def test_checklists_read_back_the_same() -> None:
    base = parse_facts(OWN, "shop.yaml")
    assert parse_facts(dump_facts(base), "stored").checklists == base.checklists


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("says: {en: [number], use: [apology]}", "near: {en: [x]}", "has no sign", id="no sign"),
        pytest.param("after: [verify]", "after: [paid]", "comes after 'paid', which is no other step", id="order"),
        pytest.param("values: [money]", "values: [gold]", "cannot be 'gold': expected one of date", id="value"),
        pytest.param("id: pay", "id: verify", "has two steps 'verify'", id="twice"),
        pytest.param("optional: true", "optional: yes please", "expected true or false", id="flag"),
        pytest.param("reasons:", "reason:", "has no key 'reason'", id="key"),
    ],
)
def test_a_checklist_that_cannot_be_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(FactsError, match=re.escape(said)):
        parse_facts(OWN.replace(old, new), "shop.yaml")


@pytest.mark.parametrize("checklist", SHIPPED)
def test_a_shipped_checklist_speaks_five_languages(checklist: Checklist) -> None:
    titles = [checklist.title, *(step.title for step in checklist.steps)]
    assert [title for title in titles if set(title) != set(LANGUAGES)] == []
    silent = [
        (step.id, language)
        for step in checklist.steps
        for language in LANGUAGES
        if not step.signs.phrases.use and language not in step.signs.phrases.add
    ]
    assert silent == []


@pytest.mark.parametrize("checklist", SHIPPED)
def test_a_shipped_checklist_uses_sets_that_exist(checklist: Checklist) -> None:
    used = {*checklist.asked.use}
    for step in checklist.steps:
        used |= {*step.signs.phrases.use, *step.near.use}
    assert used - known_phrase_sets() == set()


@pytest.mark.parametrize("checklist", SHIPPED)
@pytest.mark.parametrize("language", registry.languages())
def test_every_phrase_of_a_shipped_checklist_can_be_read(checklist: Checklist, language: str) -> None:
    from checks.vocabulary import added_phrases

    choices = [checklist.asked, *(one for step in checklist.steps for one in (step.signs.phrases, step.near))]
    books = [added_phrases(language, choice.added(language)) for choice in choices if choice.added(language)]
    assert books
