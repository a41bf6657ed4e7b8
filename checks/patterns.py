"""The phrase pattern language: reads one pattern and makes a regular expression and the literals it needs.

plain words       any case, any white space between (a comma in the text is passed over), whole words
stem*             any letters there
(a|b c|d)         one of these; `(a|b)?` or none
<lemma>           any inflected form of a Polish lemma
_                 exactly one word
...               up to five words, no sentence end between
^ first, $ last   only at the beginning, only at the end of a sentence
!nie, !(a|b) first   not after this word
Parts written together (`(س)?كلمة`) are matched together. Arabic و and ف ("and", "so") may be written before the
first word. Thai matches inside words. A Portuguese
pronoun written behind its verb (`rasgou-se`) is no word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from checks.morphology import forms_of
from checks.normal import normalise
from qa.errors import PatternError

_SPACE = r"(?:[,;،]?[^\S\n]+(?:[–—-][^\S\n]+)?|[,;،]?[^\S\n]*\n[^\S\n]*)"
_SPACE_THAI = r"\s*"
_WORD = r"\w[\w'-]*"
_GAP_WORD = r"(?:[^\s.!?…]|[.](?=\d))+"
_FREQUENT = frozenset(
    ("nie", "pan", "pani", "pana", "prosze", "jest", "czy", "sie", "moze", "dzien", "dobry", "order", "parcel")
    + (
        "you",
        "your",
        "can",
        "will",
        "have",
        "the",
        "this",
        "that",
        "not",
        "thank",
        "please",
        "nao",
        "uma",
        "seu",
        "com",
    )
)
_NOT_AFTER = re.compile(r"!(?:\((?P<words>[^()]+)\)|(?P<word>[^\s()]+))\s*(?=\S)")
_MOST_LITERALS, _LEAST = 24, 3
_NOT_WORD = re.compile(r"\W+")
_TOKEN = re.compile(r"\s+|\.\.\.|\(|\)\??|\||<[^<>]+>|[^\s()|<>]+?(?=\.\.\.|[\s()|<>]|$)")


class _UnreadableError(ValueError):
    """Carries what is wrong from deep inside a pattern to where the whole pattern is known."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase: of the literals of `needs`, and of each group in `also`, one must occur; () requires none.

    They occur in the text as `spaced` writes it: a literal that begins or ends a word has a space there.
    """

    source: str
    expression: str
    needs: tuple[str, ...]
    also: tuple[tuple[str, ...], ...] = ()
    is_at_start: bool = False
    is_at_end: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: its expression, groups of literals of which it needs one each, whether it may be absent."""

    expression: str
    groups: tuple[tuple[str, ...], ...] = ()
    is_optional: bool = False
    is_gap: bool = False


@lru_cache(maxsize=256)
def spaced(text: str, *, language: str) -> str:
    """Write spaces around words, so that literals can be searched for as whole words; Thai has no such."""
    return text if language == "th" else " " + _NOT_WORD.sub(r" \g<0> ", text) + " "


def read_pattern(source: str, *, language: str) -> Pattern:
    """Read one pattern. Raises PatternError for brackets that do not close, an unknown lemma or an empty pattern."""
    body = source.strip()
    is_at_start, is_at_end = body.startswith("^"), body.endswith("$")
    body = body.removeprefix("^").removesuffix("$").strip()
    body, not_after = _take_not_after(body, source, language)
    tokens = [token for token in _TOKEN.findall(body) if token]
    try:
        part, rest = _read_choices(tokens, language)
    except _UnreadableError as error:
        raise PatternError(source, problem=str(error)) from error
    if rest:
        raise PatternError(source, problem="a ')' has no '(' before it.")
    if not part.expression or part.is_optional:
        raise PatternError(source, problem="it can match nothing at all; give it at least one word.")
    joined = "[وف]?" if language == "ar" else ""
    expression = f"{not_after}{joined}(?:{part.expression})"
    if language != "th":
        begins = r"(?<!\w)(?<!\w-)" if language == "pt" else r"(?<!\w)"
        expression = rf"(?:{begins}|(?!\w)){expression}(?:(?!\w|'\w)|(?<!\w))"
    needs, also = _ordered(part.groups)
    return Pattern(source, expression, needs, also, is_at_start, is_at_end)


