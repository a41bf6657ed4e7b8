"""Finds verbs and predicates unlike their subject: `a encomenda foram`, `o reembolso foi processada`."""

from __future__ import annotations

from dataclasses import dataclass

from checks.portuguese.words import PLURAL, SINGULAR, Word, word
from checks.tagged.runs import Run

_ARTICLES = frozenset(
    ("o", "a", "os", "as", "um", "uma", "este", "esta", "estes", "estas", "esse", "essa", "esses", "essas")
    + ("seu", "sua", "seus", "suas", "nosso", "nossa", "nossos", "nossas", "meu", "minha", "meus", "minhas")
    + ("vosso", "vossa")
)
_OF = frozenset(("de", "do", "da", "dos", "das"))
_OPENERS = frozenset(("que", "se", "quando", "porque", "mas", "pois", "infelizmente", "onde", "como"))
_BETWEEN = frozenset(("já", "não", "ainda", "também", "só", "sempre", "nunca", "agora"))
# Nouns of many things, after which both numbers are heard.
_GROUPS = frozenset(
    ("maioria", "parte", "metade", "maior", "total", "série", "grupo", "conjunto", "resto", "par", "dúzia")
    + ("gente", "pessoal", "casal", "dobro", "terço", "quantidade", "variedade", "tipo", "espécie", "lista")
    + ("mais", "menos")
)
# Who can do something, so that the noun is no object put first (`A fatura podem descarregar no site`).
_AGENTS = frozenset(
    ("cliente", "clientes", "transportadora", "transportadoras", "loja", "lojas", "equipa", "equipe", "empresa")
    + ("garantia", "banco", "estafeta", "serviço", "colega", "vendedor", "fabricante", "armazém", "site")
    + ("sistema", "departamento", "técnico", "fornecedor", "correio", "marca", "senhor", "senhora", "senhores")
    + ("vendedora", "política", "gerente")
)
_ONE_IS = "é está foi era estava será fica ficou continua chegou"
_MANY_ARE = "são estão foram eram estavam serão ficam ficaram continuam chegaram"
_BEING = dict.fromkeys(_ONE_IS.split(), SINGULAR) | dict.fromkeys(_MANY_ARE.split(), PLURAL)
_INVARIABLE = frozenset(
    ("rápido", "certo", "claro", "junto", "só", "melhor", "preciso", "proibido", "necessário", "permitido")
    + ("barato", "caro")
)
_TO_BE_SOMETHING = frozenset(("é", "era", "será", "são", "eram", "serão", "foi", "foram"))


@dataclass(frozen=True, slots=True)
class _Subject:
    """The slots of a noun phrase at the start of a clause, its head and the place of the verb after it."""

    slots: int
    head: str
    verb: int


def wrong_verb(run: Run, place: int) -> tuple[int, int] | None:
    """Return the places of a verb, or of what it says, that disagrees with the subject whose article is at `place`."""
    subject = _subject(run, place)
    if subject is None or subject.head in _GROUPS or (subject.head == "número" and run.text(place) == "um"):
        return None
    verb, said = run.text(subject.verb), word(run.text(subject.verb + 1))
    number = PLURAL if not subject.slots & SINGULAR else SINGULAR if not subject.slots & PLURAL else 0
    if verb in _BEING:
        return _wrong_being(run, subject, number)
    if not number or subject.head not in _AGENTS or not word(verb).is_verb:
        return None
    wanted = "3P" if number == PLURAL else "3S"
    is_third = word(verb).persons & {"3S", "3P"}
    is_wrong = is_third and wanted not in word(verb).persons and not word(verb).persons & {"1S", "1P"}
    return (subject.verb, subject.verb) if is_wrong and not said.text.startswith("se") else None


def _wrong_being(run: Run, subject: _Subject, number: int) -> tuple[int, int] | None:
    verb = run.text(subject.verb)
    step = subject.verb + 1
    while run.text(step) in ("já", "não", "ainda", "muito", "bem", "mais", "menos", "totalmente", "também", "agora"):
        step += 1
    said, follows = word(run.text(step)), word(run.text(step + 1))
    slots = (
        said.predicate
        if not said.others and not said.determiner and not (verb.startswith("cheg") and not said.participle)
        else 0
    )
    is_said = bool(slots) and (not follows.noun or bool(follows.determiner)) and said.text not in _INVARIABLE
    is_wrong_number = bool(number) and number != _BEING[verb]
    if is_wrong_number and (verb not in _TO_BE_SOMETHING or is_said):
        return subject.verb, step if is_said and not slots & subject.slots else subject.verb
    if is_said and not is_wrong_number and not slots & subject.slots:
        return subject.verb, step
    return None


def _subject(run: Run, place: int) -> _Subject | None:
    """Read determiner, possessive, noun, adjectives and `de` phrases that open a clause, up to the verb."""
    if run.text(place) not in _ARTICLES or not _opens_clause(run, place):
        return None
    step = place
    slots = SINGULAR | PLURAL
    while run.text(step) in _ARTICLES:
        slots &= word(run.text(step)).determiner
        step += 1
    head = word(run.text(step))
    if not head.noun or not slots & head.noun or not _is_thing(head):
        return None
    slots &= head.noun
    step = _after_attributes(run, step + 1, slots)
    while run.text(step) in _BETWEEN:
        step += 1
    return _Subject(slots, head.text, step)


def _after_attributes(run: Run, step: int, slots: int) -> int:
    while True:
        found = word(run.text(step))
        if found.predicate & slots and not found.persons and run.text(step) not in _BEING:
            step += 1
        elif run.text(step) in _OF and _is_thing(word(run.text(step + 1))) and word(run.text(step + 1)).noun:
            step += 2
        else:
            return step


def _opens_clause(run: Run, place: int) -> bool:
    if place == 0:
        return run.opens_sentence
    is_after_verb = place > 1 and word(run.text(place - 2)).is_verb
    return run.text(place - 1) in _OPENERS and (place == 1 or (run.text(place - 1) == "que" and is_after_verb))


def _is_thing(found: Word) -> bool:
    return not found.determiner and not found.others
