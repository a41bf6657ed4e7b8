"""Runs the rules of Arabic agreement over a text: only what no reading allows, in dialect as little as in writing.

Arabic is written without its short vowels, so most endings are silent and nothing can be said of them. What is seen is
the gender and ending of numerals, the sound plural, the nun of the five verbs, and the -a of the feminine. Dialects say
"ثلاث أيام" and "الموظفين يراجعون": a message with a word of dialect in it is let be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.arabic import forms
from checks.normal import NormalText, normalise
from qa.ports import Span

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
# Three to ten, without and with the ending that goes with nouns of the other gender.
_FEW = {"ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9, "عشر": 10}
_TENS: tuple[str, ...] = ("عشرين", "عشرون", "ثلاثين", "ثلاثون", "اربعين", "اربعون", "خمسين", "خمسون", "ستين", "ستون")
_TENS += ("سبعين", "سبعون", "ثمانين", "ثمانون", "تسعين", "تسعون")
_LAST_WITH_PLURAL = 10
_PREFIX = "(?:و|ف)?(?:ب|ل|ك)?"
# A genitive: after these a sound plural ends in -in. Before a verb, or after inna, it does not end in -un.
_PREPOSITIONS = ("من", "الي", "عن", "علي", "في", "مع", "لدي", "عند", "بين", "بعض", "جميع", "كل", "احد", "اغلب", "معظم")


def arabic_faults(text: str) -> Iterator[Span]:
    """Yield the words that do not agree, in order, none twice, named by the rule they break."""
    normal = normalise(text, language="ar")
    plain = normal.text.translate(_DIGITS)
    if _pattern("dialect").search(plain):
        return
    found = [_span(normal, *one) for rule in _RULES for one in rule(plain)]
    found += [Span(*one) for one in forms.wrong_endings(text)]
    reached = -1
    for span in sorted(found, key=lambda one: (one.start, one.end, one.name)):
        if span.start >= reached:
            reached = span.end
            yield span


def _span(normal: NormalText, start: int, end: int, name: str) -> Span:
    begin, stop = normal.original(start, end)
    return Span(begin, stop, name)


def _numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Three to ten take the other gender's ending than their noun: `ثلاثة أيام`, `ثلاث ساعات`."""
    nouns = _nouns()
    for match in _pattern("few").finditer(text):
        if match["number"].startswith("عشر") and _pattern("definite").search(text, 0, match.start()):
            continue
        plural = nouns["plurals"].get(match["noun"])
        has_ending = match["ending"] == "ه"
        is_single = plural is None and match["noun"] in nouns["singulars"].keys() - nouns["uncounted"]
        if is_single or (plural is not None and has_ending is not (plural == "m")):
            yield match.start("number"), match.end("noun"), "numeral"
    for match in _pattern("range").finditer(text):
        plural = nouns["plurals"].get(match["noun"])
        if plural is not None and (match["ending"] == "ه") is not (plural == "m"):
            yield match.start("number"), match.end("number"), "numeral"


def _many(text: str) -> Iterator[tuple[int, int, str]]:
    """From eleven on the noun is a singular: `خمسة عشر يوما`, `20 يوما`; the teens agree in two ways."""
    nouns = _nouns()
    for match in _pattern("many").finditer(text):
        if match["noun"] in nouns["plurals"] and match["noun"] not in nouns["singulars"]:
            yield match.start("number"), match.end("noun"), "numeral"
    for match in _pattern("teen").finditer(text):
        gender = nouns["singulars"].get(match["noun"])
        if gender is None:
            continue
        is_unit_right = (match["ending"] == "ه") is (gender == "m")
        is_ten_right = (match["ten"] == "عشره") is (gender == "f")
        if not (is_unit_right and is_ten_right):
            yield match.start("number"), match.end("noun"), "numeral"
    for match in _pattern("eleven").finditer(text):
        gender = nouns["singulars"].get(match["noun"])
        is_right = match["one"] == ("احدي" if gender == "f" else "احد") and match["ten"] == (
            "عشره" if gender == "f" else "عشر"
        )
        if gender is not None and not is_right:
            yield match.start("number"), match.end("noun"), "numeral"
    for match in _pattern("figure").finditer(text):
        number = int(match["figure"])
        is_plural = match["noun"] in nouns["plurals"] and match["noun"] not in nouns["singulars"]
        if is_plural and number > _LAST_WITH_PLURAL and number % 100 not in range(3, _LAST_WITH_PLURAL + 1):
            yield match.start("figure"), match.end("noun"), "numeral"


