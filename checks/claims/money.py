"""Reads sums and percentages: `29 zł 90 gr`, `R$ 1.299,00`, `١٢٫٩٩ ريالًا`, `฿1,299.-`, `10%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.claims.lexicon import Token
from checks.claims.numbers import read_number
from checks.claims.values import Found, bound_before, is_negated
from qa.domain.fact import Money, Percent, Relation

_LEADING = frozenset({"$", "€", "£", "฿", "r$"})
_CENT = Decimal("0.01")
_TEN, _HUNDRED = 10, 100
_TIME_ONLY = frozenset({"em", "w", "we", "in", "within", "ใน", "في"})
_STOPS = frozenset(".,;!?)")
_LONGEST_NUMBER = 4
_LEAST_SIZE = 50
_BARE = re.compile(r"\d{1,4},\d\d")
_BARE_AFTER = re.compile(
    r"koszt|cen[aęy]|wysyłk|wysylk|dostaw|płac|plac|zapłac|zaplac|kosztuj|portes|envio|frete|entrega|custa|custam|taxa"
)
_AT_HOME = {"PL": "PLN", "PT": "EUR", "BR": "BRL"}
_BY_COUNTRY = {
    "riyal": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
    "dirham": {"AE": "AED", "MA": "MAD"},
    "pound": {"EG": "EGP", "SD": "SDG", "SY": "SYP", "LB": "LBP"},
    "dinar": {"KW": "KWD", "JO": "JOD", "BH": "BHD", "IQ": "IQD", "TN": "TND", "DZ": "DZD", "LY": "LYD"},
}
_DEFAULT = {"riyal": "SAR", "dirham": "AED", "pound": "EGP", "dinar": "JOD"}


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum before bounds are looked at; `start` and `end` are token positions."""

    amount: Decimal
    currency: str
    start: int
    end: int


def read_money(tokens: Sequence[Token], *, country: str | None) -> Iterator[Found]:
    """Yield the sums that tokens state, negated ones left out."""
    index = 0
    while index < len(tokens):
        total = None
        if tokens[index].begins:
            total = _read_sum(tokens, index) or _read_bare(tokens, index, country) or _read_size(tokens, index)
        if total is None:
            index += 1
            continue
        relation, before = _relation(tokens, total)
        if relation is Relation.EXACT and total.end < len(tokens) and "bound_after" in tokens[total.end]:
            relation = Relation(tokens[total.end].terms["bound_after"])
            total = replace(total, end=total.end + 1)
        index = total.end
        if not is_negated(tokens, before, total.end):
            yield Found(Money(total.amount, _currency(total.currency, country), relation), before, total.end)


