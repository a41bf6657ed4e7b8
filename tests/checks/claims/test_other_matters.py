"""Times and sums near a topic that are not about it: no claim on the topic, or a past one."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "pl",
        "Paczka wróciła do nas po 14 dniach od awiza.",
        ["order.status: returned (report_past)", "None: 14 day calendar (policy)"],
    ),
    pytest.param("pl", "Przykro mi, że paczka idzie już 9 dni.", ["delivery.time: 9 day calendar (report_past)"]),
    pytest.param(
        "pl", "W regulaminie, punkt 7, zapisane jest 30 dni na zwrot.", ["return.period: 30 day calendar (policy)"]
    ),
    pytest.param("pl", "Dostawa zajęła 8 dni, za co przepraszamy.", ["delivery.time: 8 day calendar (report_past)"]),
    pytest.param("pl", "Proszę poczekać jeszcze 2 dni na dostawę.", ["None: 2 day calendar (policy)"]),
    pytest.param("pl", "Paczka będzie czekać w paczkomacie 48 godzin.", ["None: 48 hour calendar (promise)"]),
    pytest.param(
        "pl", "Proszę odebrać przesyłkę w ciągu 3 dni, inaczej wróci do nas.", ["None: at_most 3 day calendar (policy)"]
    ),
    pytest.param("pl", "Odstąpienie złożyła Pani 3 dni po terminie.", ["None: 3 day calendar (policy)"]),
    pytest.param(
        "pl", "Zwrot pieniędzy zrealizujemy po 2 dniach od weryfikacji.", ["refund.time: 2 day calendar (promise)"]
    ),
    pytest.param(
        "pl",
        "Kwota 249 zł została zwrócona 11 maja.",
        ["order.status: 2026-05-11 refunded (report_past)", "refund.amount: 249 PLN (report_past)"],
    ),
    pytest.param("pl", "Do zwrotu proszę dołączyć paragon, mamy na to 1 formularz.", []),
    pytest.param("pl", "Zamówienia powyżej 500 zł wysyłamy kurierem.", ["None: at_least 500 PLN (policy)"]),
    pytest.param(
        "pl",
        "Cena kurtki spadła z 299 zł na 249 zł.",
        ["product.price: 299 PLN (policy)", "product.price: 249 PLN (policy)"],
    ),
    pytest.param(
        "pl",
        "Darmowy zwrot przysługuje przez 30 dni.",
        ["return.cost: 0 None (policy)", "None: 30 day calendar (policy)"],
    ),
    pytest.param(
        "pl",
        "Na zwrot towaru ma Pani 14 dni, a my na zwrot pieniędzy kolejne 14 dni.",
        ["return.period: 14 day calendar (policy)", "refund.time: 14 day calendar (policy)"],
    ),
    pytest.param("pl", "Reklamacja została złożona 20 dni temu.", []),
    pytest.param(
        "pl", "Proszę przesłać zdjęcia wady w reklamacji w ciągu 7 dni.", ["None: at_most 7 day calendar (policy)"]
    ),
    pytest.param(
        "pl",
        "Status zamówienia zmieni się w ciągu 24 godzin od zaksięgowania płatności.",
        ["None: at_most 24 hour calendar (promise) from order_placed"],
    ),
    pytest.param("pl", "Buty nosi się 2 lata i nic się nie dzieje.", ["None: 2 year calendar (policy)"]),
    pytest.param("pl", "Kupiła je Pani dwa lata temu, więc gwarancja już minęła.", []),
    pytest.param(
        "pl", "Zwrot przyjęliśmy, pieniądze wrócą do dwóch dni.", ["refund.time: at_most 2 day calendar (promise)"]
    ),
    pytest.param("pl", "Nie mamy jeszcze zwrotu, więc 14 dni nie zaczęło biec.", ["None: 14 day calendar (policy)"]),
    pytest.param(
        "pl",
        "Jeżeli nie zgadza się Pani z decyzją, ma Pani 30 dni na odwołanie.",
        ["None: 30 day calendar (conditional)"],
    ),
    pytest.param(
        "en", "The courier makes two delivery attempts within 3 days.", ["None: at_most 3 day calendar (policy)"]
    ),
    pytest.param("en", "Your parcel will wait at the locker for 48 hours.", ["None: 48 hour calendar (promise)"]),
    pytest.param("en", "Delivery took 9 days, I'm sorry.", ["delivery.time: 9 day calendar (report_past)"]),
    pytest.param("en", "Please wait 2 more days for delivery.", []),
    pytest.param("en", "I've extended your return window to 45 days.", ["None: 45 day calendar (conditional)"]),
    pytest.param(
        "en",
        "The price dropped from £80 to £60.",
        ["product.price: at_least 80 GBP (policy)", "product.price: 60 GBP (policy)"],
    ),
    pytest.param("en", "You bought it two years ago, so the warranty has expired.", []),
    pytest.param(
        "en", "Please send photos for your complaint within 7 days.", ["None: at_most 7 day calendar (policy)"]
    ),
    pytest.param(
        "en",
        "Please collect your order within 5 days or it will be returned.",
        ["None: at_most 5 day calendar (promise)"],
    ),
    pytest.param("en", "The refund was delayed by 3 days.", ["None: 3 day calendar (report_past)"]),
    pytest.param("en", "We sent the refund 3 days ago.", ["order.status: 2026-05-09 refunded (report_past)"]),
    pytest.param("en", "The last delivery slipped by 14 days.", ["None: 14 day calendar (policy)"]),
    pytest.param("en", "Refunds may take an extra 2 days over the weekend.", ["None: 2 day calendar (policy)"]),
    pytest.param(
        "pt", "A resposta chega-lhe, por escrito, no prazo de 14 dias.", ["None: at_most 14 day calendar (policy)"]
    ),
    pytest.param(
        "en", "The answer will reach you, in writing, within 14 days.", ["None: at_most 14 day calendar (policy)"]
    ),
    pytest.param(
        "pl", "Odpowiedź dotrze do Pana, na piśmie, w ciągu 14 dni.", ["None: at_most 14 day calendar (promise)"]
    ),
    pytest.param(
        "pt",
        "A encomenda chega-lhe, sem falta, em 10 dias.",
        ["delivery.time: at_most 10 day calendar (policy)"],
    ),
    pytest.param("pt", "A entrega demorou 9 dias, peço desculpa.", ["delivery.time: 9 day calendar (report_past)"]),
    pytest.param(
        "pt", "A encomenda fica disponível para levantamento durante 5 dias.", ["None: 5 day calendar (policy)"]
    ),
    pytest.param("ar", "استغرق التوصيل ٩ أيام، نعتذر.", ["delivery.time: 9 day calendar (report_past)"]),
    pytest.param("th", "การจัดส่งล่าช้าไป 3 วัน ขออภัยค่ะ", ["None: 3 day calendar (policy)"]),
    pytest.param(
        "pl", "Kurier podejmie dwie próby doręczenia w ciągu 2 dni.", ["None: at_most 2 day calendar (promise)"]
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_value_of_another_matter_takes_no_topic(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