def _five_verbs(text: str) -> Iterator[tuple[int, int, str]]:
    """After lan, lam and an the five verbs lose their nun: `لن يستطيعوا`."""
    for match in _pattern("jussive").finditer(text):
        yield match.start("verb"), match.end("verb"), "verb"


def _sound_plurals(text: str) -> Iterator[tuple[int, int, str]]:
    """A sound plural of men ends in -un as a subject and in -in after a preposition and inna."""
    people = "|".join(_nouns()["people"])
    for pattern in (
        rf"(?<!\w)(?:{'|'.join(_PREPOSITIONS)}) (?P<noun>ال(?:{people})ون)(?!\w)",
        rf"(?<!\w)(?P<noun>(?:لل|بال)(?:{people})ون)(?!\w)",
        rf"(?<!\w)[وف]?(?:ان|لان|لكن|لعل) (?P<noun>ال(?:{people})ون)(?!\w)(?= (?:ي|ت|ال|في|قد|لا|لم))",
        rf"(?:^|[.!؟\n،]\s*)(?P<noun>ال(?:{people})ين)(?= (?:في \w+ |لدينا |عندنا |هناك |هنا )?ي\w{{2,}}ون(?!\w))",
        rf"(?<!\w)(?:س|سوف )?ي(?:تصل|تواصل|راجع|رد|قوم|عمل|ساعد|حضر|صل)(?: (?:بك|معك|عليك|لك|اليك|بكم|معكم))? "
        rf"(?P<noun>ال(?:{people})ين)(?!\w)",
    ):
        for match in _compiled(pattern).finditer(text):
            yield match.start("noun"), match.end("noun"), "plural"


def _demonstratives(text: str) -> Iterator[tuple[int, int, str]]:
    """This and that agree with a definite noun: `هذا المنتج`, `هذه الشحنة`."""
    singulars = _nouns()["singulars"]
    for match in _pattern("this").finditer(text):
        gender = singulars.get(match["noun"])
        if gender is not None and (match["this"] == "هذا") is not (gender == "m"):
            yield match.start("this"), match.end("noun"), "demonstrative"


def _gender_of_plural(noun: str) -> str | None:
    """Things in the plural are a feminine singular; people are not judged."""
    read = _nouns()
    is_person = noun.removesuffix("ين").removesuffix("ون") in read["people"] or noun in ("عملاء", "اشخاص", "مناديب")
    return "f" if noun in read["plurals"] and not is_person else None


def _predicates(text: str) -> Iterator[tuple[int, int, str]]:
    """A thing that opens the sentence has a verb or a predicate of its own gender: `الشحنة وصلت`, `المنتج متوفر`."""
    singulars = _nouns()["singulars"]
    for match in _pattern("predicate").finditer(text):
        gender = singulars.get(match["noun"]) or _gender_of_plural(match["noun"])
        if gender is None:
            continue
        said = match["verb"] or match["adjective"]
        is_feminine = said.endswith("ت") if match["verb"] else said.endswith("ه")
        if is_feminine is not (gender == "f"):
            yield match.start("subject"), match.end(), "predicate"
    for match in _pattern("new").finditer(text):
        gender = singulars.get(match["noun"])
        if gender is not None and match["adjective"].endswith("ه") is not (gender == "f"):
            yield match.start("noun"), match.end("adjective"), "adjective"


def _wrong_forms(text: str) -> Iterator[tuple[int, int, str]]:
    """Run the rules of `forms`, with the words this shop speaks of."""
    stems, people, things = (_alternatives(name) for name in ("five", "people", "duals"))
    has_plural = "ون" in text or "ين" in text
    if "لم " in text:
        yield from forms.lost_weak_letters(text)
    if has_plural:
        yield from forms.kept_nun(text, stems)
        yield from forms.wrong_people(text, people, stems)
    if has_plural or "ان" in text:
        yield from forms.wrong_duals(text, things)
    if "ان ال" in text or "ن ال" in text:
        yield from forms.accusative_predicates(text, _alternatives("adjectives"))


@cache
def _alternatives(name: str) -> str:
    read = _nouns()
    if name != "duals":
        return "|".join(read[name])
    duals = {f"{word[:-1]}ت" if word.endswith("ه") else word for word in read["singulars"] if not word.endswith("ا")}
    return "|".join(sorted(duals - {one for one in duals if one in read["people"]}, key=len, reverse=True))


