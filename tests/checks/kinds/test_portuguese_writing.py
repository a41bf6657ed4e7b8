"""How Portuguese customers are addressed, and what they give of themselves: titles, gender, you, places, numbers."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from checks import slots
from checks.claims.due import due_in
from checks.normal import normalise
from checks.portuguese_names import is_womans
from qa.domain.fact import Company, FactBase
from qa.domain.finding import Verdict
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

LISBON = ZoneInfo("Europe/Lisbon")
TUESDAY = datetime(2026, 5, 12, 10, 0, tzinfo=LISBON)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Inês", True, id="a woman"),
        pytest.param("JOÃO", False, id="a man, in capitals"),
        pytest.param("Rosa", None, id="a surname too"),
        pytest.param("Duarte", None, id="a man's name that is a surname"),
    ],
)
def test_the_gender_of_a_portuguese_name(name: str, expected: bool | None) -> None:
    assert is_womans(name) is expected


@pytest.mark.parametrize(
    ("customer", "text", "verdict"),
    [
        pytest.param("Ana Reis", "Caro Ana, já vejo.", Verdict.FAIL, id="a woman with a man's title"),
        pytest.param(None, "Prezada Thiago, tudo bem?", Verdict.FAIL, id="a man with a woman's title"),
        pytest.param("Ana Reis", "Bom dia, Sr. Ana.", Verdict.FAIL, id="a woman called sir"),
        pytest.param("Ana Reis", "Cara D. Ana, já vejo.", Verdict.PASS, id="title and name agree"),
        pytest.param("Marta Reis", "Sr.ª Marta, bom dia.", Verdict.PASS, id="a raised letter"),
        pytest.param("João Reis", "Olá João! Já vejo.", Verdict.PASS, id="a name with a tilde"),
        pytest.param("Rita Simão", "Sra. Simão, bom dia.", Verdict.PASS, id="a surname that is a man's name"),
        pytest.param("Ivo Simão", "Sra. Simão, bom dia.", Verdict.FAIL, id="a lady's title for a man"),
        pytest.param("Ana Reis", "Olá Rui, já vejo.", Verdict.NEEDS_HUMAN, id="another name"),
        pytest.param("Ana Reis", "Olá, Claro! Já vejo.", Verdict.NOT_APPLICABLE, id="a word after a greeting"),
        pytest.param("Ana Reis", "Caro cliente, já vejo.", Verdict.NOT_APPLICABLE, id="no name"),
    ],
)
def test_the_name_a_customer_is_greeted_by(customer: str | None, text: str, verdict: Verdict) -> None:
    said = conversation(("agent", text), language="pt", customer=customer)
    assert judge("vocative", said).verdict is verdict


@pytest.mark.parametrize(
    ("agent", "text", "found"),
    [
        pytest.param("Ana Lima", "Obrigado pelo contacto.", ["Obrigado"], id="a man's thanks of a woman"),
        pytest.param(None, "Fala a Inês. Fico grato pela espera.", ["Fico grato"], id="by the name given on the line"),
        pytest.param("Ana Lima", "Obrigada pelo contacto.", [], id="a woman's thanks"),
        pytest.param("Equipa Acme", "Obrigado pelo contacto.", [], id="a name that tells nothing"),
        pytest.param(None, "Obrigado. Fico certa de que resulta.", ["Fico certa"], id="two genders of one agent"),
    ],
)
def test_a_portuguese_agent_speaks_in_one_gender(agent: str | None, text: str, found: list[str]) -> None:
    assert quotes(judge("gender_agreement", conversation(("agent", text), language="pt", agent=agent))) == found


@pytest.mark.parametrize(
    ("policy", "text", "found"),
    [
        pytest.param("o_senhor", "O senhor recebe hoje, eu te aviso.", ["te"], id="te beside o senhor"),
        pytest.param(None, "O senhor recebe hoje, eu te aviso.", ["te"], id="te beside o senhor without a policy"),
        pytest.param("o_senhor", "Posso te ajudar?", [], id="te alone"),
        pytest.param("voce", "Você recebe hoje, eu te aviso.", [], id="te beside você"),
        pytest.param("o_senhor", "Assim que puderes, avisa.", ["Assim que puderes"], id="a verb of the second person"),
        pytest.param("o_senhor", "As vias de acesso têm obras.", [], id="a noun that looks like a verb"),
    ],
)
def test_portuguese_you_is_of_one_kind(policy: str | None, text: str, found: list[str]) -> None:
    facts = FactBase(company=Company(address_policy={"pt": policy} if policy else {}))
    said = conversation(("agent", text), language="pt")
    assert quotes(judge("address_form", said, materials=Materials(facts=facts))) == found


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        pytest.param("Moro na Av. da Liberdade, n.º 45.", slots.ADDRESS, "Av. da Liberdade, n.º 45", id="a street"),
        pytest.param("O CEP é 01310-100.", slots.POSTCODE, "01310-100", id="a postcode of Brazil"),
        pytest.param("Fica em 4000-123 Porto.", slots.POSTCODE, "4000-123", id="a postcode of Portugal"),
        pytest.param("Celular (11) 91234-5678.", slots.PHONE, "(11) 91234-5678", id="a phone of Brazil"),
    ],
)
def test_what_a_portuguese_customer_gives(text: str, name: str, said: str) -> None:
    spans = dict(slots._written(text))
    assert text[spans[name].start : spans[name].end] == said


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        pytest.param("Escrevo-lhe até às 15h.", 12, 15, id="by an hour of today"),
        pytest.param("Ligo amanhã às 18 horas.", 13, 18, id="an hour of tomorrow"),
        pytest.param("Respondo antes das 15h30.", 12, 15, id="before an hour"),
        pytest.param("Dou notícias dentro de 24 horas.", 13, 10, id="within hours"),
        pytest.param("Respondemos até sexta-feira.", 15, 23, id="by a weekday"),
    ],
)
def test_by_when_a_portuguese_promise_is_due(text: str, day: int, hour: int) -> None:
    due = due_in(text, language="pt", sent_at=TUESDAY, zone=LISBON)
    assert due is not None
    assert (due.at.day, due.at.hour) == (day, hour)


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        pytest.param("NAO sei, voce ja viu?", "não sei, você já viu?", id="words that can be no other"),
        pytest.param("a devolucao e as informacoes", "a devolução e as informações", id="endings"),
        pytest.param("esta e a sua", "esta e a sua", id="words that could be two"),
        pytest.param("Não está já cá.", "não está já cá.", id="with marks"),
    ],
)
def test_marks_left_out_in_haste_are_put_back(text: str, compared: str) -> None:
    normal = normalise(text, language="pt")
    assert (normal.text, normal.offsets) == (compared, None)
