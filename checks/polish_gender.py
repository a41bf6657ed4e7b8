"""Finds Polish forms that show the speaker's gender, and tells the gender of a given name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.morphology import endings, readings
from qa.ports import Span

_VERB = re.compile(r"\b\w{1,}(?:ł(?P<f>a)?(?:by)?(?:em|m)|nienem|(?P<must>nnam))\b", re.IGNORECASE)
_STATE = re.compile(
    r"\b(?:jestem|czuję się|nie jestem|będę|pozostaję|byłem|byłam|sam|sama)"
    r"(?: (?:bardzo|naprawdę|całkiem|w pełni|zupełnie|tego|już|także|też|jeszcze|równie|za to|wręcz|tu|teraz))*"
    r" (?P<word>\w{3,})\b",
    re.IGNORECASE,
)
# The person stands on the particle: "żebym mogła", "chętnie bym pomógł".
_WOULD = re.compile(
    r"\b(?:że|gdy|a|jak|o)?bym(?: (?:się|to|już|tylko|nie|od razu|chętnie|z chęcią|Pani|Panu|sama?|też)){0,2}"
    r" (?P<word>\w{2,}ł(?P<f>a)?)\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:ja|jestem) (?P<word>sama?)\b", re.IGNORECASE)
# The subject right behind its verb, at the beginning of a question or clause, or after a verb of asking.
_OPENED = (
    r"(?:^|[.!?]\s+|,\s+(?:że|czy|jeśli|jeżeli|skoro|gdy|kiedy|bo|ponieważ|o ile|zanim|jak)\s+|,\s+|"
    r"\b(?:[Cc]zy|[Jj]eśli|[Jj]eżeli|[Ss]koro|[Gg]dyby|[Kk]iedy|że|[Dd]laczego|[Gg]dzie|[Jj]ak|[Cc]o|[Kk]tóry|[Kk]tórą|[Kk]tóre)\s+)"
    r"(?:(?:nie|już|może|na pewno|ostatnio|wczoraj|dziś)\s+)*"
)
_ADDRESSED = re.compile(
    rf"{_OPENED}(?P<verb>\w{{3,}}(?:ł|ła)(?:by)?) (?P<title>[Pp]ani?)\b(?! [A-ZĄĆĘŁŃÓŚŹŻ])(?! \w+(?:em|owi|ą)\b)",
    re.MULTILINE,
)
# What is said of the person: "jest Pan zadowolona", "czy jest Pani pewien", "Pani był".
_SAID = re.compile(
    r"\b(?:[Jj]est|nie jest|[Bb]ył|[Bb]yła|byłby|byłaby|[Bb]ędzie|czuje się) (?P<title>[Pp]ani?) "
    r"(?:już |bardzo |naprawdę |tak |na pewno |pewnie |w pełni )*(?P<word>\w{4,})"
)
_WAS = re.compile(
    r"\b(?P<verb>był|byłby|była|byłaby) (?P<title>[Pp]ani?)\b"
    r"(?= (?:tak|zainteresowan|w stanie|w domu|u nas|już|taki|taka))"
)
# What customers do and couriers, banks and shops hardly: "zamówił Pani dwie sztuki" has no other subject.
CUSTOMERS_ACTS = frozenset(
    ("otrzymał", "dostał", "zamówił", "kupił", "zakupił", "zapłacił", "opłacił", "złożył", "wybrał", "zgłosił")
    + ("czekał", "dzwonił", "pisał", "napisał", "rozmawiał", "prosił", "wpisał", "zapomniał", "pomylił", "kliknął")
    + (
        "zalogował",
        "zdecydował",
        "miał",
        "podał",
        "wolał",
        "życzył",
        "zauważył",
        "zadzwonił",
        "zwrócił",
        "oczekiwał",
        "pozwolił",
    )
    + ("wypełnił", "reklamował", "wspomniał", "pytał", "zapytał", "zrezygnował", "skorzystał", "podpisał", "użył")
)
MODALS = ("mógł", "chciał", "zechciał", "zdążył", "próbował", "musiał", "potrafił", "był", "wolał")
_ADJECTIVES = ("adj:", "ppas", "pact", "winien")
_OTHERS = ("prep", "adv", "qub", "part", "conj", "comp", "npron", "ppron")


def speaker_forms(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield first-person forms with whether they are a woman's: "sprawdziłam", "chciałbym", "jestem pewna"."""
    for match in _VERB.finditer(text):
        word = match.group().lower()
        is_must = word in ("powinienem", "powinnam")
        if is_must or (match["f"] is not None or not word.endswith("nnam")) and _is_first_person(word):
            yield Span(*match.span()), match["f"] is not None or word == "powinnam"
    for match in _WOULD.finditer(text):
        if is_past_verb(match["word"].lower()):
            yield Span(*match.span()), match["f"] is not None
    for match in (*_STATE.finditer(text), *_SELF.finditer(text)):
        gender = adjective_gender(match["word"].lower())
        if gender is not None:
            yield Span(match.start(), match.end()), gender


