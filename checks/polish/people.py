"""Finds people in a case their verb does not take: `informujemy Państwu`, `proszę Pani o zdjęcie`, `nie widzę ją`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.runs import Run
from checks.polish.slots import ACCUSATIVE

# Whom one asks, tells, invites: the accusative.
TOLD = frozenset(
    ("prosić", "poprosić", "przepraszać", "przeprosić", "informować", "poinformować", "powiadomić", "powiadamiać")
    + ("zawiadomić", "zawiadamiać", "zapraszać", "zaprosić", "zachęcać", "zachęcić", "uprzedzić", "uprzedzać")
    + ("ostrzec", "ostrzegać", "uspokoić", "pozdrawiać", "pozdrowić", "witać", "powitać", "zapewnić", "zapewniać")
)
# Whom one gives or answers something: the dative.
GIVEN = frozenset(
    ("zaproponować", "proponować", "zaoferować", "oferować", "podać", "podawać", "przyznać", "przyznawać")
    + ("wyjaśnić", "wyjaśniać", "doradzić", "doradzać", "odpisać", "odpisywać", "odpowiedzieć", "odpowiadać")
    + ("przesłać", "przesyłać", "wysłać", "wysyłać", "udostępnić", "udostępniać", "wystawić", "naliczyć", "oddać")
    + ("napisać", "powiedzieć", "życzyć", "gwarantować", "zagwarantować", "obiecać", "obiecywać", "dosłać")
    + ("wypłacić", "zwrócić", "zwracać", "pokazać", "udzielić", "udzielać", "zrekompensować", "dziękować")
)
_ANSWERED = frozenset(("odpowiedzieć", "odpowiadać", "odpisać", "odpisywać", "zaproponować", "zaoferować", "doradzić"))
# One also secures somebody something, so only what is said to them tells.
_SECURED = frozenset(("zapewnić", "zapewniać"))
_ASKED = frozenset(("prosić", "poprosić"))
_STRESSED = frozenset(
    (
        "bardzo",
        "serdecznie",
        "uprzejmie",
        "gorąco",
        "jeszcze",
        "raz",
        "ponownie",
        "najmocniej",
        "również",
        "także",
        "też",
    )
    + ("od", "razu", "niezwłocznie", "zatem", "więc", "mailowo", "telefonicznie", "dziś", "jutro", "teraz", "już")
)
_THAT = frozenset(("że", "iż", "aby", "żeby"))
_SENT_AWAY = frozenset(("do", "na", "jako", "po"))
_THING = frozenset(("ją", "je"))


def wrong_person(run: Run, place: int) -> int | None:
    """Return the place of a form of address after a verb that asks for another case."""
    verb = run.at(place)
    lemmas = {one.lemma for one in verb.verbs}
    if not verb.is_verb or not lemmas <= TOLD | GIVEN or run.text(place - 1) == "nie":
        return None
    start = place + 1
    while run.text(start) in _STRESSED:
        start += 1
    told = run.text(start)
    if lemmas <= GIVEN:
        return start if _is_no_receiver(run, start, lemmas) else None
    if told in ("panu", "państwu"):
        is_said = bool(lemmas & (_ASKED | _SECURED))
        return start if not is_said or _is_told(run, start, lemmas) else None
    return start if told == "pani" and _is_told(run, start, lemmas) else None


def _is_no_receiver(run: Run, place: int, lemmas: set[str]) -> bool:
    """Tell whether `Panią`, or a genitive that owns nothing, stands where the receiver must be."""
    told, after = run.text(place), run.text(place + 1)
    if after in _SENT_AWAY:
        return False
    if told == "panią":
        return True
    is_alone = told in ("pana", "państwa") and not _may_be_owned(run, place + 1)
    return is_alone and lemmas <= _ANSWERED


def _is_told(run: Run, place: int, lemmas: set[str]) -> bool:
    """Tell whether nothing after the person can be theirs: a preposition, a clause or the end follows."""
    after = place + 1
    while run.text(after) in _STRESSED:
        after += 1
    text = run.text(after)
    if lemmas & _ASKED:
        return text == "o" and bool(run.at(after + 1).nominal & ACCUSATIVE)
    if not text:
        return run.after == "," if lemmas & (_SECURED | {"przepraszać", "przeprosić"}) else True
    return text in _THAT or (text in government().prepositions and not lemmas & _SECURED)


def _may_be_owned(run: Run, place: int) -> bool:
    found = run.at(place)
    return bool(found.nominal) or not (found.verbs or found.others or not run.text(place)) or "dig" in found.others


def wrong_pronoun(run: Run, place: int) -> int | None:
    """Return the place of `ją` or `je` as the object of a negated verb: `nie widzę ją`, `jeszcze ją nie wysłałem`."""
    if run.text(place) not in _THING:
        return None
    if run.text(place + 1) == "nie":
        verb = run.at(place + 2)
        is_said = verb.is_verb and all(one.kind in ("fin", "praet") for one in verb.verbs)
        return place if is_said and not any(run.at(step).verbs for step in range(place)) else None
    step = place - 1
    if run.at(step).others == {"adv"} or run.text(step) in _STRESSED or _is_person(run.at(step)):
        step -= 1
    inner = run.at(step)
    if inner.is_verb and all(one.kind == "inf" for one in inner.verbs):
        step -= 1
        while run.text(step) in ("pan", "pani", "państwo", "jeszcze", "już", "niestety", "teraz"):
            step -= 1
    verb = run.at(step)
    is_negated = bool(verb.verbs or "pred" in verb.others) and run.text(step - 1) == "nie"
    follows = run.at(place + 1)
    goes_on = any(one.kind in ("fin", "praet", "impt", "inf") for one in follows.verbs) and not follows.nominal
    return place if is_negated and not goes_on and step < place else None


def _is_person(found: Word) -> bool:
    return bool(found.lemmas & {"pan", "pani", "państwo"}) or (bool(found.pronoun) and found.pronoun == found.nominal)
