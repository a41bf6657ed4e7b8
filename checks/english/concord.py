"""Finds `have`, `be` and `do` in a number that the noun right before them cannot have: `Your order have been sent`."""

from __future__ import annotations

from collections.abc import Iterator

from checks.english.verbs import wrong_form, wrong_one_of
from checks.tagged.runs import Run, runs
from checks.tagged.words import tags
from qa.ports import Span

_SINGULAR = frozenset(("has", "is", "was", "does", "hasn't", "isn't", "wasn't", "doesn't"))
_PLURAL = frozenset(("have", "are", "were", "do", "haven't", "aren't", "weren't", "don't"))
_EITHER = frozenset(("your", "our", "the", "my", "his", "her", "their", "its"))
_ONE = frozenset(("this", "that", "each", "every", "another"))

# Nouns with a plural verb though they look like a singular, or the other way round, or with both.
_BOTH_NUMBERS = frozenset(
    ("team", "staff", "data", "media", "police", "people", "company", "group", "crew", "management")
    + ("government", "family", "audience", "committee", "majority", "minority", "rest", "half", "number")
    + ("couple", "pair", "lot", "series", "species", "means", "news", "headquarters", "works", "premises")
    + ("children", "men", "women", "feet", "teeth", "mice", "personnel", "support", "service", "department")
    + ("board", "bank", "public", "press", "crowd", "range", "variety", "selection", "most", "economics")
    + ("physics", "politics", "mathematics", "gas", "lens", "bus", "plus", "bonus", "virus", "status", "focus")
    + ("campus", "chaos", "iris", "basis", "analysis", "crisis", "dozen", "fish", "sheep", "deer", "aircraft")
    + ("offspring", "cattle", "clergy", "percent", "part", "remainder", "total", "criteria", "everything")
    + ("states", "netherlands", "maximum", "minimum", "contents", "goods", "odds", "thanks", "customs", "savings")
)
_NEEDING = frozenset(("need", "want", "know", "say", "take", "get", "give", "require", "allow", "apply", "come", "ask"))
_OBJECTS = frozenset(("a", "an", "the", "to", "your", "you", "us", "me", "that", "some", "more", "it", "in", "from"))
_AUXILIARIES = frozenset(
    ("will", "can", "may", "might", "must", "do", "have", "one", "way", "time", "moment", "rich", "poor")
    + ("latter", "former")
)
_NUMBERS = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_MANY = frozenset(("these", "those", "all", "both", "several", "many")) | _NUMBERS
_PEOPLE = frozenset(
    (
        "rich",
        "poor",
        "young",
        "old",
        "elderly",
        "sick",
        "dead",
        "blind",
        "deaf",
        "unemployed",
        "wealthy",
        "homeless",
        "brave",
    )
    + (
        "english",
        "french",
        "british",
        "dutch",
        "irish",
        "spanish",
        "polish",
        "chinese",
        "japanese",
        "swiss",
        "injured",
        "living",
    )
)
_MEASURES = frozenset(
    (
        "days",
        "weeks",
        "months",
        "years",
        "hours",
        "minutes",
        "euros",
        "pounds",
        "dollars",
        "cents",
        "kilos",
        "miles",
        "zlotys",
    )
    + (
        "percent",
        "metres",
        "meters",
        "inches",
        "grams",
        "litres",
        "thirds",
        "quarters",
        "degrees",
        "centimetres",
        "times",
    )
)
# What is asked for or wished stands in the subjunctive: "we ask that the parcel be", "if it were".
_WISHING = frozenset(
    (
        "ask",
        "asked",
        "asks",
        "asking",
        "suggest",
        "suggested",
        "recommend",
        "recommended",
        "require",
        "requires",
        "insist",
    )
    + (
        "important",
        "essential",
        "vital",
        "necessary",
        "advisable",
        "request",
        "requested",
        "demand",
        "propose",
        "prefer",
    )
    + (
        "wish",
        "wished",
        "if",
        "unless",
        "lest",
        "whether",
        "crucial",
        "imperative",
        "let",
        "make",
        "made",
        "help",
        "have",
    )
)
_CONJUNCTIONS = frozenset(("because", "when", "but", "while", "since", "until", "once", "although"))
_OPENERS = frozenset(
    ("and", "but", "because", "as", "so", "unfortunately", "since", "although", "while", "sorry", "hello", "hi", "now")
)
# After these the verb may be a subjunctive, a question or part of a longer clause.
_BETWEEN = frozenset(("already", "now", "just", "also", "still", "always", "never", "not", "currently", "usually"))
_SUBJUNCTIVE = frozenset(("were", "have", "be", "do"))