@lru_cache(maxsize=5_000)
def is_womans(name: str) -> bool | None:
    """Tell whether a given name in the nominative is a woman's; None where it is not known or borne by both."""
    given = [one for one in readings(name) if "imię" in one.labels and one.has("sg", "nom")]
    female = any(one.has("f") for one in given)
    male = any(one.has("m1") for one in given)
    return female if given and female != male else None


@lru_cache(maxsize=20_000)
def _is_first_person(word: str) -> bool:
    """Tell whether a word is a verb of the first person and no noun ("z działem zwrotów", "tyłem do jazdy")."""
    if word != "miałem" and any(form.tag.startswith("subst") for form in readings(word)):
        return False
    return any(form.has("aglt", "sg", "pri") for form in endings(word))


@lru_cache(maxsize=20_000)
def adjective_gender(word: str) -> bool | None:
    """Tell whether an adjective or participle in the nominative singular is a woman's; None for other words."""
    forms = readings(word)
    nominative = [one for one in forms if one.tag.startswith(_ADJECTIVES) and one.has("sg")]
    nominative = [one for one in nominative if one.has("nom") or one.tag.startswith("winien")]
    is_noun = any(one.tag.startswith("subst") for one in forms)
    is_clear = not is_noun or any(one.tag.startswith(("ppas", "winien")) for one in forms)
    if not is_clear or any(one.tag.startswith(_OTHERS) for one in forms):
        return None
    nominative += [one for one in forms if one.tag.startswith("adjc")]
    is_male = any(one.has("m1") or one.tag.startswith("adjc") for one in nominative)
    is_female = any(one.has("f") for one in nominative)
    return is_female if is_male != is_female else None


def addressed_faults(text: str) -> Iterator[Span]:
    """Yield forms of another gender than the title beside them: "otrzymał Pani", "jest Pan zadowolona".

    Before "Pani" a man's verb may have another subject ("kurier odebrał Pani paczkę"): only a verb that opens its
    clause is judged, and only where no noun for Pani's thing, a courier or a company could be meant.
    """
    for match in _ADDRESSED.finditer(text):
        is_womans_verb, is_lady = "ła" in match["verb"][-4:], match["title"].lower() == "pani"
        if is_womans_verb is is_lady or not is_past_verb(match["verb"].lower()):
            continue
        if is_lady and not is_ladys_act(match["verb"].lower(), text[match.end() :]):
            continue
        yield Span(match.start("verb"), match.end("title"))
    for match in _WAS.finditer(text):
        if match["verb"].startswith("była") is not (match["title"].lower() == "pani"):
            yield Span(match.start("verb"), match.end("title"))
    for match in _SAID.finditer(text):
        gender = adjective_gender(match["word"].lower())
        if gender is not None and gender is not (match["title"].lower() == "pani"):
            yield Span(match.start(), match.end())


def is_ladys_act(verb: str, rest: str) -> bool:
    """Tell whether "Pani" is who acts: a modal with an infinitive, an object in the accusative, or nothing follows."""
    words = re.findall(r"\w+|[.,!?]", rest[:80])[:4]
    while words and words[0].lower() in _ADVERBS:
        words = words[1:]
    if verb.startswith("został"):
        return False  # "został Pani przyznany": the thing may be what was granted
    if verb.startswith(MODALS):
        return True
    if not words or words[0] in ".,!?":
        return True
    first = words[0].lower()
    if first in _AFTER_ACT:
        return True
    # "zgłosił Pani syn": whatever can be a subject in the nominative masculine may act instead.
    forms = readings(first)
    may_act = any(one.has("nom", "sg") and not one.has("f") for one in forms if one.tag.startswith(("subst", "adj")))
    is_owned = any(one.tag.startswith("subst") for one in forms) and verb not in CUSTOMERS_ACTS
    return not may_act and not is_owned and bool(forms)


_AFTER_ACT = frozenset(
    ("nasz", "naszą", "naszego", "nasze", "tę", "tego", "ten", "to", "od", "do", "na", "z", "w", "o", "ode", "przez")
)
_ADVERBS = frozenset(
    ("już", "może", "też", "jeszcze", "wczoraj", "dziś", "dzisiaj", "ostatnio", "u", "nas", "na", "pewno")
)


@lru_cache(maxsize=20_000)
def is_past_verb(word: str) -> bool:
    """Tell whether a word can be a past or conditional verb."""
    return any(one.has("praet") or one.has("cond") for one in readings(word))
