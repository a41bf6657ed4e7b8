"""Finds a form of the verb left from another sentence: `sprawdzę i skontaktuje się`, `proszę poda`, `w sprawię`."""

from __future__ import annotations

from checks.morphology import readings
from checks.polish.government import government
from checks.polish.lexemes import VerbForm, Word
from checks.polish.phrases import is_address
from checks.polish.runs import Run
from checks.polish.slots import ACCUSATIVE, NOMINATIVE, PLURAL, VOCATIVE

_AND = frozenset(("i", "oraz", "a", "lub"))
_BETWEEN = frozenset(
    ("się", "zaraz", "potem", "od", "razu", "wtedy", "następnie", "jutro", "dziś", "dzisiaj", "z", "panią", "panem")
    + (
        "państwem",
        "pani",
        "panu",
        "państwu",
        "to",
        "do",
        "jeszcze",
        "już",
        "też",
        "także",
        "wszystko",
        "go",
        "ją",
        "je",
    )
    + ("niezwłocznie", "ponownie", "szybko", "chętnie", "nie", "mu", "jej", "im", "oczywiście", "później")
)
# What one says of oneself while doing it; nobody says it of a third person without naming them.
_SPOKEN = frozenset(("dziękować", "informować", "proponować", "sugerować", "rekomendować", "żałować", "gratulować"))
_SAID_FIRST = frozenset(("bardzo", "serdecznie", "również", "i", "oraz", "uprzejmie", "także", "a"))
# What wants an infinitive right after it.
_WANTING = frozenset(
    ("mogę", "możemy", "muszę", "musimy", "chcę", "chcemy", "należy", "można", "trzeba", "warto", "musi", "możesz")
    + ("proszę", "prosimy", "mogą", "muszą", "powinna", "powinien", "powinno", "chciałabym", "chciałbym", "mogłabym")
    + ("mógłbym", "chcielibyśmy", "moglibyśmy", "mogłaby", "mógłby", "powinniśmy", "powinnam", "powinienem")
)
_OWN = frozenset(("mieć", "być", "widzieć", "wiedzieć", "móc", "zobaczyć"))
_WITH_INFINITIVE = frozenset(("zamiast", "prócz", "oprócz", "poza", "z", "na", "w", "brak", "pod", "po", "nad"))
_THINGS = frozenset(("zdjąć", "zamówić", "pytać", "ubrać", "zgłosić", "oświadczyć", "opakować", "urządzić", "ogłosić"))
_IF = frozenset(("jak", "gdy", "kiedy", "co", "ile", "jeśli", "jeżeli", "skoro", "czy", "gdzie"))


def wrong_person_of_verb(run: Run, place: int) -> int | None:
    """Return the place of a verb in the third person that goes on what was said in the first, or the reverse."""
    verb = run.at(place)
    if not verb.is_verb or not run.text(place).endswith(("e", "ę", "a")):
        return None
    if run.text(place).endswith("ę"):
        return place if _is_first(verb) and _is_done_by_noun(run, place) else None
    if run.text(place + 1) == "mi":
        return None  # `wydaje mi się`
    if not _is_third(verb) or not _has_first_person(run.text(place), verb):
        return None
    if _opens_with_it(run, place, verb):
        return place
    step = place - 1
    while run.text(step) in _BETWEEN and step > 0:
        step -= 1
    if run.text(step) not in _AND:
        return None
    is_own = any(_is_first(run.at(one)) for one in range(step))
    return place if is_own and not _named(run, 0, step) and not _named(run, step, len(run)) else None


def _is_first(verb: Word) -> bool:
    return verb.is_verb and all(
        one.person == 1 and one.kind in ("fin", "praet") and not one.slots & PLURAL for one in verb.verbs
    )


def _is_third(verb: Word) -> bool:
    return all(one.person == 3 and one.kind == "fin" and not one.slots & PLURAL for one in verb.verbs)


def _has_first_person(text: str, verb: Word) -> bool:
    """Tell whether the same verb has a first person that only a tail on the last letter tells from this form."""
    lemmas = {one.lemma for one in verb.verbs}
    return text.endswith("e") and any(
        form.lemma in lemmas and form.has("fin", "sg", "pri") for form in readings(text[:-1] + "ę")
    )


