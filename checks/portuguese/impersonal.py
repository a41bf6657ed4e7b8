"""Finds plurals of `haver` and `fazer` where they have no subject: `houveram atrasos`, `fazem dois dias que`."""

from __future__ import annotations

from checks.portuguese.words import word
from checks.tagged.runs import Run

_THERE_WERE = frozenset(("haviam", "houveram", "haverão", "haveriam", "hajam", "houverem", "houvessem"))
_MODALS = frozenset(
    ("devem", "podem", "vão", "costumam", "deveriam", "poderiam", "deviam", "podiam", "poderão", "deverão")
)
_MAKE = frozenset(("fazem", "faziam", "fizeram", "farão"))
_TIMES = frozenset(
    ("dia", "dias", "hora", "horas", "semana", "semanas", "mês", "meses", "ano", "anos", "minuto", "minutos")
)
_OPENERS = frozenset(
    ("que", "mas", "porque", "pois", "se", "quando", "onde", "já", "ontem", "hoje", "infelizmente", "também")
    + ("não", "e", "ainda", "como")
)


def wrong_impersonal(run: Run, place: int) -> tuple[int, int] | None:
    """Return the places of a plural that should be a singular: there is nobody who does it."""
    text, following = run.text(place), run.text(place + 1)
    if text in _THERE_WERE and _opens_clause(run, place) and _is_thing(run, place + 1):
        return place, place
    if text in _MODALS and following == "haver" and _opens_clause(run, place) and _is_thing(run, place + 2):
        return place, place + 1
    verb = place + 1 if text in _MODALS and following == "fazer" else place
    if (verb > place or text in _MAKE) and _opens_clause(run, place) and _is_span_of_time(run, verb + 1):
        return place, verb
    return None


def _opens_clause(run: Run, place: int) -> bool:
    """Tell whether nothing before can be the subject; `que` opens a clause only after a verb."""
    step = place
    while step > 0 and run.text(step - 1) in _OPENERS:
        step -= 1
    if step == 0:
        return run.opens_sentence or run.text(0) in _OPENERS
    return run.text(step) in ("que", "se", "porque", "mas", "quando") and bool(word(run.text(step - 1)).is_verb)


def _is_thing(run: Run, place: int) -> bool:
    """Tell whether a noun phrase begins here; a participle makes a perfect tense (`haviam confirmado`)."""
    found, noun = word(run.text(place)), word(run.text(place + 1))
    if found.noun and not found.participle and not found.others:
        return True
    is_modifier = bool(found.determiner or found.numeral or run.text(place).isdigit()) and not found.participle
    return is_modifier and bool(noun.noun) and not noun.participle


def _is_span_of_time(run: Run, place: int) -> bool:
    if run.text(place) == "mais" and run.text(place + 1) == "de":
        place += 2
    is_number = run.text(place).isdigit() or bool(word(run.text(place)).numeral)
    if not is_number or run.text(place + 1) not in _TIMES:
        return False
    return run.text(place + 2) in ("que", "desde", "amanhã", "hoje") or (
        place + 2 == len(run) and run.after[:1] in ".,!"
    )