def _take_not_after(body: str, source: str, language: str) -> tuple[str, str]:
    """Take `!word` or `!(a|b c)` from the front; each looks back over one space."""
    if not body.startswith("!"):
        return body, ""
    match = _NOT_AFTER.match(body)
    if match is None:
        raise PatternError(source, problem="'!' is followed by a word, or by words in brackets, and then the phrase.")
    words = [normalise(one.strip(), language=language).text for one in (match["words"] or match["word"]).split("|")]
    space = "" if language == "th" else r"\s"
    begins = r"\b" if language == "pt" else ""  # "!o" is not meant for "posso"
    return body[match.end() :], "".join(rf"(?<!{begins}{re.escape(word)}{space})" for word in words)


def _read_choices(tokens: list[str], language: str) -> tuple[_Part, list[str]]:
    """Read `a|b c|d` up to a closing bracket or the end."""
    choices: list[_Part] = []
    while True:
        part, tokens = _read_sequence(tokens, language)
        choices.append(part)
        if not tokens or tokens[0] != "|":
            return _any_of(choices), tokens
        tokens = tokens[1:]


def _read_sequence(tokens: list[str], language: str) -> tuple[_Part, list[str]]:
    """Read parts up to `|`, `)` or the end; parts without white space between are one compound."""
    compounds: list[list[_Part]] = [[]]
    while tokens and tokens[0] != "|" and not tokens[0].startswith(")"):
        token, tokens = tokens[0], tokens[1:]
        if token.isspace():
            compounds.append([])
        elif token == "(":  # noqa: S105
            part, tokens = _read_choices(tokens, language)
            if not tokens:
                raise _UnreadableError("a '(' is not closed.")
            closing, tokens = tokens[0], tokens[1:]
            is_optional = closing.endswith("?")
            compounds[-1].append(_Part(f"(?:{part.expression})", part.groups, is_optional or part.is_optional))
        else:
            compounds[-1].append(_read_word(token, language))
    parts = [_glue(compound) for compound in compounds if compound]
    return _in_order(parts, space=_SPACE_THAI if language == "th" else _SPACE), tokens


def _read_word(token: str, language: str) -> _Part:
    if token == "...":  # noqa: S105
        return _Part("", is_gap=True)
    if token == "_":  # noqa: S105
        return _Part(r"\S{1,12}?" if language == "th" else _WORD)
    if token.startswith("<"):
        return _read_lemma(token[1:-1], language)
    if not token.strip("*"):
        return _Part(r"\w+")
    word = normalise(token, language=language).text
    literals = word.split("*")
    expression = r"\w*".join(re.escape(literal) for literal in literals)
    longest = max(literals, key=len)
    begins, ends = longest is literals[0] and language != "ar", longest is literals[-1]
    return _Part(expression, ((_literal(longest, language, begins=begins, ends=ends),),) if longest else ())


def _literal(word: str, language: str, *, begins: bool, ends: bool) -> str:
    """Write a literal as it stands in a spaced text, with a space where a word must begin or end."""
    if language == "th":
        return word
    written = spaced(word, language=language).strip(" ")
    has_space = (begins and (word[0].isalnum() or word[0] == "_"), ends and (word[-1].isalnum() or word[-1] == "_"))
    return f"{' ' * has_space[0]}{written}{' ' * has_space[1]}"


def _read_lemma(lemma: str, language: str) -> _Part:
    """Spell out every form; past forms also take the personal endings and `by` (`mógł|by|m`)."""
    if language != "pl":
        raise _UnreadableError(f"<{lemma}>: inflected forms are known for Polish only.")
    forms = [form for form in forms_of(lemma) if not form.has("neg")]
    if not forms:
        raise _UnreadableError(f"<{lemma}>: the dictionary has no such lemma; give the basic form, such as <móc>.")
    plain = {normalise(form.text, language="pl").text for form in forms if not form.has("praet")}
    past = {normalise(form.text, language="pl").text for form in forms if form.has("praet")}
    expressions = [_trie_expression(words) + ending for words, ending in ((plain, ""), (past, _PAST_ENDING)) if words]
    stems = sorted(_literal(stem, "pl", begins=True, ends=False) for stem in _stems(plain | past))
    return _Part(f"(?:{'|'.join(expressions)})", (tuple(stems),))


