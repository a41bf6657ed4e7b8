"""Language checks in words a second, against the same text posted straight to the same LanguageTool in large batches.

Run: python bench/language.py. Writes bench/results/language.json.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import requests

from checks.languagetool.client import LanguageToolClient
from checks.languagetool.server import ensure_server
from qa.settings import Settings

RESULT = Path(__file__).resolve().parent / "results" / "language.json"
RUNS = 5
SENTENCES = 600
SENTENCES_A_MESSAGE = 3
SENTENCES_A_POST = 50
REPEATED = 0.6
SAVED_REPLIES = 12
OPENINGS = """
Pani Anno | Panie Janie | Pani Katarzyno | Panie Marku | Pani Ewo | Panie Tomaszu | Pani Mario | Panie Piotrze
Pani Zofio | Panie Adamie | Pani Joanno | Panie Pawle | Pani Barbaro | Panie Krzysztofie | Pani Magdaleno
Panie Andrzeju | Pani Olu
Szanowna Pani | Szanowny Panie | Drogi Kliencie
"""
BODIES = """
sprawdziłam zamówienie i kurtka wyjechała dziś rano z naszego magazynu w Łodzi.
przewoźnik podaje, że paczka dotrze jutro przed południem.
zwrot środków nastąpi w ciągu pięciu dni roboczych na to samo konto.
proszę o zdjęcie uszkodzonego produktu oraz numer zamówienia.
reklamację można złożyć przez formularz na naszej stronie internetowej.
rozumiem, że to kłopotliwa sytuacja, i przepraszam za opóźnienie.
niestety nie mamy tego rozmiaru w magazynie, ale mogę zaproponować zamianę.
etykietę zwrotną znajdzie się w zakładce z zamówieniami po zalogowaniu.
naprawa potrwa do dziesięciu dni, o czym powiadomimy osobną wiadomością.
gwarancja producenta obejmuje wady materiału przez dwadzieścia cztery miesiące.
sprawa została przekazana do działu technicznego i czeka na ocenę.
bardzo dziękuję za cierpliwość oraz za przesłane zdjęcia.
dostawa jest darmowa od dwustu złotych, niezależnie od wagi paczki.
kurier zostawił awizo, więc przesyłkę można odebrać w punkcie obok.
faktura została wysłana na podany adres poczty elektronicznej.
jeżeli towar jest niezgodny z umową, można żądać naprawy albo wymiany.
anulowałam zamówienie od razu, a pieniądze wrócą na kartę.
kod rabatowy jest ważny do końca miesiąca i łączy się z promocją.
proszę ponownie zalogować się do aplikacji i odświeżyć stronę.
odstąpienie od umowy jest możliwe przez czternaście dni od odbioru paczki.
opuźnienie wynika z dużej liczby zamówień przed świętami.
informuję że wymiana towaru jest bezpłatna dla każdego klienta.
nowy termin dostawy potwierdzimy jeszcze dzisjaj po południu.
ekspres do kawy można oddać w dowolnym sklepie stacjonarnym.
bateria hulajnogi ma osobną gwarancję na dwanaście miesięcy.
płatność nie powiodła się, proszę wybrać przelew albo kartę.
adres dostawy zmieniłam zgodnie z prośbą, paczka pojedzie pod nowy.
brakującą część wyślemy jutro rano, bez żadnych dodatkowych kosztów.
instrukcję obsługi w języku polskim przesyłam w załączniku.
w razie pytań jesteśmy dostępni od poniedziałku do piątku.
"""


def main() -> int:
    settings = Settings.from_environment()
    url = ensure_server(settings)
    figures = {
        "without_repeats": _compare(settings, url, _messages(repeated=0.0)),
        "60_percent_repeat": _compare(settings, url, _messages(repeated=REPEATED)),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    return 0


def _messages(*, repeated: float) -> list[str]:
    """Build messages of three sentences; the repeated share comes from a few saved replies."""
    chance = random.Random(7)
    openings = [name.strip() for line in OPENINGS.strip().splitlines() for name in line.split("|")]
    unique = [f"{opening}, {body}" for opening in openings for body in BODIES.strip().splitlines()]
    chance.shuffle(unique)
    saved = [unique.pop() for _ in range(SAVED_REPLIES)]
    again = round(SENTENCES * repeated)
    fresh = SENTENCES - again - (SAVED_REPLIES if again else 0)
    sentences = unique[:fresh] + (saved + chance.choices(saved, k=again) if again else [])
    chance.shuffle(sentences)
    steps = range(0, len(sentences), SENTENCES_A_MESSAGE)
    return [" ".join(sentences[start : start + SENTENCES_A_MESSAGE]) for start in steps]


def _compare(settings: Settings, url: str, messages: Sequence[str]) -> dict[str, float]:
    words = sum(len(message.split()) for message in messages)
    _straight(url, messages)
    straight, ours, one_by_one = [], [], []
    for _ in range(RUNS):
        straight.append(words / _seconds(lambda: _straight(url, messages)))
        ours.append(words / _seconds(lambda: _with_client(settings, messages, at_once=len(messages))))
        one_by_one.append(words / _seconds(lambda: _with_client(settings, messages, at_once=4)))
    return {
        "words": words,
        "straight_words_per_second": round(statistics.median(straight)),
        "client_words_per_second": round(statistics.median(ours)),
        "ratio": _median_ratio(ours, straight),
        "ratio_by_conversations_of_4_messages": _median_ratio(one_by_one, straight),
    }


def _median_ratio(ours: Sequence[float], straight: Sequence[float]) -> float:
    """Compare runs made one after the other, so that what else the machine does weighs on both."""
    return round(statistics.median(our / raw for our, raw in zip(ours, straight, strict=True)), 2)


def _straight(url: str, messages: Sequence[str]) -> None:
    step = SENTENCES_A_POST // SENTENCES_A_MESSAGE
    with requests.Session() as session:
        for start in range(0, len(messages), step):
            text = "\n\n".join(messages[start : start + step])
            session.post(f"{url}v2/check", data={"language": "pl-PL", "text": text}, timeout=300).raise_for_status()


def _with_client(settings: Settings, messages: Sequence[str], *, at_once: int) -> None:
    """A new client remembers nothing: what it saves, it saves within this text."""
    client = LanguageToolClient(settings)
    for start in range(0, len(messages), at_once):
        client.errors(messages[start : start + at_once], language="pl")
    client.close()


def _seconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