def read_percents(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield the percentages that tokens state; points of percentage and `100 %` as emphasis are no values."""
    for index, token in enumerate(tokens[:-1]):
        after = tokens[index + 1]
        if "percent_before" in token and (read := read_number(tokens, index + 1)) is not None:
            before = bound_before(tokens, index)
            if not is_negated(tokens, before.start, read[1]):
                yield Found(Percent(read[0], before.relation), before.start, read[1])
            continue
        if "percent" not in after or (token.number is None and "number" not in token):
            continue
        start = _first_of_number(tokens, index)
        read = read_number(tokens, start)
        assert read is not None
        before = bound_before(tokens, start)
        is_emphasis = read[0] == 100 and "discount" not in before.words
        if not is_emphasis and not is_negated(tokens, before.start, index + 2):
            yield Found(Percent(read[0], before.relation), before.start, index + 2)


def _first_of_number(tokens: Sequence[Token], last: int) -> int:
    """Find where the number begins that ends at a token: `dwadzieścia pięć procent`."""
    for start in range(max(0, last - _LONGEST_NUMBER), last):
        read = read_number(tokens, start)
        if read is not None and read[1] == last + 1:
            return start
    return last


def _read_sum(tokens: Sequence[Token], index: int) -> _Sum | None:
    token = tokens[index]
    if "currency" in token and index + 1 < len(tokens) and tokens[index + 1].number is not None:
        amount, end = _grouped(tokens, index + 1)
        return _Sum(amount, str(token.terms["currency"]), index, _after_dash(tokens, end))
    start = index
    if token.number is not None:
        amount, end = _grouped(tokens, index)
    elif "number" in token:
        read = read_number(tokens, index)
        if read is None:
            return None
        amount, end = read
    else:
        return None
    if end < len(tokens) and "currency" in tokens[end] and not _leads(tokens, end):
        return _with_minor(tokens, _Sum(amount, str(tokens[end].terms["currency"]), start, end + 1))
    if end < len(tokens) and "minor" in tokens[end]:
        return _Sum(amount / 100, str(tokens[end].terms["minor"]), start, end + 1)
    return None


def _read_bare(tokens: Sequence[Token], index: int, country: str | None) -> _Sum | None:
    """Read `wysyłka 24,99`: a number with two decimals, right after a word for a price, is of the country's money."""
    token = tokens[index]
    currency = _AT_HOME.get(country or "")
    if currency is None or token.number is None or index == 0 or _BARE.fullmatch(token.text) is None:
        return None
    is_last = index + 1 == len(tokens) or tokens[index + 1].text in _STOPS
    if not is_last or _BARE_AFTER.match(tokens[index - 1].text) is None:
        return None
    return _Sum(token.number, currency, index, index + 1)


def _read_size(tokens: Sequence[Token], index: int) -> _Sum | None:
    """Read `once the basket reaches 150`: a plain number to get to, of nothing that is counted, in no currency."""
    number = tokens[index].number
    if number is None or number < _LEAST_SIZE or number != int(number) or _reaching(tokens, index) is None:
        return None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    is_of_other = after is not None and any(kind in after for kind in ("unit", "percent", "month", "range", "number"))
    return None if is_of_other else _Sum(number, "", index, index + 1)


def _leads(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a sign stands before its own sum: in `a $262 balance` nothing costs one dollar."""
    is_followed = index + 1 < len(tokens) and tokens[index + 1].number is not None
    return is_followed and tokens[index].text in _LEADING and tokens[index + 1].start == tokens[index].end


def _grouped(tokens: Sequence[Token], index: int) -> tuple[Decimal, int]:
    """Join groups of three parted by single spaces (`1 299,00`); returns the sum and the position after it."""
    first = tokens[index]
    assert first.number is not None
    text, end = first.text, index + 1
    while len(first.text) <= 3 and end < len(tokens) and tokens[end].start == tokens[end - 1].end + 1:
        group, *rest = tokens[end].text.replace(".", ",").split(",")
        if len(group) != 3 or not group.isdecimal() or len(rest) > 1 or "," in text:
            break
        text += tokens[end].text.replace(".", ",")
        end += 1
    if end == index + 1:
        return first.number, end
    return Decimal(text.replace(",", ".")), end


def _with_minor(tokens: Sequence[Token], total: _Sum) -> _Sum:
    """Add the small coins: `29 zł 90 gr`, `20 reais e 50 centavos`."""
    position = total.end
    if position < len(tokens) and "joiner" in tokens[position]:
        position += 1
    coins = read_number(tokens, position)
    if coins is None or coins[0] >= _HUNDRED:
        return total
    amount = (total.amount + coins[0] / _HUNDRED).quantize(_CENT)
    if coins[1] < len(tokens) and "minor" in tokens[coins[1]]:
        return _Sum(amount, total.currency, total.start, coins[1] + 1)
    is_last = coins[1] == len(tokens) or tokens[coins[1]].text in _STOPS
    is_told_in_words = "number" in tokens[position] and coins[0] >= _TEN and total.amount == int(total.amount)
    return _Sum(amount, total.currency, total.start, coins[1]) if is_last and is_told_in_words else total


def _after_dash(tokens: Sequence[Token], end: int) -> int:
    """Step over the `.-` that closes a price in Thai."""
    if end + 1 < len(tokens) and tokens[end].text == "." and tokens[end + 1].text == "-":
        return end + 2
    return end


def _relation(tokens: Sequence[Token], total: _Sum) -> tuple[Relation, int]:
    """`od 199 zł` and `powyżej 199 zł` are lower bounds, `do 50 zł` an upper one."""
    before = bound_before(tokens, total.start)
    is_of_time = before.start < len(tokens) and tokens[before.start].text in _TIME_ONLY
    if before.relation is not Relation.EXACT and not is_of_time:
        return before.relation, before.start
    if "since" in before.words or "threshold" in before.words:
        return Relation.AT_LEAST, before.start
    reaching = _reaching(tokens, total.start)
    return (Relation.EXACT, total.start) if reaching is None else (Relation.AT_LEAST, reaching)


def _reaching(tokens: Sequence[Token], start: int) -> int | None:
    """Return where a sum is one to get to (`past the 150 zł mark`); `100 to 150 zł` is a range."""
    first = start
    while first > 0 and "filler" in tokens[first - 1]:
        first -= 1
    if first == 0 or "reaching" not in tokens[first - 1]:
        return None
    is_range = first > 1 and (tokens[first - 2].number is not None or "currency" in tokens[first - 2])
    return None if is_range else first - 1


def _currency(named: str, country: str | None) -> str | None:
    if not named:
        return None
    known = _BY_COUNTRY.get(named)
    return known.get(country or "", _DEFAULT[named]) if known else named
