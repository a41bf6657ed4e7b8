"""Finds determiners, numerals and adjectives that do not agree with their noun: `nosso equipe`, `dias útil`."""

from __future__ import annotations

from checks.portuguese.words import PLURAL, SINGULAR, word
from checks.tagged.runs import Run

_ARTICLES = frozenset(("o", "os", "as", "um", "uma", "uns", "umas"))
_JOINED = frozenset(
    ("do", "da", "dos", "das", "no", "na", "nos", "nas", "ao", "à", "aos", "às", "pelo", "pela", "pelos")
    + ("pelas", "num", "numa", "nuns", "numas", "dum", "duma", "neste", "nesta", "nestes", "nestas", "nesse")
    + ("nessa", "nesses", "nessas", "deste", "desta", "destes", "destas", "desse", "dessa", "desses", "dessas")
    + ("naquele", "naquela")
)
_POINTING = frozenset(
    ("este", "esta", "estes", "estas", "esse", "essa", "esses", "essas", "aquele", "aquela", "aqueles", "aquelas")
)
_OWNING = frozenset(
    ("meu", "minha", "meus", "minhas", "seu", "sua", "seus", "suas", "nosso", "nossa", "nossos", "nossas")
    + ("vosso", "vossa", "vossos", "vossas", "teu", "tua", "teus", "tuas")
)
_COUNTING = frozenset(
    ("alguns", "algumas", "algum", "alguma", "nenhum", "nenhuma", "muitos", "muitas", "poucos", "poucas", "vários")
    + ("várias", "outros", "outras", "outro", "outra", "certos", "certas", "ambos", "ambas")
)
_ALL = {"todo": "o", "toda": "a", "todos": "os", "todas": "as"}
_DETERMINERS = _ARTICLES | _JOINED | _POINTING | _OWNING | _COUNTING
_OF = frozenset(("de", "do", "da", "dos", "das"))
_NUMERALS = frozenset(
    ("dois", "duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "quinze", "vinte", "trinta")
)
# Adjectives that are adverbs as well, and colours, which do not inflect beside another.
_UNCHANGED = frozenset(
    ("rápido", "direto", "certo", "junto", "claro", "escuro", "rosa", "laranja", "cinza", "só", "alto")
    + ("barato", "caro", "sério", "extra", "grátis", "anexo", "incluso", "exceto", "salvo", "mediante", "durante")
    + ("conforme", "online", "próximo", "segundo", "meio", "bastante", "tal", "todo", "mesmo", "último")
    + ("primeiro", "standard", "padrão", "verde", "azul", "devido", "sozinho", "sozinha", "sozinhos", "sozinhas")
    + ("norte", "sul", "leste", "oeste", "nordeste", "noroeste", "sudeste", "sudoeste", "matriz", "mestre", "alvo")
    + ("chave", "modelo", "piloto", "limite", "base", "surpresa", "recorde", "hindu")
    + ("estado", "áudio", "vivo", "viva", "vivos", "vivas")
)
# Nouns of set phrases; what follows belongs elsewhere: `uma vez enviados`, `às vezes chamada`, `um pouco maiores`.
_SET = frozenset(("vez", "vezes", "verdade", "pouco", "bocado", "ser", "geral"))


# The hours are left out: `às onze e um quarto`.
_HOURLY = frozenset(("as", "às", "das", "pelas"))
_HOURS = _NUMERALS | {"uma", "onze", "doze", "treze", "catorze", "dezasseis", "dezassete", "dezoito", "dezanove"}
_PREPOSITIONS = frozenset(
    ("com", "de", "em", "para", "sem", "sobre", "por", "entre", "após", "até", "desde", "contra", "segue")
)


def wrong_determiner(run: Run, place: int) -> tuple[int, int] | None:
    """Return the first and last place of a determiner or numeral and a noun that disagree."""
    text = run.text(place)
    if text in _ALL:
        return _wrong_all(run, place)
    if text in _NUMERALS:
        slots = word(text).numeral if run.text(place - 1) not in ("e", "às", "as") else 0
        # The number may stand for the things: `os dois são iguais`.
        return _pair(run, place, slots) if "3P" not in word(run.text(place + 1)).persons else None
    if text not in _DETERMINERS or run.text(place - 1) == "e":
        return None
    slots = word(text).determiner
    if text in _HOURLY and run.text(place + 1) in _HOURS:
        return None
    if text in _OWNING:
        return _wrong_owner(run, place, slots)
    following = word(run.text(place + 1))
    if following.text in _OWNING:
        return (place, place + 1) if _is_article(run, place) and not following.determiner & slots else None
    return _pair(run, place, slots) or _wrong_adjective_before(run, place, slots)


def wrong_adjective(run: Run, place: int) -> tuple[int, int] | None:
    """Return the places of a noun and an adjective after it that agrees neither with it nor with its head."""
    noun, adjective = word(run.text(place - 1)), word(run.text(place))
    if not adjective.predicate or adjective.text in _UNCHANGED or adjective.predicate & noun.noun:
        return None
    if noun.text in _SET or noun.is_other_verb or _is_of_several(run, place, noun.noun, adjective.predicate):
        return None
    if adjective.persons or adjective.determiner or adjective.others or adjective.numeral or adjective.text == "são":
        return None
    follows = word(run.text(place + 1))
    if (
        (follows.noun and not follows.determiner)
        or follows.adjective
        or not noun.noun
        or noun.predicate
        or not _has_determiner(run, place - 1)
    ):
        return None
    return None if _head_agrees(run, place - 1, adjective.predicate) else (place - 1, place)


def _is_of_several(run: Run, place: int, noun: int, said: int) -> bool:
    """Tell whether one of two adjectives stands here (`as margens superior e inferior`), or one of two nouns before."""
    is_divided = not noun & SINGULAR and not said & PLURAL
    is_shared = not noun & PLURAL and not said & SINGULAR
    before = {run.text(step) for step in range(place - 4, place - 1)}
    is_last = place + 1 == len(run)  # a comma or the end: `os cantos norte, sul e este`
    return (is_divided and (run.text(place + 1) in ("e", "ou") or (is_last and run.after.startswith(",")))) or (
        is_shared and bool(before & {"e", "ou"})
    )


def _wrong_all(run: Run, place: int) -> tuple[int, int] | None:
    article, noun = word(run.text(place + 1)), word(run.text(place + 2))
    is_article = run.text(place + 1) in _ALL.values() and not noun.persons & {"3S", "3P"}
    agrees = run.text(place + 1) == _ALL[run.text(place)]
    # `Eles têm todos a mesma cor`: another number is no determiner of this noun.
    is_same = bool(word(run.text(place)).determiner & (PLURAL if article.determiner & PLURAL else SINGULAR))
    is_wrong = is_article and is_same and not agrees and noun.noun & article.determiner
    return (place, place + 2) if is_wrong else None


def _wrong_owner(run: Run, place: int, slots: int) -> tuple[int, int] | None:
    """A possessive stands before its noun; with an article before it, it may be a pronoun before a verb."""
    noun, before = word(run.text(place + 1)), run.text(place - 1)
    if (
        before in ("e", "ou", "é", "são", "era", "foi")
        or not noun.noun
        or noun.others
        or noun.determiner
        or noun.numeral
    ):
        return None
    may_be_verb = bool(noun.persons) and bool(word(before).determiner)
    return None if may_be_verb or slots & (noun.noun | noun.predicate) else (place, place + 1)


def _wrong_adjective_before(run: Run, place: int, slots: int) -> tuple[int, int] | None:
    """Look at an adjective between determiner and noun: `uma novo artigo`."""
    adjective, noun = word(run.text(place + 1)), word(run.text(place + 2))
    if not adjective.adjective or adjective.persons or adjective.others or adjective.noun & slots or not noun.is_noun:
        return None
    is_pair = bool(adjective.adjective & noun.noun) and _is_article(run, place) and run.text(place) not in _POINTING
    return (place, place + 2) if is_pair and not slots & adjective.adjective and not slots & noun.noun else None


def _pair(run: Run, place: int, slots: int) -> tuple[int, int] | None:
    noun = word(run.text(place + 1))
    if not slots or slots & noun.noun or not noun.noun or noun.numeral or noun.text in _HOURS | {"são"}:
        return None
    is_clitic = run.text(place) in ("o", "a", "os", "as") and noun.is_other_verb and noun.text.endswith("r")
    if is_clitic or (run.text(place) in ("uns", "umas") and noun.text.endswith("enta")):
        return None  # `para as ver`, `uns cinquenta`
    is_nominal = not noun.persons and not noun.is_other_verb or _is_article(run, place)
    is_noun = is_nominal and not slots & noun.predicate and not noun.others and not noun.determiner
    return (place, place + 1) if is_noun else None


def _is_article(run: Run, place: int) -> bool:
    """Tell whether a noun must follow: no pronoun opens a sentence or comes after a verb or preposition.

    `nos` may always be the pronoun: `a lei nos obriga`.
    """
    text = run.text(place)
    if text in _JOINED | _NUMERALS and text != "nos":
        return True
    if text not in _ARTICLES:
        return False
    before = word(run.text(place - 1))
    if before.text == "onde":
        return False
    is_first = place == 0 and run.opens_sentence
    is_after_verb = bool(before.persons or before.is_other_verb) and not before.noun and not before.predicate
    return is_first or before.text in _PREPOSITIONS or is_after_verb


def _head_agrees(run: Run, place: int, slots: int) -> bool:
    """Tell whether a noun this one belongs to agrees: `código da encomenda correto`."""
    step = place - 1
    while step > 0 and word(run.text(step)).determiner and run.text(step) not in _OF:
        step -= 1
    while step > 0 and run.text(step) in _OF:
        if word(run.text(step - 1)).noun & slots:
            return True
        step -= 2
    return False


def _has_determiner(run: Run, place: int) -> bool:
    """Tell whether a determiner or number before the noun agrees, so that it is no adjective or verb itself."""
    before, noun = run.text(place - 1), word(run.text(place))
    if before.isdigit() and before != "1":
        return bool(noun.noun & PLURAL)
    found = word(before)
    is_sure = noun.is_noun or _is_article(run, place - 1) or (before == "a" and run.text(place - 2) in _PREPOSITIONS)
    return (
        is_sure and bool((found.determiner | found.numeral) & noun.noun) and before in _DETERMINERS | _NUMERALS | {"a"}
    )