_PAST_ENDING = "(?:by)?(?:em|es|m|s|smy|scie)?"


def _stems(words: set[str]) -> set[str]:
    """Keep of words only those that no other begins with, so that fewer literals are searched for."""
    kept: set[str] = set()
    for word in sorted(words):
        if not any(word.startswith(word[:size]) and word[:size] in kept for size in range(2, len(word))):
            kept.add(word)
    return kept


def _trie_expression(words: set[str]) -> str:
    """Write a set of words as one expression that shares their beginnings."""
    by_first: dict[str, set[str]] = {}
    for word in words:
        if word:
            by_first.setdefault(word[0], set()).add(word[1:])
    branches = [re.escape(first) + _trie_expression(rests) for first, rests in sorted(by_first.items())]
    if not branches:
        return ""
    return (
        f"(?:{'|'.join(branches)})" + ("?" if "" in words else "") if len(branches) > 1 or "" in words else branches[0]
    )


def _glue(compound: list[_Part]) -> _Part:
    """Join parts that are written together; where words begin and end in them is not known."""
    if len(compound) == 1:
        return compound[0]
    expression = "".join(f"{part.expression}?" if part.is_optional else part.expression for part in compound)
    groups = tuple(
        tuple(literal.strip(" ") for literal in group)
        for part in compound
        if not part.is_optional
        for group in part.groups
    )
    return _Part(f"(?:{expression})", groups, all(part.is_optional for part in compound))


def _in_order(parts: list[_Part], *, space: str) -> _Part:
    """Join parts with white space between; leading optional parts bring theirs behind them."""
    if parts and (parts[0].is_gap or parts[-1].is_gap):
        raise _UnreadableError("'...' stands between words, not at an end.")
    written: list[str] = []
    has_started = False
    for part in parts:
        if part.is_gap:
            written.append(rf"(?:{space}{_GAP_WORD}){{0,5}}?" if space == _SPACE else r"[^\n.!?]{0,40}?")
        elif part.is_optional:
            written.append(f"(?:{space}{part.expression})?" if has_started else f"(?:{part.expression}{space})?")
        else:
            written.append(space + part.expression if has_started else part.expression)
            has_started = True
    groups = tuple(group for part in parts if not part.is_optional and not part.is_gap for group in part.groups)
    return _Part("".join(written), groups, is_optional=not has_started)


def _any_of(choices: list[_Part]) -> _Part:
    if len(choices) == 1:
        return choices[0]
    expression = "|".join(part.expression for part in choices)
    is_optional = any(part.is_optional for part in choices)
    best = [min(part.groups, key=_cost, default=()) for part in choices]
    if not all(best):
        return _Part(f"(?:{expression})", is_optional=is_optional)
    group = tuple(sorted({literal for literals in best for literal in literals}))
    return _Part(f"(?:{expression})", (group,), is_optional)


def _ordered(groups: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Put first the literals that rule out most text: few, long, and not the little words every message has.

    Behind them come the next two that are worth looking for.
    """
    ordered = sorted((one for one in groups if one), key=_cost)
    if not ordered:
        return (), ()
    return ordered[0], tuple(one for one in ordered[1:] if _cost(one) < 1 and len(one) <= _MOST_LITERALS)[:2]


def _cost(needs: tuple[str, ...]) -> float:
    """Guess how often one of the literals occurs: short and frequent ones do nearly always."""
    return sum(1.0 if _is_frequent(literal) else 4.0 ** -len(literal) for literal in needs)


def _is_frequent(literal: str) -> bool:
    return len(literal) < _LEAST or literal.strip(" ") in _FREQUENT