def _opens_with_it(run: Run, place: int, verb: Word) -> bool:
    is_said = all(one.lemma in _SPOKEN for one in verb.verbs) and run.opens_sentence
    if not is_said or any(run.text(step) not in _SAID_FIRST for step in range(place)):
        return False
    return not any(
        run.at(step).noun & NOMINATIVE and not run.at(step).noun & ACCUSATIVE and run.text(step) != "pani"
        for step in range(place + 1, len(run))
    )


def _named(run: Run, start: int, end: int) -> bool:
    """Tell whether somebody named may be who does it."""
    for step in range(start, end):
        found = run.at(step)
        is_name = not found.nominal and not found.verbs and not found.others
        is_person = run.text(step) in ("pan", "państwo", "on", "ona", "oni", "kto", "który", "która")
        if is_name or is_person or (found.nominal & NOMINATIVE and not found.nominal & ACCUSATIVE and found.noun):
            return True
    return False


def _is_done_by_noun(run: Run, place: int) -> bool:
    """Tell whether a noun in the nominative alone opens the clause of a verb in the first person."""
    step = place - 1
    while step > 0 and (run.text(step) in _BETWEEN or run.at(step).others == {"adv"}):
        step -= 1
    noun = run.at(step)
    while step > 0 and run.at(step).is_noun and not run.at(step).noun & NOMINATIVE and run.at(step - 1).is_noun:
        step -= 1
    noun = run.at(step)
    is_sole = noun.is_noun and bool(noun.noun & NOMINATIVE) and not noun.noun & (ACCUSATIVE | PLURAL)
    starts = step == 0 or (run.at(step - 1).is_modifier and step == 1) or run.text(step - 1) in ("że", "a", "bo", "gdy")
    return is_sole and starts and not is_address(noun) and not any(run.text(one) == "ja" for one in range(len(run)))


def wrong_infinitive(run: Run, place: int) -> int | None:
    """Return the place of a finite verb, or noun of action, where an infinitive must stand: `proszę poda`."""
    text = run.text(place)
    if text not in _WANTING:
        return None
    step = place + 1
    while run.text(step) in ("się", "też", "już", "teraz", "także", "jeszcze", "je", "ją", "to", "go", "tylko"):
        step += 1
    verb = run.at(step)
    if text in ("proszę", "prosimy") and _is_action(run, step) and step == place + 1:
        return step
    is_finite = verb.is_verb and all(one.kind == "fin" and one.lemma not in _OWN for one in verb.verbs)
    if not is_finite or any(run.text(one) in _IF for one in range(place)):
        return None
    is_asked = text in ("proszę", "prosimy") and not is_address(run.at(step + 1)) and _is_third(verb)
    return step if is_asked or _lost_its_ending(run.text(step), verb.verbs) else None


def _lost_its_ending(text: str, verbs: tuple[VerbForm, ...]) -> bool:
    """Tell whether one letter more makes the infinitive (`poda`, `zwróci`), or it speaks of the one who can."""
    lemmas = {one.lemma for one in verbs}
    return text + "ć" in lemmas or all(one.person == 1 for one in verbs)


def _is_action(run: Run, place: int) -> bool:
    """Tell whether a noun of action with its object follows what wants an `o`: `proszę przesłanie zdjęcia`."""
    action, thing = run.at(place), run.at(place + 1)
    is_done = (action.noun & ~VOCATIVE) == (action.verbal & ~VOCATIVE) and not action.lemmas & _THINGS
    return action.is_noun and is_done and bool(action.noun & ACCUSATIVE) and thing.is_nominal


def wrong_verb_after_preposition(run: Run, place: int) -> int | None:
    """Return the place of a word that is nothing but a verb right after a preposition: `w sprawię`, `o wysłać`."""
    if run.text(place) not in government().prepositions:
        return None
    verb = run.at(place + 1)
    if not verb.is_verb:
        return None
    if all(one.kind == "inf" for one in verb.verbs):
        is_thing = any(form.has("subst") for form in readings(run.text(place + 1)))  # napaść
        return place + 1 if run.text(place) not in _WITH_INFINITIVE and not is_thing else None
    is_own = all(one.kind == "fin" and one.person == 1 for one in verb.verbs) and run.text(place + 1).endswith("ę")
    is_own = is_own and (run.text(place), run.text(place + 1)) != ("o", "proszę")
    return place + 1 if is_own else None