def english_faults(text: str) -> Iterator[Span]:
    """Yield the verbs that do not agree, in order."""
    for run in runs(text):
        reached = -1
        for place in range(len(run)):
            wrong = _wrong_verb(run, place)
            found = (wrong, wrong) if wrong is not None else wrong_form(run, place) or wrong_one_of(run, place)
            if found and found[0] > reached:
                reached = found[1]
                yield Span(run.tokens[found[0]].start, run.tokens[found[1]].end, "verb")


def _wrong_verb(run: Run, place: int) -> int | None:
    """Judge the clause whose determiner stands at `place`: determiner, perhaps an adjective, noun, verb."""
    determiner = run.text(place)
    if determiner not in _EITHER | _ONE | _MANY or not _opens_clause(run, place):
        return None
    noun = place + 1
    if determiner in ("all", "both") and run.text(noun) in _EITHER | {"these", "those", "of"}:
        noun += 2 if run.text(noun) == "of" else 1
    while _is_adjective(run.text(noun)) and noun < place + 3:
        noun += 1
    if _is_noun(run.text(noun)) and _is_noun(run.text(noun + 1)) and not _is_verb(run.text(noun + 1)):
        noun += 1
    verb = noun + 1
    while run.text(verb) in _BETWEEN:
        verb += 1
    number = _number(determiner, run.text(noun))
    if number == "one" and (run.text(verb) in _PLURAL or _is_lexical(run, verb)):
        return verb
    return verb if number == "many" and run.text(verb) in _SINGULAR else None


def _is_lexical(run: Run, place: int) -> bool:
    """Tell whether a bare verb with its object stands here: `our warehouse need 2 more days`."""
    follows = run.text(place + 1)
    return run.text(place) in _NEEDING and (follows in _OBJECTS or follows.isdigit())


def _number(determiner: str, noun: str) -> str | None:
    """Return what the noun is in every reading and with its determiner: `one` or `many`."""
    found = {tag.partition(":")[0] for tag in tags(noun, "en")}
    if determiner in _NUMBERS and noun in _MEASURES:
        return None
    if noun in _BOTH_NUMBERS or noun in _AUXILIARIES or (determiner == "the" and noun in _PEOPLE):
        return None
    if not found or (determiner in _ONE) != (determiner not in _EITHER | _MANY):
        return None
    if "NNS" in found and "NN" not in found and determiner not in _ONE and not found & {"JJ", "NNP", "RB", "DT"}:
        return "many"
    is_thing = (
        "NN" in found and "NNS" not in found and not found & {"JJR", "JJS", "RB", "DT", "PRP", "CD", "IN", "VBG", "VBN"}
    )
    return "one" if is_thing and determiner not in _MANY and not noun.endswith("s") else None


def _opens_clause(run: Run, place: int) -> bool:
    """Tell whether a clause begins here: a sentence, or what follows `because` or the `that` of a verb."""
    if place == 0:
        return run.opens_sentence
    if place == 1 and run.opens_sentence and run.text(0) in _OPENERS:
        return True
    before = run.text(place - 1)
    if before in ("and", "but") and _is_only_verb(run.text(place - 2)):
        return True
    if any(run.text(step) in _WISHING for step in range(place)):
        return False
    if before == "that":
        return any(tag.startswith(("VB", "JJ")) for tag in tags(run.text(place - 2), "en"))
    return before in _CONJUNCTIONS and place > 1


def _is_only_verb(text: str) -> bool:
    """Tell whether a word is a verb, so that what follows `and` is a clause and no second subject."""
    found = tags(text, "en")
    return bool(found & {"VBD", "VBN"}) and not any(tag.startswith("NN") for tag in found)


def _is_adjective(text: str) -> bool:
    found = tags(text, "en")
    return bool(found) and any(tag == "JJ" for tag in found) and not any(tag.startswith("NN") for tag in found)


def _is_noun(text: str) -> bool:
    return any(tag.startswith("NN") for tag in tags(text, "en"))


def _is_verb(text: str) -> bool:
    return text in _SINGULAR | _PLURAL or text in _BETWEEN
