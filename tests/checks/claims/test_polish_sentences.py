"""What sentences in Polish state, trap by trap."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param("pl", "Na zwrot jest 7 dni od zakupu.", ["return.period: 7 day calendar (policy) from order_placed"]),
    pytest.param(
        "pl", "Odpowiemy na reklamację w ciągu 30 dni.", ["complaint.reply: at_most 30 day calendar (promise)"]
    ),
    pytest.param(
        "pl",
        "Ma Pani 14 dni na zwrot towaru i 14 dni na zwrot pieniędzy.",
        ["return.period: 14 day calendar (policy)", "refund.time: 14 day calendar (policy)"],
    ),
    pytest.param(
        "pl", "Widzę, że czeka Pani już 10 dni na zwrot pieniędzy.", ["refund.time: 10 day calendar (quoted)"]
    ),
    pytest.param(
        "pl",
        "Jeśli chce Pani zwrócić towar, ma Pani 30 dni od otrzymania przesyłki.",
        ["return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pl", "Ma Pan 14-dniowy termin na odstąpienie od umowy.", ["withdrawal.period: 14 day calendar (policy)"]
    ),
    pytest.param(
        "pl",
        "Czternastodniowy okres na odstąpienie liczymy od odbioru towaru.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pl",
        "Zwrot środków nastąpi nie później niż w ciągu 14 dni od otrzymania oświadczenia.",
        ["refund.time: at_most 14 day calendar (policy) from notice_received"],
    ),
    pytest.param("pl", "Koszt zwrotu to 14,99 zł.", ["return.cost: 14.99 PLN (policy)"]),
    pytest.param("pl", "Zwrócimy Pani 89 zł.", ["refund.amount: 89 PLN (promise)"]),
    pytest.param(
        "pl",
        "Zwróciliśmy 29 zł 90 gr na Pani konto.",
        ["order.status: refunded (report_past)", "refund.amount: 29.90 PLN (report_past)"],
    ),
    pytest.param("pl", "Wartość zamówienia: 1 299,00 zł.", ["order.total: 1299.00 PLN (policy)"]),
    pytest.param("pl", "Paczka została doręczona.", ["order.status: delivered (report_past)"]),
    pytest.param("pl", "Paczka jest w drodze.", ["order.status: shipped (report_past)"]),
    pytest.param("pl", "Paczka nie została jeszcze wysłana.", []),
    pytest.param("pl", "Paczka zostanie wysłana jutro.", []),
    pytest.param("pl", "Zamówienie zostało wysłane 11 maja.", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("pl", "Dostawa trwa 2–4 dni robocze.", ["delivery.time: 2-4 day working (policy)"]),
    pytest.param(
        "pl", "Dostawa zajmuje od dwóch do czterech dni roboczych.", ["delivery.time: 2-4 day working (policy)"]
    ),
    pytest.param("pl", "Kurier dostarczy paczkę jutro.", ["delivery.date: 2026-05-13 (promise)"]),
    pytest.param("pl", "Przysługuje Panu rabat 10% na kolejne zakupy.", ["coupon.value: 10 % (policy)"]),
    pytest.param("pl", "Gwarancja wynosi 24 miesiące.", ["guarantee.period: 24 month calendar (policy)"]),
    pytest.param("pl", "To nie 30 dni, lecz 14 dni.", ["None: 14 day calendar (policy)"]),
    pytest.param("pl", "Zwrot pieniędzy trwa 14, nie 30 dni.", ["refund.time: 14 day calendar (policy)"]),
    pytest.param("pl", "Zwrot po 14 dniach nie jest możliwy.", []),
    pytest.param(
        "pl",
        "Wysyłamy w ciągu doby, dostawa trwa 2 dni.",
        ["dispatch.time: at_most 24 hour calendar (policy)", "delivery.time: 2 day calendar (policy)"],
    ),
    pytest.param("pl", "Odpowiemy w ciągu tygodnia.", ["None: at_most 7 day calendar (promise)"]),
    pytest.param(
        "pl",
        "Napisała Pani, że obiecano 30 dni, ale na reklamację odpowiadamy w 14 dni.",
        ["None: 30 day calendar (quoted)", "complaint.reply: at_most 14 day calendar (policy)"],
    ),
    pytest.param("pl", "Czy 14 dni na zwrot to dla Pani za mało?", ["return.period: 14 day calendar (question)"]),
    pytest.param("pl", "Zamówienie 10457 zostało anulowane.", ["order.status: cancelled (report_past)"]),
    pytest.param("pl", "Dziękuję za wiadomość, już sprawdzam zamówienie nr 10457.", []),
    pytest.param("pl", "Mój numer to 22 555 01 00, dzwonić można do 17.", []),
    pytest.param(
        "pl",
        "Na odesłanie towaru ma Pani 14 dni, a pieniądze zwrócimy w ciągu 7 dni roboczych.",
        ["return.period: 14 day calendar (policy)", "refund.time: at_most 7 day working (promise)"],
    ),
    pytest.param("pl", "Zwrot trwa 2 tygodnie.", ["refund.time: 14 day calendar (policy)"]),
    pytest.param("pl", "Pieniądze będą na koncie za 3 dni.", ["refund.time: 3 day calendar (promise)"]),
    pytest.param("pl", "Od 5 dni paczka leży w sortowni.", []),
    pytest.param("pl", "Dostawa jest zawsze darmowa.", ["shipping.price: 0 None (policy)"]),
    pytest.param("pl", "Za darmo wysyłamy od 199 zł.", ["shipping.free_from: at_least 199 PLN (policy)"]),
    pytest.param(
        "pl",
        "Darmowa dostawa od 150 zł, poniżej tej kwoty 12,99 zł.",
        ["shipping.free_from: at_least 150 PLN (policy)", "shipping.price: 12.99 PLN (policy)"],
    ),
    pytest.param(
        "pl",
        "Pani Marto, na rozpatrzenie reklamacji mamy czternaście dni od dnia jej otrzymania.",
        ["complaint.reply: 14 day calendar (policy) from complaint_received"],
    ),
    pytest.param(
        "pl",
        "Środki powinny pojawić się na koncie w ciągu 3-5 dni roboczych od zaksięgowania zwrotu.",
        ["refund.time: 3-5 day working (policy)"],
    ),
    pytest.param(
        "pl",
        "Ma Pan dwa tygodnie od odbioru przesyłki, żeby odesłać buty.",
        ["return.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pl", "Przesyłka powinna dotrzeć najpóźniej we wtorek, 19 maja.", ["delivery.date: 2026-05-19 (policy)"]
    ),
    pytest.param("pl", "Proszę o przesłanie zdjęć w ciągu 48 godzin.", ["None: at_most 48 hour calendar (policy)"]),
    pytest.param(
        "pl",
        "Koszt wysyłki do paczkomatu to 9,99 zł, kurierem 14,99 zł.",
        ["shipping.price: 9.99 PLN (policy)", "shipping.price: 14.99 PLN (policy)"],
    ),
    pytest.param(
        "pl",
        "Rękojmia wynosi dwa lata od wydania towaru.",
        ["conformity.period: 2 year calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pl",
        "Zwrot środków zleciliśmy 8 maja, bank księguje przelewy do 3 dni roboczych.",
        ["order.status: 2026-05-08 refunded (report_past)", "None: at_most 3 day working (policy)"],
    ),
    pytest.param(
        "pl", "Niestety termin 14 dni na odstąpienie już minął.", ["withdrawal.period: 14 day calendar (quoted)"]
    ),
    pytest.param(
        "pl",
        "Od dnia dostawy ma Pani 30 dni na zwrot, nie 14.",
        ["return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("pl", "Za 2 dni odezwę się do Pani ponownie.", ["None: 2 day calendar (policy)"]),
    pytest.param("pl", "Do darmowej dostawy brakuje 20 zł.", ["None: 20 PLN (policy)"]),
    pytest.param(
        "pl",
        "Dostaną Państwo odpowiedź nie później niż w terminie 14 dni kalendarzowych.",
        ["None: at_most 14 day calendar (policy)"],
    ),
    pytest.param(
        "pl",
        "Gwarancja producenta to 2 lata, a gwarancja na baterię pół roku.",
        ["guarantee.period: 2 year calendar (conditional)", "guarantee.period: 0.5 year calendar (conditional)"],
    ),
    pytest.param("pl", "Dziękuję za 10 lat zaufania!", ["None: 10 year calendar (policy)"]),
    pytest.param("pl", "Oddzwonię za godzinę.", ["None: 1 hour calendar (promise)"]),
    pytest.param(
        "pl",
        "Zwrot kosztów przesyłki: 12,99 zł, zwrot za sukienkę: 98 zł, razem 110,99 zł.",
        ["refund.amount: 12.99 PLN (policy)", "refund.amount: 98 PLN (policy)", "order.total: 110.99 PLN (policy)"],
    ),
    pytest.param(
        "pl",
        "Paczkę odebrał Pan 3 maja, więc na zwrot ma Pan czas do 17 maja.",
        ["order.status: 2026-05-03 delivered (report_past)", "None: 2026-05-17 (policy)"],
    ),
    pytest.param(
        "pl",
        "Kupon 50 zł jest ważny przez 30 dni.",
        ["coupon.value: 50 PLN (policy)", "None: 30 day calendar (policy)"],
    ),
    pytest.param("pl", "Promocja trwa do 31 maja.", ["None: 2026-05-31 (policy)"]),
    pytest.param(
        "pl",
        "Reklamację może Pani złożyć w ciągu dwóch lat od zakupu.",
        ["conformity.period: at_most 2 year calendar (policy) from order_placed"],
    ),
    pytest.param("pl", "Zajmie to jeden dzień roboczy.", ["None: 1 day working (policy)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_sentence_in_polish_states_what_it_should(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
