"""How many spoken and written secrets are masked, and how many harmless numbers are: `python bench/redaction.py`.

Card numbers are made by their own rules and said by num2words and by ways of speaking written here, not by the tables
the finder reads with.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from num2words import num2words

from qa.domain.conversation import Channel, Conversation, Message, Role
from qa.redaction.secrets import find_secrets
from qa.statistics.intervals import wilson

RESULTS = Path(__file__).parent / "results/redaction.json"
CARDS_PER_LANGUAGE = 40
HARMLESS_PER_LANGUAGE = 240
LEAST_RECALL, MOST_HARMLESS = 0.99, 0.01

ASKS = {
    "en": "Could you read me the number of the card, please?",
    "pl": "Poproszę o numer karty.",
    "pt": "Pode dizer-me o número do cartão?",
    "ar": "من فضلك رقم البطاقة",
    "th": "ขอหมายเลขบัตรด้วยค่ะ",
}
LEADS = {
    "en": ["It is", "Sure, it's", "Yes, so"],
    "pl": ["Już podaję,", "Tak, to będzie", "Proszę,"],
    "pt": ["Sim, é o", "Claro, é", "Então é"],
    "ar": ["نعم هو", "حاضر", "تفضل"],
    "th": ["ค่ะ", "ได้ครับ", "หมายเลข"],
}
YES = {"en": "Okay.", "pl": "Tak.", "pt": "Sim.", "ar": "نعم", "th": "ค่ะ"}
HARMLESS = {
    "en": ["my order is {}", "the tracking number is {}", "call me on {}", "it cost {} dollars", "on {} of May at {}"],
    "pl": ["zamówienie numer {}", "numer przesyłki {}", "mój telefon to {}", "zapłaciłem {} złotych", "{} maja o {}"],
    "pt": ["a encomenda {}", "o número de rastreio é {}", "o telefone é {}", "custou {} euros", "dia {} às {}"],
    "ar": ["رقم الطلب {}", "رقم التتبع {}", "رقم هاتفي {}", "دفعت {} ريال", "يوم {} الساعة {}"],
    "th": ["คำสั่งซื้อหมายเลข {}", "เลขพัสดุ {}", "เบอร์โทรศัพท์ {}", "ราคา {} บาท", "วันที่ {} เวลา {}"],
}
LENGTHS = ((5, 9), (10, 16), (9, 11), (2, 4), (1, 2))
BARE = ("48213", "120 45", "2026-05-12", "14:30", "601 234 567", "+48 601 234 567", "5901234123457", "192.168.10.15")
ASKED = {
    "en": ("What is the number of your order?", "And the tracking number?"),
    "pl": ("Jaki jest numer zamówienia?", "A numer przesyłki?"),
    "pt": ("Qual é o número da encomenda?", "E o número de rastreio?"),
    "ar": ("ما هو رقم الطلب؟", "وما رقم التتبع؟"),
    "th": ("ขอหมายเลขคำสั่งซื้อค่ะ", "ขอเลขพัสดุด้วยค่ะ"),
}
CODES = {
    "en": "And the three digits on the back?",
    "pl": "I trzy cyfry z tyłu karty?",
    "pt": "E os três dígitos atrás do cartão?",
    "ar": "والأرقام الثلاثة خلف البطاقة؟",
    "th": "ขอรหัสหลังบัตรสามตัวค่ะ",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation and the words of it that must be masked; none where every number is harmless."""

    conversation: Conversation
    secret: tuple[tuple[int, str], ...] = ()


