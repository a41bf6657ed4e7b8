"""Finds Portuguese verbs in the wrong mood or number: `Caso pretende`, `Quando ver`, `eles pode`."""

from __future__ import annotations

from checks.portuguese.words import PLURAL, SINGULAR, word
from checks.tagged.runs import Run
from checks.tagged.words import tags

# What stands before a wish, a doubt or a condition: the subjunctive follows.
_WITH_THAT = frozenset(
    ("espero", "esperamos", "peço", "pedimos", "quero", "queremos", "prefiro", "preferimos", "solicito", "solicitamos")
    + ("agradecemos", "sugiro", "sugerimos", "desejo", "desejamos", "convém", "oxalá", "recomendamos", "aconselho")
)
_CONDITIONS = frozenset(("caso", "embora", "talvez", "oxalá"))
_PURPOSES = frozenset((("para", "que"), ("antes", "que"), ("sem", "que"), ("mesmo", "que"), ("ainda", "que")))
# The future subjunctive of these is not their infinitive: se tiver, quando vir.
_IRREGULAR = frozenset(
    ("ver", "ter", "poder", "querer", "fazer", "estar", "saber", "dizer", "trazer", "pôr", "ir", "ser", "haver", "dar")
    + ("manter", "obter", "rever", "prever", "refazer", "repor", "propor", "caber")
)
_WHEN = frozenset(("se", "quando", "enquanto"))
_SMALL = frozenset(
    ("não", "já", "ainda", "também", "se", "lhe", "me", "nos", "o", "a", "só", "sempre", "nunca", "isso")
)
_DOERS = frozenset(
    ("senhor", "senhora", "cliente", "você", "artigo", "pedido", "encomenda", "produto", "valor", "prazo")
)
_SINGULARS = (
    "segue chega sai vem vai falta demora volta funciona custa termina expira existe consta vale serve continua "
    "chegou saiu faltou voltou demorou apareceu ficou fica seguiu terminou expirou caiu aparece cabe sobra esgotou"
)
_PLURALS = (
    "seguem chegam saem vêm vão faltam demoram voltam funcionam custam terminam expiram existem constam valem servem "
    "continuam chegaram saíram faltaram voltaram demoraram apareceram ficaram ficam seguiram terminaram expiraram "
    "caíram aparecem cabem sobram esgotaram"
)
_INTRANSITIVE = dict.fromkeys(_SINGULARS.split(), SINGULAR) | dict.fromkeys(_PLURALS.split(), PLURAL)
_ARTICLES = frozenset(("o", "a", "os", "as", "seu", "sua", "seus", "suas", "nosso", "nossa", "nossos", "nossas"))
_GROUPS = frozenset(("maioria", "parte", "metade", "resto", "grupo", "conjunto", "série", "total", "par", "gente"))
_THEY = frozenset(("eles", "elas", "vocês"))
_THEY_ALONE = frozenset(("ele", "ela", "você"))


def wrong_mood(run: Run, place: int) -> tuple[int, int] | None:
    """Return the place of an indicative where a wish, a doubt or a condition asks for the subjunctive."""
    text, following = run.text(place), run.text(place + 1)
    is_start = place == 0 or run.text(place - 1) in ("e", "mas", "ou", "que")
    if text in _CONDITIONS and is_start and (text != "embora" or not place):
        start = place + 1
    elif ((text, following) in _PURPOSES and not place) or (text in _WITH_THAT and following == "que"):
        start = place + 2
    else:
        return _wrong_future(run, place)
    first = start
    while run.text(start) in _SMALL | _DOERS:
        start += 1
    if text == "para" and start == first:
        return None  # "Para que serve?" asks what for
    return (start, start) if _is_indicative(run.text(start)) else None


def _is_indicative(text: str) -> bool:
    """Tell whether a word is a present indicative and nothing else."""
    found = tags(text, "pt")
    return bool(found) and all(tag.startswith(("VMIP", "VSIP", "VAIP", "VMM02")) for tag in found)


def _wrong_future(run: Run, place: int) -> tuple[int, int] | None:
    """Judge `Quando ver a fatura`: at the start of a clause, right before an infinitive of an irregular verb."""
    text = run.text(place)
    is_start = (place == 0 and run.opens_sentence) or (text != "se" and run.text(place - 1) in ("e", "mas"))
    if text not in _WHEN or not is_start:
        return None
    verb = place + 1
    while run.text(verb) in ("não", "já", "ainda", "também", "lhe", "me", "nos"):
        verb += 1
    return (verb, verb) if run.text(verb) in _IRREGULAR and run.text(verb + 1) != "é" else None


def wrong_number(run: Run, place: int) -> tuple[int, int] | None:
    """Return the place of a verb without an object in another number than its subject: `as faturas segue`."""
    text = run.text(place)
    if text in _THEY | _THEY_ALONE:
        return _wrong_after_pronoun(run, place)
    if text not in _ARTICLES or place or not run.opens_sentence:
        return None
    step: int = place
    slots: int = SINGULAR | PLURAL
    while run.text(step) in _ARTICLES:
        slots &= word(run.text(step)).determiner or slots
        step += 1
    head = word(run.text(step))
    if not head.noun or head.others or head.text in _GROUPS:
        return None
    slots &= head.noun
    step += 1
    while word(run.text(step)).predicate & slots and run.text(step) not in _INTRANSITIVE:
        step += 1
    while run.text(step) in _SMALL - {"o", "a"}:
        step += 1
    number = _INTRANSITIVE.get(run.text(step))
    is_sure = bool(slots) and (not slots & SINGULAR or not slots & PLURAL)
    return (step, step) if number and is_sure and not slots & number else None


def _wrong_after_pronoun(run: Run, place: int) -> tuple[int, int] | None:
    """Judge `eles pode` and `você podem`: a pronoun that is no object, then a verb of one number."""
    before = run.text(place - 1)
    if place and before not in ("que", "mas", "porque", "e", "se", "quando", "como", "onde"):
        return None
    step = place + 1
    while run.text(step) in _SMALL - {"o", "a"}:
        step += 1
    persons = word(run.text(step)).persons if word(run.text(step)).is_verb else frozenset()
    if (
        not persons
        or (run.text(step) in ("é", "foi") and run.text(step + 1) == "que")
        or (before == "e" and run.text(place) in _THEY_ALONE)
    ):
        return None
    wanted, other = ("3P", "3S") if run.text(place) in _THEY else ("3S", "3P")
    return (step, step) if other in persons and wanted not in persons else None
