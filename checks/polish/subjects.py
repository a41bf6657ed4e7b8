"""Finds verbs and predicates that do not agree with their subject: `przesyłka dotarł`, `została wysłany`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import VerbForm, Word
from checks.polish.phrases import POSSESSIVES, is_address
from checks.polish.runs import Run
from checks.polish.slots import (
    ACCUSATIVE,
    GENITIVE,
    MEN,
    NEUTER,
    NOMINATIVE,
    PLURAL,
    PLURAL_GENITIVE,
    SINGULAR,
    same_number_and_gender,
)

_OPENERS = frozenset(
    ("że", "bo", "ponieważ", "gdyż", "ale", "a", "aby", "gdy", "kiedy", "jeśli", "jeżeli", "czy", "niestety")
    + ("dziś", "wczoraj")
)
# Nouns that count others, or stand as an adverb or predicate.
_NOT_SUBJECTS = frozenset(
    ("część", "większość", "mniejszość", "połowa", "reszta", "para", "szereg", "mnóstwo", "tysiąc", "milion")
    + ("ilość", "liczba", "raz", "fakt", "prawda", "szkoda", "brak", "mowa", "wstyd", "strach", "żal", "kłopot")
    + ("trójka", "dwójka", "kupa", "masa", "rodzeństwo", "państwo", "wujostwo", "setka", "dziesiątka", "procent")
    + ("złoty", "kilogram", "sztuka")
)
# These verbs have no object, so a noun before them that can be accusative is still the subject.
WITHOUT_OBJECT = frozenset(
    ("zostać", "być", "dotrzeć", "docierać", "przyjść", "przychodzić", "wyruszyć", "wrócić", "wracać", "trafić")
    + ("dojechać", "ruszyć", "wpłynąć", "utknąć", "zaginąć", "dojść", "wyjść", "wychodzić", "wyjechać", "przyjechać")
    + ("odpisać", "odpowiedzieć", "oddzwonić", "zadzwonić", "dzwonić", "czekać", "działać", "zniknąć", "nadejść")
    + ("obowiązywać", "pomóc", "pomagać", "należeć", "wystarczyć", "pasować", "dotyczyć", "rosnąć", "wzrosnąć", "spaść")
    + ("nastąpić", "leżeć", "stać", "jechać", "pracować", "trwać", "istnieć", "zareagować", "pęknąć", "odpaść", "wpaść")
)
# Between a subject and its verb.
_BETWEEN = frozenset(
    (
        "nie",
        "się",
        "już",
        "jeszcze",
        "wczoraj",
        "dziś",
        "dzisiaj",
        "jutro",
        "też",
        "także",
        "również",
        "niestety",
        "zaraz",
    )
    + ("właśnie", "dopiero", "nadal", "ciągle", "wciąż", "teraz", "dotychczas", "sama", "sam", "samo")
)
# Plurals that are a country or its people.
_COUNTRIES = frozenset(("niemcy", "włochy", "węgry", "czechy", "chiny"))
_QUANTITIES = frozenset(("niewiele", "mało", "dużo", "wiele", "trochę", "sporo", "więcej", "mniej", "dość", "kilka"))
# Singular nouns that count others; a verb in the plural is theirs by mistake.
_COUNTING = frozenset(("ilość", "liczba", "reszta", "większość", "połowa", "część"))


def wrong_predicate(run: Run, place: int) -> int | None:
    """Return the place of an adjective or participle of another gender or number than the `być` or `zostać` before."""
    verb, verb_place = run.at(place), place
    if not verb.verbs:
        return None
    while run.text(place + 1) in (
        "już",
        "teraz",
        "jeszcze",
        "także",
        "również",
        "też",
        "obecnie",
        "niestety",
    ):
        place += 1
    predicate = run.at(place + 1)
    if not verb.is_verb or not all(
        one.lemma in ("być", "zostać") and one.kind in ("praet", "fin") for one in verb.verbs
    ):
        return None
    if not predicate.is_modifier or predicate.lemmas & government().pronouns or run.at(place + 2).is_nominal:
        return None
    said = predicate.modifier & NOMINATIVE
    if _is_said_of_another(run, verb_place, said):
        return place + 1
    if not said or run.text(place + 2) in (
        "i",
        "oraz",
        "lub",
        "albo",
        "a",
        "czy",
        "ani",
    ):
        return None
    if any(one.person != 3 for one in verb.verbs) and all(one.kind == "praet" for one in verb.verbs):
        return None if any(same_number_and_gender(said, one.slots) for one in verb.verbs) else place + 1
    return None if any(same_number_and_gender(said, one.slots) for one in verb.verbs) else place + 1


def _is_said_of_another(run: Run, place: int, said: int) -> bool:
    """Tell whether the noun before `jest` or `są`, surely its subject, has another gender than what is said of it."""
    if run.text(place) not in ("jest", "są", "będzie", "będą", "zostanie", "zostaną") or not said:
        return False
    head = _head(run, place - 1)
    noun = run.at(head)
    if not noun.is_noun or is_address(noun) or noun.lemmas & (_NOT_SUBJECTS | government().times):
        return False
    subject = _subject(run, head)
    return subject is not None and not same_number_and_gender(subject & NOMINATIVE, said)


def wrong_verb(run: Run, place: int) -> int | None:
    """Return the place of a verb that agrees with no reading of the noun right before it, its subject."""
    verb = run.at(place)
    forms = [one for one in verb.verbs if one.person == 3 and one.kind in ("fin", "praet", "bedzie", "winien")]
    if not forms or len(forms) != len(verb.verbs) or not verb.is_verb:
        return None
    is_land = run.at(place - 2).is_modifier or run.text(place - 2) in POSSESSIVES  # `ich państwo powstało`
    if run.text(place - 1) == "państwo" and run.text(place - 2) not in ("dla", "to") and not is_land:
        return place if all(not one.slots & PLURAL for one in forms) and not _verb_before(run, place - 1) else None
    if run.text(place - 1) in _COUNTRIES or _is_nobodys(run, place):
        return None
    last = place - 1
    while last > 0 and run.text(last) in _BETWEEN:
        last -= 1
    counted = _counted_subject(run, last)
    if counted is not None:
        is_free = bool(run.at(last).noun & MEN) or all(one.lemma in WITHOUT_OBJECT for one in forms)
        return place if counted and is_free and all(_is_plural_past(one.slots, one.kind) for one in forms) else None
    is_free = all(one.lemma in WITHOUT_OBJECT for one in forms)
    wants = any(one.kind == "inf" for one in run.at(place + 1).verbs) and not is_free
    if wants or run.at(place + 1).others & {"pred"}:
        return None
    subject = subject_before(run, last, counting=all(not one.slots & SINGULAR for one in forms))
    is_free = is_free or _is_reflexive(run, place, forms)
    if subject is None or (subject & ACCUSATIVE and not is_free):
        return None
    said = subject & NOMINATIVE
    return None if any(same_number_and_gender(said, one.slots) for one in forms) else place


def _is_nobodys(run: Run, place: int) -> bool:
    """Tell whether the verb has no subject: `pola należy wypełnić`, `trudno będzie odzyskać`, `jedzenia było mało`."""
    after = range(place + 1, len(run))
    is_being = all(one.lemma == "być" for one in run.at(place).verbs)
    if is_being and any(run.text(step) in _QUANTITIES for step in (place + 1, place + 2, place + 3)):
        return True
    wants = any(one.kind == "inf" for step in after for one in run.at(step).verbs)
    return wants and (run.text(place) == "należy" or any(run.at(step).others & {"adv"} for step in after))


def _is_reflexive(run: Run, place: int, forms: list[VerbForm]) -> bool:
    """Tell whether `się` leaves no room for an object; a singular without a gender may be nobody's (`ocenia się`)."""
    if "się" not in (run.text(place - 1), run.text(place + 1)):
        return False
    return all(not one.slots & SINGULAR or (one.kind == "praet" and not one.slots & NEUTER) for one in forms)


