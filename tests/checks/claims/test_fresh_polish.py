"""Sentences in Polish whose meaning was written down before they were first read."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "Na odstąpienie od umowy ma Pan czternaście dni, licząc od dnia, w którym kurier przekazał paczkę.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Reklamację rozpatrujemy zwykle w niecałe dwa tygodnie.", ["complaint.reply: at_most 14 day calendar (policy)"]
    ),
    pytest.param("Pieniądze oddamy w trzy do pięciu dni roboczych.", ["refund.time: 3-5 day working (promise)"]),
    pytest.param(
        "Zwrot należności następuje w terminie siedmiu dni od chwili, gdy paczka wróci do naszego magazynu.",
        ["refund.time: at_most 7 day calendar (policy) from goods_returned"],
    ),
    pytest.param(
        "Przesyłki nadajemy w ciągu jednego dnia roboczego od zaksięgowania wpłaty.",
        ["dispatch.time: at_most 1 day working (policy) from order_placed"],
    ),
    pytest.param(
        "Kurier potrzebuje dwóch, góra trzech dni na dostarczenie paczki.",
        ["delivery.time: at_most 3 day calendar (policy)"],
    ),
    pytest.param("Producent daje na ekspres pięcioletnią gwarancję.", ["guarantee.period: 5 year calendar (policy)"]),
    pytest.param(
        "Nie musi się Pani spieszyć, na zwrot butów są całe trzy tygodnie.",
        ["return.period: 21 day calendar (policy)"],
    ),
    pytest.param("Paczkę doręczono w sobotę 9 maja o 14:20.", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param(
        "Przelew za zwrócone spodnie wyszedł od nas 8 maja.", ["order.status: 2026-05-08 refunded (report_past)"]
    ),
    pytest.param("Zamówienie czeka na spakowanie, jeszcze go nie wysłaliśmy.", []),
    pytest.param(
        "Do końca maja wysyłka jest gratis przy zakupach za co najmniej 120 zł.",
        ["shipping.free_from: at_least 120 PLN (policy)"],
    ),
    pytest.param("Za przesyłkę zwrotną płaci Pani 13,90 zł.", ["return.cost: 13.90 PLN (policy)"]),
    pytest.param("Kod MAJ15 obniża cenę o 15%.", ["coupon.value: 15 % (policy)"]),
    pytest.param(
        "Oddaliśmy na Pani kartę 1 049,99 zł.",
        ["order.status: refunded (report_past)", "refund.amount: 1049.99 PLN (report_past)"],
    ),
    pytest.param("Łączna kwota zamówienia to 347 zł i 50 groszy.", ["order.total: 347.50 PLN (policy)"]),
    pytest.param("Sukienka kosztuje dwieście dziewięćdziesiąt dziewięć złotych.", ["product.price: 299 PLN (policy)"]),
    pytest.param("Czy zdąży Pani odesłać buty w 14 dni?", ["return.period: at_most 14 day calendar (question)"]),
    pytest.param(
        "Pisała Pani o 60 dniach na zwrot, jednak regulamin mówi o 30 dniach.",
        ["return.period: 60 day calendar (quoted)", "return.period: 30 day calendar (policy)"],
    ),
    pytest.param(
        "Jeżeli towar ma wadę, odpowiadamy za nią przez dwa lata.",
        ["conformity.period: 2 year calendar (conditional)"],
    ),
    pytest.param("Odpowiedź na reklamację dostanie Pan najpóźniej 26 maja.", ["None: 2026-05-26 (promise)"]),
    pytest.param("Paczka powinna być u Pani w czwartek, 14 maja.", ["delivery.date: 2026-05-14 (policy)"]),
    pytest.param("Kurier będzie w środę 14 maja.", ["delivery.date: 2026-05-14 but of another weekday (promise)"]),
    pytest.param("Dwa dni temu przekazaliśmy paczkę kurierowi.", ["order.status: 2026-05-10 shipped (report_past)"]),
    pytest.param(
        "Zamówienie anulowaliśmy przedwczoraj na Pana prośbę.",
        ["order.status: 2026-05-10 cancelled (report_past)"],
    ),
    pytest.param("Środki wrócą na kartę w ciągu doby.", ["refund.time: at_most 24 hour calendar (promise)"]),
    pytest.param(
        "Mamy dla Pani półroczną gwarancję na naprawiony zegarek.", ["guarantee.period: 0.5 year calendar (policy)"]
    ),
    pytest.param(
        "Termin na odstąpienie to nie siedem, a czternaście dni.", ["withdrawal.period: 14 day calendar (policy)"]
    ),
    pytest.param("Na zwrot towaru nie ma Pani 30 dni.", []),
    pytest.param(
        "Dostawa za pobraniem to 17 złotych, a przedpłata 12 zł 50 gr.",
        ["shipping.price: 17 PLN (policy)", "shipping.price: 12.50 PLN (policy)"],
    ),
    pytest.param(
        "Przy zamówieniu do 99,99 zł dostawa kosztuje 9,90 zł.",
        ["None: at_most 99.99 PLN (policy)", "shipping.price: 9.90 PLN (policy)"],
    ),
    pytest.param(
        "Od złożenia zamówienia do wysyłki mijają zwykle dwa dni robocze.",
        ["dispatch.time: 2 day working (policy) from order_placed"],
    ),
    pytest.param(
        "W razie rezygnacji z zakupu ma Pan dwa tygodnie od odebrania przesyłki.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Rozpatrzenie reklamacji nie zajmie dłużej niż 14 dni.", ["complaint.reply: at_most 14 day calendar (policy)"]
    ),
    pytest.param("Na Pana konto wróci 159,80 zł.", ["refund.amount: 159.80 PLN (promise)"]),
    pytest.param(
        "Dotrzymamy słowa: przesyłka wyjdzie od nas do dwóch dni.",
        ["dispatch.time: at_most 2 day calendar (promise)"],
    ),
    pytest.param(
        "Trzydzieści dni na zwrot liczy się od dnia doręczenia.",
        ["return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("Otrzyma Pan bon o wartości stu złotych.", ["coupon.value: 100 PLN (promise)"]),
    pytest.param(
        "Rata wynosi 49,90 zł miesięcznie przez dziesięć miesięcy.",
        ["None: 49.90 PLN (policy)", "None: 10 month calendar (policy)"],
    ),
    pytest.param("Mówi Pan, że kurier obiecał dostawę w dwa dni.", ["delivery.time: at_most 2 day calendar (quoted)"]),
    pytest.param("Wysyłka tego samego dnia, jeśli zamówi Pani do 12.", []),
    pytest.param(
        "Paczka utknęła w sortowni, więc doręczenie przesunie się o dwa dni.", ["None: 2 day calendar (promise)"]
    ),
    pytest.param("Bank potrzebuje do trzech dni, żeby zaksięgować przelew.", ["None: at_most 3 day calendar (policy)"]),
    pytest.param(
        "Przesyłka została odebrana przez Panią w piątek.", ["order.status: 2026-05-08 delivered (report_past)"]
    ),
    pytest.param(
        "Zamówienie opłacono 5 maja, a wysłano 7 maja.",
        ["order.status: 2026-05-05 paid (report_past)", "order.status: 2026-05-07 shipped (report_past)"],
    ),
    pytest.param(
        "Proszę się nie martwić, zwrot pieniędzy zrobimy w 48 h.", ["refund.time: at_most 48 hour calendar (promise)"]
    ),
    pytest.param(
        "Okres odpowiedzialności za niezgodność towaru z umową wynosi 24 miesiące od dostawy.",
        ["conformity.period: 24 month calendar (policy) from goods_received"],
    ),
    pytest.param("Sklep działa od 9 do 17, odpisujemy w ciągu godziny.", ["None: at_most 1 hour calendar (policy)"]),
    pytest.param(
        "Prosimy odesłać rzeczy najpóźniej w ciągu czternastu dni po otrzymaniu paczki.",
        ["return.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Zgodnie z regulaminem na wymianę rozmiaru dajemy Państwu sześćdziesiąt dni.",
        ["return.period: 60 day calendar (policy)"],
    ),
    pytest.param(
        "Przelew ze zwrotem dotrze do Pana w pięć dni roboczych.", ["refund.time: at_most 5 day working (promise)"]
    ),
    pytest.param(
        "Nie dłużej niż trzy doby czeka się u nas na nadanie paczki.",
        ["dispatch.time: at_most 72 hour calendar (policy)"],
    ),
    pytest.param(
        "Na meble dajemy pięć lat gwarancji, na tekstylia dwa.", ["guarantee.period: 5 year calendar (policy)"]
    ),
    pytest.param(
        "Dostarczymy zamówienie do końca tygodnia, czyli do niedzieli 17 maja.", ["delivery.date: 2026-05-17 (promise)"]
    ),
    pytest.param(
        "Opłata za kuriera wyniesie osiemnaście złotych i pięćdziesiąt groszy.", ["shipping.price: 18.50 PLN (policy)"]
    ),
    pytest.param("Za zwrot nie płaci Pani ani złotówki.", ["return.cost: 0 None (policy)"]),
    pytest.param(
        "Od kwoty 250 złotych nie doliczamy kosztów wysyłki.", ["shipping.free_from: at_least 250 PLN (policy)"]
    ),
    pytest.param("Przyznaję Pani voucher: 40 zł na następne zakupy.", ["coupon.value: 40 PLN (policy)"]),
    pytest.param("Wczoraj po południu paczka trafiła do kuriera.", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("Zamówienie odebrano w paczkomacie 8 maja.", ["order.status: 2026-05-08 delivered (report_past)"]),
    pytest.param("Środki zwróciliśmy w poniedziałek 4 maja.", ["order.status: 2026-05-04 refunded (report_past)"]),
    pytest.param(
        "Jeżeli produkt nosi ślady używania, 30 dni na zwrot nie obowiązuje.",
        ["return.period: 30 day calendar (conditional)"],
    ),
    pytest.param("Skąd informacja o 7 dniach na odstąpienie?", ["withdrawal.period: 7 day calendar (question)"]),
    pytest.param("Twierdzi Pan, że kurier miał przyjechać za dwa dni.", ["delivery.time: 2 day calendar (quoted)"]),
    pytest.param(
        "Maksymalny czas odpowiedzi na reklamację wynosi 14 dni kalendarzowych.",
        ["complaint.reply: at_most 14 day calendar (policy)"],
    ),
    pytest.param(
        "Dwóch dni roboczych potrzebujemy na skompletowanie zamówienia.", ["dispatch.time: 2 day working (policy)"]
    ),
    pytest.param(
        "Gwarancji udzielamy na okres dwudziestu czterech miesięcy.", ["guarantee.period: 24 month calendar (policy)"]
    ),
    pytest.param(
        "Dzień dobry, na zwrot bez podania przyczyny przysługuje Pani 14 dni kalendarzowych.",
        ["return.period: 14 day calendar (policy)"],
    ),
    pytest.param(
        "Pieniądze przelewamy w ciągu dwóch dni roboczych od sprawdzenia zwróconego towaru.",
        ["refund.time: at_most 2 day working (policy)"],
    ),
    pytest.param(
        "Decyzję w sprawie reklamacji przekażemy Panu mailem w terminie 14 dni.",
        ["complaint.reply: at_most 14 day calendar (promise)"],
    ),
    pytest.param("Zamówienia złożone do 13:00 wysyłamy tego samego dnia.", []),
    pytest.param(
        "Czas realizacji to 1-2 dni robocze, a dostawa kurierem trwa kolejny dzień.",
        ["dispatch.time: 1-2 day working (policy)"],
    ),
    pytest.param("Przesyłka powinna do Pani dotrzeć do środy, 20 maja.", ["delivery.date: 2026-05-20 (policy)"]),
    pytest.param("Koszt dostawy do paczkomatu wynosi 10 zł 99 gr.", ["shipping.price: 10.99 PLN (policy)"]),
    pytest.param(
        "Przy zakupach powyżej 300 zł nie zapłaci Pan za dostawę.", ["shipping.free_from: at_least 300 PLN (promise)"]
    ),
    pytest.param("Niestety gwarancja dwuletnia już wygasła.", ["guarantee.period: 2 year calendar (report_past)"]),
    pytest.param(
        "Reklamację z tytułu niezgodności towaru z umową można złożyć w ciągu 2 lat od otrzymania towaru.",
        ["conformity.period: at_most 2 year calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Zwróciłem Pani 45,50 zł za uszkodzony kubek.",
        ["order.status: refunded (report_past)", "refund.amount: 45.50 PLN (report_past)"],
    ),
    pytest.param(
        "Jak rozumiem, chciałaby Pani zwrócić buty po 40 dniach?", ["return.period: 40 day calendar (question)"]
    ),
    pytest.param(
        "Z rabatem 20% kurtka będzie kosztować 199,20 zł.",
        ["coupon.value: 20 % (promise)", "product.price: 199.20 PLN (promise)"],
    ),
    pytest.param("Zgodnie z umową ma Pan miesiąc na odesłanie sprzętu.", ["return.period: 1 month calendar (policy)"]),
    pytest.param(
        "Paczkę nadaliśmy wczoraj, numer przesyłki to 6201000123.", ["order.status: 2026-05-11 shipped (report_past)"]
    ),
    pytest.param("Zwrot środków potrwa od 3 do maksymalnie 10 dni.", ["refund.time: 3-10 day calendar (policy)"]),
    pytest.param(
        "Na odesłanie butów ma Pani 30 dni od dnia odbioru przesyłki.",
        ["return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Pieniądze powinny wrócić na Pana konto najpóźniej po siedmiu dniach roboczych.",
        ["refund.time: at_most 7 day working (policy)"],
    ),
    pytest.param(
        "Stanowisko w sprawie reklamacji wyślemy w ciągu dwóch tygodni od jej otrzymania.",
        ["complaint.reply: at_most 14 day calendar (promise) from complaint_received"],
    ),
    pytest.param("Zamówienie wyślemy dziś, a u Pani będzie za dwa dni.", ["delivery.time: 2 day calendar (promise)"]),
    pytest.param(
        "Od umowy może Pan odstąpić przez czternaście dni, licząc od doręczenia.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Dostawa kurierem to koszt 15,50 zł, a przy odbiorze w punkcie 8 zł.",
        ["shipping.price: 15.50 PLN (policy)", "shipping.price: 8 PLN (policy)"],
    ),
    pytest.param("Powyżej 250 zł wysyłka jest za darmo.", ["shipping.free_from: at_least 250 PLN (policy)"]),
    pytest.param("Laptop ma 36 miesięcy gwarancji producenta.", ["guarantee.period: 36 month calendar (policy)"]),
    pytest.param("Przesyłka dojdzie w poniedziałek, 18 maja.", ["delivery.date: 2026-05-18 (promise)"]),
    pytest.param(
        "Zwrot wykonaliśmy 6 maja na kartę, którą Pani płaciła.", ["order.status: 2026-05-06 refunded (report_past)"]
    ),
    pytest.param("Paczkę odebrał Pan 9 maja.", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param("Wyślę Panu kupon na 15 zł na przeprosiny.", ["coupon.value: 15 PLN (promise)"]),
    pytest.param("Nie obiecuję, że paczka dotrze w dwa dni.", []),
    pytest.param("Pisze Pani, że czeka na zwrot od trzech tygodni.", []),
    pytest.param("Zapłaciła Pani 189,99 zł za całe zamówienie.", ["order.total: 189.99 PLN (policy)"]),
    pytest.param(
        "Jeśli rozmiar nie pasuje, buty można wymienić w ciągu 30 dni od zakupu.",
        ["return.period: at_most 30 day calendar (policy) from order_placed"],
    ),
    pytest.param(
        "Kwotę 129 zł przelejemy na Pani konto w trzy dni robocze.",
        ["refund.amount: 129 PLN (promise)", "refund.time: at_most 3 day working (promise)"],
    ),
    pytest.param(
        "Reklamację rozpatrzymy nie później niż w terminie 14 dni od zgłoszenia.",
        ["complaint.reply: at_most 14 day calendar (promise) from complaint_received"],
    ),
    pytest.param(
        "Paczki wychodzą od nas codziennie, zwykle w ciągu jednego dnia.",
        ["dispatch.time: at_most 1 day calendar (policy)"],
    ),
    pytest.param("Doręczenie zajmuje kurierowi średnio dwa dni robocze.", ["delivery.time: 2 day working (policy)"]),
    pytest.param(
        "Odstąpienie od umowy jest możliwe do 14 dni od otrzymania towaru.",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("Opłata za pobranie wynosi 5 zł.", ["shipping.price: 5 PLN (policy)"]),
    pytest.param("Zamówienia od 180 zł wysyłamy bezpłatnie.", ["shipping.free_from: at_least 180 PLN (policy)"]),
    pytest.param("Producent udziela dwunastomiesięcznej gwarancji.", ["guarantee.period: 12 month calendar (policy)"]),
    pytest.param("Spodziewana data dostawy to 21 maja.", ["delivery.date: 2026-05-21 (policy)"]),
    pytest.param("Środki odesłaliśmy Panu 5 maja.", ["order.status: 2026-05-05 refunded (report_past)"]),
    pytest.param("Status przesyłki to: w doręczeniu.", ["order.status: out_for_delivery (report_past)"]),
    pytest.param("W ramach przeprosin przygotowałam rabat 15%.", ["coupon.value: 15 % (report_past)"]),
    pytest.param("Łącznie z wysyłką wychodzi 214,50 zł.", ["order.total: 214.50 PLN (policy)"]),
    pytest.param(
        "Czyli zwrot pieniędzy ma nastąpić w ciągu 14 dni, tak?", ["refund.time: at_most 14 day calendar (question)"]
    ),
]


@pytest.mark.parametrize(("text", "expected"), _SENTENCES)
def test_a_fresh_sentence_in_polish_states_what_it_should(text: str, expected: list[str]) -> None:
    assert told(text, language="pl") == expected
