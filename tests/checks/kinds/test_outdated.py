"""The kind `outdated`: values and terms that have ended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from checks.accuracy.terms import DeadTerm, dead_terms
from qa.domain.fact import Fact, FactBase, Money, Order, OrderBase, Source
from qa.domain.finding import CheckResult
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import READER, judge, quotes

CONSUMER: dict[str, object] = {"country": "PL", "customer_type": "consumer"}
OLD_PRICE = Fact(
    id="shipping-2025",
    topic="shipping.price",
    value=Money(Decimal("9.99"), "PLN"),
    source=Source("policy", "Delivery 2025"),
    valid_to=date(2026, 3, 31),
)
PRICE = Fact(
    id="shipping",
    topic="shipping.price",
    value=Money(Decimal("12.99"), "PLN"),
    source=Source("policy", "Delivery"),
    valid_from=date(2026, 4, 1),
)


def _judge(
    *turns: tuple[str, str],
    metadata: dict[str, object] | None = None,
    sold: datetime | None = None,
    at: datetime = datetime(2026, 5, 12, tzinfo=UTC),
    language: str = "pl",
) -> CheckResult:
    orders = OrderBase({"10457": Order(id="10457", customer_id="c-1", created_at=sold)} if sold else {})
    materials = Materials(facts=FactBase((OLD_PRICE, PRICE)), orders=orders)
    known = CONSUMER if metadata is None else metadata
    talk = conversation(*turns, language=language, started_at=at, metadata=known)
    return judge("outdated", talk, materials=materials)


@pytest.mark.parametrize(
    ("text", "verdict", "quoted"),
    [
        pytest.param("Rozpatrzymy reklamację z rękojmi.", "fail", ["rękojmi"], id="a dead term"),
        pytest.param("Na reklamację odpowiemy w ciągu 30 dni.", "fail", ["w ciągu 30 dni"], id="a dead period"),
        pytest.param("Na reklamację odpowiemy w ciągu 14 dni.", "pass", [], id="the period of today"),
        pytest.param("Na reklamację odpowiemy w ciągu 21 dni.", "pass", [], id="a period that never held"),
        pytest.param("Rękojmia już nie obowiązuje.", "not_applicable", [], id="said to be over"),
        pytest.param("Dla firm obowiązuje rękojmia.", "not_applicable", [], id="said of companies"),
        pytest.param("Czy chodzi o rękojmię?", "not_applicable", [], id="asked"),
        pytest.param("Proszę skorzystać z platformy ODR.", "fail", ["platformy ODR"], id="a closed platform"),
        pytest.param("Platforma ODR jest zamknięta.", "not_applicable", [], id="a platform said to be closed"),
        pytest.param("Rękojmia to już przeszłość, dziś mamy niezgodność towaru.", "not_applicable", [], id="said past"),
        pytest.param("Proszę napisać do GIODO.", "needs_human", ["GIODO"], id="an end not verified"),
        pytest.param("Dostawa kosztuje 9,99 zł.", "fail", ["9,99 zł"], id="the shop's old price"),
        pytest.param("Dostawa kosztuje 12,99 zł.", "pass", [], id="the shop's price"),
        pytest.param("Dostawa kosztuje 19,99 zł.", "pass", [], id="a price that never was"),
        pytest.param("Sprawdzam zamówienie.", "not_applicable", [], id="nothing that changed"),
    ],
)
def test_what_has_ended_is_found(text: str, verdict: str, quoted: list[str]) -> None:
    result = _judge(("customer", "Jak to działa?"), ("agent", text))
    assert (result.verdict.value, quotes(result)) == (verdict, quoted)


@pytest.mark.parametrize(
    ("metadata", "sold", "verdict"),
    [
        pytest.param(CONSUMER, datetime(2022, 5, 1, tzinfo=UTC), "not_applicable", id="sold before"),
        pytest.param(CONSUMER, datetime(2024, 5, 1, tzinfo=UTC), "fail", id="sold after"),
        pytest.param({"country": "PL", "customer_type": "business"}, None, "not_applicable", id="a company"),
        pytest.param({"country": "PL"}, None, "needs_human", id="a customer not known"),
        pytest.param({"country": "DE", "customer_type": "consumer"}, None, "not_applicable", id="another country"),
    ],
)
def test_who_bought_and_when_decides(metadata: dict[str, object], sold: datetime | None, verdict: str) -> None:
    result = _judge(("agent", "Przysługuje Panu rękojmia."), metadata=metadata, sold=sold)
    assert result.verdict.value == verdict


def test_soon_after_the_change_a_sale_without_a_date_needs_a_person() -> None:
    result = _judge(("agent", "Przysługuje Panu rękojmia."), at=datetime(2023, 9, 1, tzinfo=UTC))
    assert result.verdict.value == "needs_human"


def test_a_year_of_the_old_rule_is_an_old_sale() -> None:
    turns = (("customer", "Kupiłem w 2021 roku."), ("agent", "Przysługuje Panu rękojmia."))
    assert _judge(*turns).verdict.value == "not_applicable"


def test_the_customers_own_term_needs_a_person() -> None:
    turns = (("customer", "Reklamuję z rękojmi."), ("agent", "Przyjęłam zgłoszenie z rękojmi."))
    assert _judge(*turns).verdict.value == "needs_human"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("You can complain on the EU ODR platform.", "en", id="English"),
        pytest.param("See https://ec.europa.eu/consumers/odr/ please.", "en", id="a link"),
        pytest.param("Pode usar a plataforma ODR.", "pt", id="Portuguese"),
    ],
)
def test_the_closed_platform_is_found_in_other_languages(text: str, language: str) -> None:
    assert _judge(("agent", text), language=language, metadata={}).verdict.value == "fail"


def test_before_its_end_a_platform_is_right() -> None:
    result = _judge(("agent", "Proszę skorzystać z platformy ODR."), at=datetime(2025, 1, 5, tzinfo=UTC))
    assert result.verdict.value == "not_applicable"


@pytest.mark.parametrize(
    ("term", "language"),
    [pytest.param(term, language, id=f"{term.id} {language}") for term in dead_terms() for language in term.phrases],
)
def test_every_term_says_what_holds_now_and_can_be_compiled(term: DeadTerm, language: str) -> None:
    assert {"pl", "en"} <= set(term.instead)
    reading = READER.read(conversation(("agent", "Tak."), language=language), Materials())
    assert not any(reading.match(0, (*term.phrases[language], *term.unless[language])))


@pytest.mark.parametrize(
    ("language", "country", "text", "quoted"),
    [
        pytest.param("en", "GB", "The Distance Selling Regulations apply.", ["Distance Selling Regulations"], id="DSR"),
        pytest.param("en", "GB", "The Distance Selling Regulations were replaced.", [], id="DSR said to be over"),
        pytest.param("en", "GB", "Your rights come from the Sale of Goods Act.", ["Sale of Goods Act"], id="SGA"),
        pytest.param("en", "PL", "Your rights come from the Sale of Goods Act.", [], id="another country"),
        pytest.param("en", "GB", "Use the EU site for online dispute resolution.", ["EU site"], id="ODR in words"),
        pytest.param("en", "GB", "We use an online dispute resolution provider in Leeds.", [], id="another ODR"),
        pytest.param("pt", "PT", "A garantia segue o DL n.º 67/2003.", ["DL n.º 67/2003"], id="Portuguese guarantee"),
        pytest.param("pt", "PT", "O DL 67/2003 foi revogado.", [], id="Portuguese, said to be over"),
        pytest.param("ar", "SA", "استخدم منصة ODR الأوروبية.", ["ODR الأوروبية"], id="ODR in Arabic"),
        pytest.param("th", "TH", "ใช้แพลตฟอร์ม ODR ของยุโรปได้ค่ะ", ["ODR ของยุโรป"], id="ODR in Thai"),
        pytest.param("th", "TH", "ใช้แพลตฟอร์ม ODR ของไทยได้ค่ะ", [], id="a Thai platform"),
    ],
)
def test_laws_that_ended_are_known_by_country(language: str, country: str, text: str, quoted: list[str]) -> None:
    known: dict[str, object] = {"country": country, "customer_type": "consumer"}
    result = _judge(("customer", "?"), ("agent", text), metadata=known, language=language)
    assert all(any(one in found for found in quotes(result)) for one in quoted)
    assert bool(quotes(result)) == bool(quoted)