_RULES: tuple[Callable[[str], Iterator[tuple[int, int, str]]], ...] = (
    *(_numerals, _many, _five_verbs, _sound_plurals, _demonstratives, _predicates, _wrong_forms),
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    few = "|".join(sorted(_FEW, key=len, reverse=True))
    tens = "|".join(_TENS)
    read = _nouns()
    adjectives = "|".join(read["adjectives"])
    verbs = "|".join(read["verbs"])
    five = "|".join(read["five"])
    things = "|".join(sorted((*read["singulars"], *read["plurals"]), key=len, reverse=True))
    return _compiled(
        {
            "dialect": rf"(?<!\w)[وف]?(?:{'|'.join(read['dialect'])})(?!\w)",
            "few": rf"(?<!احد )(?<!احدي )(?<!اثنا )(?<!اثني )(?<!اثنتا )(?<!اثنتي )"
            rf"(?<!\w){_PREFIX}(?P<number>(?:{few})(?P<ending>ه)?)(?!\w)\s+(?P<noun>\w+)",
            # "الخمسة عشر يومًا": the article makes the unit another word.
            "definite": rf"(?<!\w){_PREFIX}ال(?:{few})ه?\s+{_PREFIX}$",
            "range": rf"(?<!\w){_PREFIX}(?P<number>(?:{few})(?P<ending>ه)?) (?:الي|او|حتي) (?:{few})ه? (?P<noun>\w+)",
            "many": rf"(?<!\w){_PREFIX}(?P<number>(?:{few})ه? عشره?|(?:{tens})|احد عشر|احدي عشره|اثنا عشر|اثني عشر)\s+"
            r"(?P<noun>\w+)",
            "teen": rf"(?<!\w){_PREFIX}(?P<number>(?:{few})(?P<ending>ه)? ?(?P<ten>عشره?))\s+(?P<noun>\w+)",
            "eleven": rf"(?<!\w){_PREFIX}(?P<number>(?P<one>احدي?) (?P<ten>عشره?))\s+(?P<noun>\w+)",
            "figure": r"(?<![\w.,:/٬٫-])(?P<figure>\d{2,3})\s(?P<noun>\w+)",
            "jussive": rf"(?<!\w)[وف]?(?:لن|لم|يجب ان|يمكن ان|يرجي ان|نرجو ان|ارجو ان|لكي|الرجاء ان) "
            rf"(?P<verb>[يت](?:{five})ون|نستلمون|نستطيعون)(?!\w)",
            "this": r"(?<!مع )(?<!علي )(?<!\w)و?(?P<this>هذا|هذه) ال(?P<noun>(?!ساع|سنه|ليل|يوم)\w+)(?!\w)",
            # "الشحنة تأخر وصولها" is right: what follows with a pronoun is the subject.
            "predicate": rf"(?:^|[.!؟\n،]\s*|(?<!\w)(?:ان|لكن|لان) )(?P<subject>ال(?P<noun>{things}))"
            rf"(?: (?:الخاص بك|الخاصه بك|رقم \d+|(?!الذي|التي)ال\w{{4,}}))? "
            rf"(?:(?P<verb>(?:{verbs})ت?)|(?P<adjective>(?:{adjectives})ه?))(?!\w)(?!\s+\w+(?:ه|ها|هم)(?!\w))",
            "new": rf"(?<!\w){_PREFIX}(?P<noun>{things}) (?P<adjective>(?:جديد|واحد|مجاني|اضافي)ه?)(?!\w)(?! ال)",
        }[name]
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


@cache
def _nouns() -> dict[str, Any]:
    """Read the nouns as compared: by plural and by singular with their gender, and the classes of other words."""
    read = YAML(typ="safe").load(Path(__file__).with_name("nouns.yaml"))

    def plain(words: list[str]) -> list[str]:
        return [normalise(word, language="ar").text for word in words]

    genders = {gender: list(read["counted"][gender]) for gender in ("m", "f")}
    return {
        "plurals": {word: gender for gender, pairs in genders.items() for pair in pairs for word in plain(pair[1:])},
        "singulars": {word: gender for gender, pairs in genders.items() for word in plain([pair[0] for pair in pairs])}
        | {f"{word}ا": "m" for word in plain([pair[0] for pair in genders["m"]])},
        **{name: plain(read[name]) for name in ("people", "adjectives", "verbs", "five", "dialect")},
        "uncounted": frozenset(plain(read["uncounted"])),
    }
