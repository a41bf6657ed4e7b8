"""The kind `contact_details`: links, addresses, numbers and accounts against the shop's own."""

from __future__ import annotations

import pytest

from checks.accuracy.accounts import is_valid_iban
from qa.domain.fact import Contacts, FactBase
from qa.domain.finding import CheckResult
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

OURS = Contacts(
    domains=("acme.example",),
    email_domains=("acme.example",),
    phones=("+48225550100",),
    bank_accounts=("PL61109010140000071219812874",),
    tracking_hosts=("track.carrier.example",),
)


def _judge(*turns: tuple[str, str], contacts: Contacts = OURS) -> CheckResult:
    materials = Materials(facts=FactBase(contacts=contacts))
    return judge("contact_details", conversation(*turns, language="pl"), materials=materials)


@pytest.mark.parametrize(
    ("text", "verdict", "quoted"),
    [
        pytest.param("Formularz: acme.example/reklamacje.", "pass", ["acme.example/reklamacje"], id="own page"),
        pytest.param(
            "Zobacz https://www.acme.example/x?y=1.", "pass", ["https://www.acme.example/x?y=1"], id="own link"
        ),
        pytest.param("https://pomoc.acme.example", "pass", ["https://pomoc.acme.example"], id="own subdomain"),
        pytest.param("https://track.carrier.example/1", "pass", ["https://track.carrier.example/1"], id="tracking"),
        pytest.param(
            "Zobacz acme-tracking.example.co.", "fail", ["acme-tracking.example.co"], id="our name, their domain"
        ),
        pytest.param(
            "www.acme.example.evil.com/x", "fail", ["www.acme.example.evil.com/x"], id="our domain as a subdomain"
        ),
        pytest.param("https://acrne.example/", "fail", ["https://acrne.example/"], id="rn for m"),
        pytest.param("https://аcme.example/", "fail", ["https://аcme.example/"], id="Cyrillic a"),
        pytest.param(
            "https://xn--cme-5cd.example/", "fail", ["https://xn--cme-5cd.example/"], id="the same in punycode"
        ),
        pytest.param("https://acme.zendesk.com", "needs_human", ["https://acme.zendesk.com"], id="a rented desk"),
        pytest.param("https://acme.pl", "needs_human", ["https://acme.pl"], id="perhaps our other domain"),
        pytest.param("https://inny.example.org", "needs_human", ["https://inny.example.org"], id="a strange host"),
        pytest.param("Proszę pisać: bok@acme.example.", "pass", ["bok@acme.example"], id="own address"),
        pytest.param("Proszę pisać: bok@acmee.example", "fail", ["bok@acmee.example"], id="one letter too many"),
        pytest.param("Telefon: 22 555 01 00.", "pass", ["22 555 01 00"], id="own phone"),
        pytest.param("Telefon: +48 600 700 800.", "needs_human", ["+48 600 700 800"], id="a strange phone"),
        pytest.param("Nasz numer to +48 600 700 800.", "fail", ["+48 600 700 800"], id="called ours"),
        pytest.param("Nasz salon w Łodzi: +48 600 700 800.", "needs_human", ["+48 600 700 800"], id="a branch"),
        pytest.param(
            "https://track-carrier.example/1", "fail", ["https://track-carrier.example/1"], id="like tracking"
        ),
        pytest.param(
            "Proszę wpłacić na PL61 1090 1014 0000 0712 1981 2874.",
            "pass",
            ["PL61 1090 1014 0000 0712 1981 2874"],
            id="own account",
        ),
        pytest.param(
            "Proszę wpłacić na 61 1090 1014 0000 0712 1981 2874.",
            "pass",
            ["61 1090 1014 0000 0712 1981 2874"],
            id="own account without the country",
        ),
        pytest.param(
            "Proszę wpłacić na PL27114020040000300201355387.",
            "fail",
            ["PL27114020040000300201355387"],
            id="payment to a strange account",
        ),
        pytest.param(
            "Proszę wpłacić na PL61109010140000071219812875.",
            "fail",
            ["PL61109010140000071219812875"],
            id="own account with a wrong digit",
        ),
        pytest.param(
            "Mamy zapisane PL27114020040000300201355387.",
            "needs_human",
            ["PL27114020040000300201355387"],
            id="a strange account, no payment asked",
        ),
    ],
)
def test_a_contact_is_compared_with_the_shops_own(text: str, verdict: str, quoted: list[str]) -> None:
    result = _judge(("agent", text))
    assert (result.verdict.value, quotes(result)) == (verdict, quoted)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Numer zamówienia 600700800.", id="an order number"),
        pytest.param("Przesyłka 600700800 jest w drodze.", id="a parcel number"),
        pytest.param("Ok.Dzięki za kontakt.Pozdrawiam", id="a forgotten space"),
        pytest.param("Proszę o 12.99 zł do 12.06.2026 r.", id="sums and days"),
        pytest.param("Plik etykieta.pdf jest w załączniku.", id="a file"),
        pytest.param("Dzień dobry!", id="nothing"),
    ],
)
def test_what_is_no_contact_does_not_apply(text: str) -> None:
    assert _judge(("agent", text)).verdict.value == "not_applicable"


def test_what_the_customer_gave_may_be_said_back() -> None:
    given = ("customer", "Konto PL27 1140 2004 0000 3002 0135 5387, jan@poczta.example.org, tel. 600 700 800")
    echoed = (
        "agent",
        "Zwrócimy na PL27114020040000300201355387, napiszę na jan@poczta.example.org lub zadzwonię: 600700800.",
    )
    assert _judge(given, echoed).verdict.value == "not_applicable"


def test_without_contacts_of_the_shop_nothing_is_judged() -> None:
    result = _judge(("agent", "https://acme-tracking.example.co, 600 700 800"), contacts=Contacts())
    assert result.verdict.value == "not_applicable"


def test_an_iban_is_checked_by_its_digits() -> None:
    assert is_valid_iban("PL61109010140000071219812874")
    assert not is_valid_iban("PL61109010140000071219812875")