def main() -> int:
    """Measure, print, store; return 1 where the reach is missed."""
    rng = random.Random(20261122)
    figures = {}
    for language in ASKS:
        spoken = [_is_masked(case) for case in _spoken(language, rng)]
        written = [_is_masked(case) for case in _written(language, rng)]
        others = [_is_masked(case) for case in _others(language, rng)]
        harmless = [not find_secrets(case.conversation) for case in _harmless(language, rng)]
        figures[language] = {
            "spoken": _share(spoken),
            "written": _share(written),
            "codes_pesel_iban": _share(others),
            "harmless_masked": _share([not one for one in harmless]),
        }
        print(language, json.dumps(figures[language]))
    whole = {key: _share_of(figures, key) for key in figures["en"]}
    RESULTS.write_text(json.dumps({"languages": figures, "all": whole}, indent=1) + "\n", encoding="utf-8")
    print("all", json.dumps(whole))
    recall = min(whole[key]["share"] for key in whole if key != "harmless_masked")
    return 0 if recall >= LEAST_RECALL and whole["harmless_masked"]["share"] <= MOST_HARMLESS else 1


def _share(outcomes: list[bool]) -> dict[str, float]:
    interval = wilson(sum(outcomes), len(outcomes))
    return {
        "n": len(outcomes),
        "yes": sum(outcomes),
        "share": round(sum(outcomes) / len(outcomes), 4),
        "low": round(interval.low, 4),
        "high": round(interval.high, 4),
    }


def _share_of(figures: dict[str, dict[str, dict[str, float]]], key: str) -> dict[str, float]:
    yes = sum(int(one[key]["yes"]) for one in figures.values())
    n = sum(int(one[key]["n"]) for one in figures.values())
    return _share([True] * yes + [False] * (n - yes))


def _is_masked(case: Case) -> bool:
    """Tell whether every word of the secret lies in a found place."""
    places = [place for secret in find_secrets(case.conversation) for place in secret.places]
    for message, words in case.secret:
        start = case.conversation.messages[message].text.index(words)
        end = start + len(words)
        if not any(one.message == message and one.start <= start and end <= one.end for one in places):
            return False
    return True


def card_number(rng: random.Random) -> str:
    """Make a number with a brand's first digits and length, and its check digit."""
    prefix, length = rng.choice((("4", 16), ("51", 16), ("54", 16), ("2221", 16), ("37", 15), ("62", 16)))
    body = prefix + "".join(rng.choice("0123456789") for _ in range(length - 1 - len(prefix)))
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def _one_by_one(digits: str, language: str, rng: random.Random) -> str:
    return _join((num2words(int(one), lang=_code(language)) for one in digits), language)


def _by_pairs(digits: str, language: str, rng: random.Random) -> str:
    parts = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    return _join((_say(part, language) for part in parts), language)


def _mixed(digits: str, language: str, rng: random.Random) -> str:
    said, place = [], 0
    while place < len(digits):
        size = rng.choice((1, 1, 2, 3))
        said.append(_say(digits[place : place + size], language))
        place += size
    return _join(iter(said), language)


def _written_by_the_engine(digits: str, language: str, rng: random.Random) -> str:
    return rng.choice((" ", ", ", "-", "")).join(digits[place : place + 4] for place in range(0, len(digits), 4))


WAYS: tuple[Callable[[str, str, random.Random], str], ...] = (_one_by_one, _by_pairs, _mixed, _written_by_the_engine)


def _say(digits: str, language: str) -> str:
    """Say digits as one number, zeros before it one by one."""
    zeros = len(digits) - len(digits.lstrip("0")) if digits.strip("0") else len(digits)
    said = [num2words(0, lang=_code(language))] * zeros
    if digits[zeros:]:
        said.append(num2words(int(digits[zeros:]), lang=_code(language)))
    return _join(iter(said), language)


def _join(said: Iterator[str], language: str) -> str:
    return ("" if language == "th" else " ").join(said)


def _code(language: str) -> str:
    return {"pt": "pt"}.get(language, language)


