"""Finds Polish forms that disagree with Pan or Pani before them, and a text that calls one reader both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.morphology import readings
from checks.polish_gender import CUSTOMERS_ACTS, MODALS, adjective_gender, is_ladys_act, is_past_verb
from qa.ports import Span

_SMALL = (
    r"(?:nie|już|jeszcze|się|to|tyle|tak|długo|wcześniej|wczoraj|dziś|dzisiaj|rano|ostatnio|faktycznie|jednak|sobie|"
    r"nam|mi|do nas|u nas|od nas|z nami|jej|go|ją|je|też|także|tam|wtedy|na pewno|może|kiedyś|osobiście|sama?|tego)"
)
_BEFORE = (
    r"(?:^|[.!?]\s+|,\s+|\b(?:[Cc]zy(?: to)?|[Jj]eśli|[Jj]eżeli|[Ss]koro|[Gg]dyby|[Gg]dy|[Kk]iedy|że|żeby|aby|"
    r"[Dd]laczego|[Gg]dzie|[Jj]ak|[Cc]o|którą|które|bo|ponieważ|zanim|chyba że|o ile|a|i|ale)\s+(?:się\s+)?)"
)
_LADY_DID = re.compile(rf"{_BEFORE}(?P<title>[Pp]ani)(?: {_SMALL})* (?P<verb>\w{{2,}}ł(?:by)?)\b", re.MULTILINE)
_MAN_DID = re.compile(rf"\b(?P<title>[Pp]an)(?: {_SMALL})* (?P<verb>\w{{2,}}ła(?:by)?|powinna)\b")
_FEELS = re.compile(
    r"\b(?P<title>[Pp]ani?) (?:się )?(?:czuć|być|poczuć|czuje|pozostać)(?: się)?"
    r"(?: (?:bardzo|tak|w pełni|naprawdę|trochę|teraz|zupełnie|niejako|po prostu))* (?P<word>\w{4,})"
)
_STATED = re.compile(
    r"\b(?:(?P<title>[Pp]ani?) (?:nie |już |na pewno )?(?:jest|był|była|będzie|został|została|zostanie|byłby|byłaby|"
    r"czuje się)|(?:został|została|zostanie|zostałby|zostałaby|byłby|byłaby) (?P<title2>[Pp]ani?))"
    r"(?: (?:już|bardzo|naprawdę|tak|na pewno|w pełni|też|także|wcześniej|wczoraj|błędnie|nie))* (?P<word>\w{4,})"
)
_GREETING = re.compile(r"\b(?:(?:Szanowny|Drogi) Pani\b|(?:Szanowna|Droga) Pan(?:ie)?\b(?! i ))")
_MUST = re.compile(r"\b(?P<verb>powinien) (?P<title>Pani)\b|\b(?P<verb2>powinna) (?P<title2>Pan)\b")
_TO_HER = (
    "zwr",
    "przyzn",
    "wysł",
    "dostarcz",
    "dorę",
    "przekaz",
    "nalicz",
    "odda",
    "przesł",
    "udostęp",
    "wystaw",
    "odesł",
    "nada",
)
_CLAUSES = frozenset(
    ("że", "czy", "jeśli", "jeżeli", "skoro", "gdy", "kiedy", "bo", "ponieważ", "a", "i", "jak", "gdyby")
)
_GREETED = re.compile(r"\b(?:(?P<man>Panie)|(?P<lady>Pani)) (?=[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,})(?P<name>\w+)")
_TITLES = {
    True: re.compile(r"(?<![.!?] )(?<!^)\b(?:Pan|Pana|Panu|Panem)\b(?= (?P<next>\w+)|[,.!?])", re.MULTILINE),
    False: re.compile(r"(?<![.!?] )(?<!^)\b(?:Pani|Panią)\b(?= (?P<next>\w+)|[,.!?])", re.MULTILINE),
}
_STAFF = frozenset(("z", "od", "kurier", "konsultantka", "kierowniczka", "księgowa", "ekspedientka", "doradczyni"))
RELATIVES = re.compile(
    r"\b(?:mąż|męż|żon|mam[aąęyi]|mamie|tat[aąęy]|tacie|ojc|matk|brat|siostr|córk|syn|partner|narzecz|babci|dziad|teści|"
    r"koleg|koleż|szef|wnucz|sąsiad|wuj|cioc|chłopak|dziewczyn)",
    re.IGNORECASE,
)


def title_faults(text: str) -> Iterator[Span]:
    """Yield verbs and adjectives of another gender than the title before them: "Pan tyle czekała"."""
    for match in _LADY_DID.finditer(text):
        verb = match["verb"].lower()
        is_hers = verb in CUSTOMERS_ACTS or (verb.startswith(MODALS) and not _names_man(text[match.end() :]))
        if is_hers and is_past_verb(verb) and is_ladys_act(verb, text[match.end() :]):
            yield Span(match.start("title"), match.end())
    for match in _MAN_DID.finditer(text):
        verb = match["verb"].lower()
        if (verb == "powinna" or is_past_verb(verb)) and not _names_lady(text[match.end() :]):
            yield Span(match.start("title"), match.end())
    for match in _FEELS.finditer(text):
        gender = adjective_gender(match["word"].lower())
        if gender is not None and gender is not (match["title"].lower() == "pani"):
            yield Span(match.start(), match.end())
    for match in _STATED.finditer(text):
        said = next((one for one in readings(match["word"].lower()) if one.tag.startswith("ppas")), None)
        gender = adjective_gender(match["word"].lower()) if said or match["title"] else None
        is_lady = (match["title"] or match["title2"]).lower() == "pani"
        if match["word"].lower() in ("winny", "dłużny", "potrzebny", "winien", "znany", "drogi"):
            continue
        if gender is not None and gender is not is_lady and not (is_lady and _is_owned(text, match)):
            yield Span(match.start(), match.end())
    for match in _GREETING.finditer(text):
        yield Span(match.start(), match.end())
    for match in _MUST.finditer(text):
        yield Span(match.start(), match.end())


def _is_owned(text: str, match: re.Match[str]) -> bool:
    """Tell whether "Pani" may be whose it is or to whom it is done: `od Pani jest ważny`, `został Pani zwrócony`."""
    before = re.search(r"(?P<word>\w+)[ ]$", text[: match.start()])
    if match["title2"] is not None:
        return match["word"].lower().startswith(_TO_HER) or before is not None and _is_thing(before["word"].lower())
    return before is not None and before["word"].lower() not in _CLAUSES


@lru_cache(maxsize=5_000)
def _is_thing(word: str) -> bool:
    return any(one.tag.startswith("subst") and one.has("nom") for one in readings(word))


def swapped_titles(text: str) -> Iterator[Span]:
    """Yield titles of the other gender than the one the reader is greeted by: "Pani Anno … Pana zgłoszenie"."""
    greeted = [(match["lady"] is not None, match["name"]) for match in _GREETED.finditer(text)]
    ladies = {is_lady for is_lady, name in greeted if _is_called(name, is_lady=is_lady)}
    if len(ladies) != 1:
        return
    for match in _TITLES[ladies.pop()].finditer(text):
        following = match["next"] or ""
        if following[:1].isupper() or following in _STAFF or _is_person(following):
            continue
        yield Span(match.start(), match.end())


@lru_cache(maxsize=5_000)
def _is_called(name: str, *, is_lady: bool) -> bool:
    """Tell whether a word is a given name in the vocative, so that the title before it is the reader's."""
    forms = [one for one in readings(name) if "imię" in one.labels and one.has("voc", "sg")]
    return any(one.has("f") if is_lady else one.has("m1") for one in forms)


@lru_cache(maxsize=5_000)
def _is_person(word: str) -> bool:
    return any(one.tag.startswith("subst") and one.has("m1") for one in readings(word))


def _names_man(rest: str) -> bool:
    """Tell whether one of the next words may be a man, or somebody, who acts in place of the reader."""
    return any(word == "ktoś" or _is_person(word) for word in re.findall(r"\w+|[.,;!?]", rest)[:4])


def _names_lady(rest: str) -> bool:
    """Tell whether the verb's subject may come after it: a feminine noun in the nominative, or a name."""
    word = re.match(r" (?:\w+ )?(?P<word>\w+)", rest)
    first = re.match(r" (?P<word>\w+)", rest)
    return any(
        found is not None
        and (
            found["word"][0].isupper()
            or any(one.tag.startswith("subst:sg:nom") and one.has("f") for one in readings(found["word"]))
        )
        for found in (first, word)
    )