def subject_before(run: Run, last: int, *, counting: bool = False) -> int | None:
    """Return the slots of the noun phrase ending at `last` that is surely the subject of its clause; else None.

    With `counting`, words such as `ilość` are subjects too.
    """
    head = _head(run, last)
    noun = run.at(head)
    excepted = _NOT_SUBJECTS - _COUNTING if counting else _NOT_SUBJECTS
    if not noun.is_noun or is_address(noun) or noun.lemmas & (excepted | government().times):
        return None
    return _subject(run, head)


def _head(run: Run, place: int) -> int:
    """Step from the last word of a phrase back to its head, over nouns in the genitive: `dział obsługi`."""
    step = place
    if (
        run.at(step).is_modifier
        and run.at(step - 1).is_noun
        and run.at(step).modifier & run.at(step - 1).noun & NOMINATIVE
    ):
        step -= 1
    while step > 0 and _is_only_genitive(run, step):
        step -= 1
    return step if run.at(step).is_noun else place


def _is_only_genitive(run: Run, place: int) -> bool:
    found = run.at(place)
    is_owned = found.is_nominal and not found.is_numeral and bool(found.nominal & GENITIVE)
    return (
        is_owned and not found.pronoun and not is_address(found) and (run.at(place - 1).is_nominal or not found.is_noun)
    )


def _subject(run: Run, place: int) -> int | None:
    """Return the slots of a noun with its determiners and adjectives that opens a clause; None when it is none."""
    found = run.at(place).noun
    step = place - 1
    while step >= 0 and (run.at(step).is_modifier or _is_owner(run, step) or _is_small_number(run.at(step))):
        if run.at(step).is_modifier:
            found &= run.at(step).modifier
        elif run.at(step).counted:
            found &= run.at(step).counted & PLURAL
        step -= 1
    if not found & NOMINATIVE:
        return None
    if step < 0:
        return found if run.opens_sentence else None
    is_opener = run.text(step) in _OPENERS and (step == 0 or run.text(step) == "że")
    return found if is_opener else None


def _is_small_number(found: Word) -> bool:
    return found.is_nominal and found.is_numeral and bool(found.counted & NOMINATIVE) and not found.counting


def _is_owner(run: Run, place: int) -> bool:
    return run.text(place) in ("pana", "pani", "państwa", "jego", "jej", "ich")


def _counted_subject(run: Run, place: int) -> bool | None:
    """Tell whether `pięć paczek` or `5 paczek` ends here and opens the sentence; None when no such thing does."""
    noun = run.at(place)
    if not noun.is_noun or not noun.noun & PLURAL_GENITIVE:
        return None
    step = place - 1
    while step >= 0 and run.at(step).is_modifier and run.at(step).modifier & PLURAL_GENITIVE:
        step -= 1
    numeral = run.at(step)
    if not (numeral.counting & NOMINATIVE and not numeral.others):
        return None
    return step == 0 and run.opens_sentence and not numeral.counted & NOMINATIVE


def _is_plural_past(found: int, kind: str) -> bool:
    return kind == "praet" and bool(found & PLURAL) and not found & SINGULAR & NEUTER


def _verb_before(run: Run, place: int) -> bool:
    return any(verb.kind in ("fin", "praet", "bedzie") for step in range(place) for verb in run.at(step).verbs)


def is_plural_verb(found: Word) -> bool:
    """Tell whether a verb form is a plural in every reading."""
    return bool(found.verbs) and all(not one.slots & SINGULAR for one in found.verbs)