def _spoken(language: str, rng: random.Random) -> Iterator[Case]:
    for number in range(CARDS_PER_LANGUAGE):
        digits = card_number(rng)
        way = WAYS[number % len(WAYS)]
        cut = rng.choice((None, 4, 8)) if way is not _written_by_the_engine else None
        turns = [(Role.AGENT, ASKS[language])]
        lead = rng.choice(LEADS[language])
        secret: list[tuple[int, str]] = []
        for part in (digits,) if cut is None else (digits[:cut], digits[cut:]):
            said = way(part, language, rng)
            text = f"{lead} {said}." if not secret else f"{said}."
            secret.append((len(turns), said))
            turns.append((Role.CUSTOMER, text))
            turns.append((Role.AGENT, YES[language]))
        yield Case(_conversation(turns, language, Channel.CALL), tuple(secret))


def _written(language: str, rng: random.Random) -> Iterator[Case]:
    for _ in range(CARDS_PER_LANGUAGE):
        said = _written_by_the_engine(card_number(rng), language, rng).replace(", ", " ")
        turns = [(Role.CUSTOMER, f"{rng.choice(LEADS[language])} {said}")]
        yield Case(_conversation(turns, language, Channel.CHAT), ((0, said),))


def _others(language: str, rng: random.Random) -> Iterator[Case]:
    """Make security codes asked for on a call, and PESEL and IBAN written down."""
    for number in range(CARDS_PER_LANGUAGE // 2):
        said = WAYS[number % 3]("".join(rng.choice("0123456789") for _ in range(3)), language, rng)
        turns = [(Role.AGENT, CODES[language]), (Role.CUSTOMER, f"{said}.")]
        yield Case(_conversation(turns, language, Channel.CALL), ((1, said),))
    for _ in range(CARDS_PER_LANGUAGE // 2):
        said = rng.choice((_pesel, _iban))(rng)
        text = f"{rng.choice(LEADS[language])} {said}"
        yield Case(_conversation([(Role.CUSTOMER, text)], language, Channel.CHAT), ((0, said),))


def _pesel(rng: random.Random) -> str:
    body = f"{rng.randint(0, 99):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(0, 9999):04}"
    total = sum(int(digit) * weight for digit, weight in zip(body, (1, 3, 7, 9) * 3, strict=False))
    return body + str(-total % 10)


def _iban(rng: random.Random) -> str:
    country, length = rng.choice((("PL", 24), ("PT", 21), ("DE", 18)))
    body = "".join(rng.choice("0123456789") for _ in range(length))
    number = int(body + "".join(str(int(letter, 36)) for letter in country) + "00")
    whole = f"{country}{98 - number % 97:02}{body}"
    return rng.choice((whole, " ".join(whole[place : place + 4] for place in range(0, len(whole), 4))))


def _harmless(language: str, rng: random.Random) -> Iterator[Case]:
    for bare in BARE:
        yield Case(_conversation([(Role.CUSTOMER, f"{rng.choice(LEADS[language])} {bare}")], language, Channel.CHAT))
    for number in range(HARMLESS_PER_LANGUAGE // 4):
        digits = "".join(rng.choice("0123456789") for _ in range(rng.choice((5, 6, 8, 10, 14, 20, 24))))
        said = WAYS[number % len(WAYS)](digits, language, rng)
        turns = [(Role.AGENT, rng.choice(ASKED[language])), (Role.CUSTOMER, f"{rng.choice(LEADS[language])} {said}.")]
        yield Case(_conversation(turns, language, Channel.CALL))
    for number in range(HARMLESS_PER_LANGUAGE):
        kind = number % len(LENGTHS)
        channel = Channel.CALL if number % 2 else Channel.CHAT
        text = HARMLESS[language][kind]
        for _ in range(text.count("{}")):
            digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(*LENGTHS[kind])))
            said = rng.choice(WAYS[:3])(digits, language, rng) if channel is Channel.CALL else digits
            text = text.replace("{}", said, 1)
        yield Case(_conversation([(Role.CUSTOMER, text)], language, channel))


def _conversation(turns: list[tuple[Role, str]], language: str, channel: Channel) -> Conversation:
    messages = tuple(Message(role=role, text=text) for role, text in turns)
    return Conversation(id="1", channel=channel, messages=messages, language=language)


if __name__ == "__main__":
    sys.exit(main())
