"""Finds the names Portuguese messages address the customer by, and judges them by the customer's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from checks.portuguese_names import is_ladys_given, is_womans
from checks.tagged.words import tags
from checks.titled import Titled
from qa.domain.finding import Verdict
from qa.ports import Span

# Titles with the one of the other gender; those before a given name or a surname, and those that need one more.
_KIND = {"caro": "cara", "prezado": "prezada", "estimado": "estimada", "querido": "querida", "exmo": "exma"}
_CALLED = {"sr": "sra", "senhor": "senhora", "dom": "dona", "dr": "dra", "senhô": "senhora"}
_OTHERS = _KIND | _CALLED | {woman: man for man, woman in (_KIND | _CALLED).items()} | {"d": "sr"}
_WOMENS = frozenset((*_KIND.values(), *_CALLED.values(), "d"))
_WRITTEN = {"sra": "Sra.", "sr": "Sr.", "d": "D.", "dr": "Dr.", "dra": "Dra.", "exmo": "Exmo.", "exma": "Exma."}
_NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,}"
_TITLE = rf"(?i:d(?=\.)|{'|'.join(sorted(_OTHERS.keys() - {'d'}, key=len, reverse=True))})(?:\.?[ª°º]|\.)?\s+"
_OPENED = r"(?:^|(?<=[.!?]\s)|(?<=\n))"
_HELLO = r"(?i:olá|ola|oi|oie|viva|boas|bom dia|boa tarde|boa noite|alô)"
_AGREED = (
    r"(?i:(?:muito )?obrigad[oa](?: (?:pela|pelo|por)\b[^,.!?\n]{1,40})?|agradeço|certo|claro|sim|não|entendo|"
    r"compreendo|percebo|perfeito|ok|peço desculpa|desculpe|lamento|está bem|tudo bem|de nada|pronto|ótimo|entendi|"
    r"com certeza|imediatamente|combinado|até já|até logo|exatamente)"
)
_WISHED = (
    r"(?i:bom|boa|boas|tenha|desejo|espero|eu é que|até|aproveite|fique|um (?:bom|ótimo)|uma (?:boa|ótima)|continuação)"
)
_END = r"(?=\s*[,!.:;?](?!\w)|\s*$|\s*\n)"
_GREETED = (
    re.compile(
        rf"{_OPENED}(?P<hello>{_HELLO}(?P<comma>,)?\s+)?(?P<titles>(?:{_TITLE}){{0,3}})(?P<name>{_NAME})"
        rf"(?P<rest>(?:\s(?:d[aeo]s?\s)?{_NAME}){{0,3}}){_END}",
        re.MULTILINE,
    ),
    re.compile(
        rf"{_OPENED}(?P<hello>{_AGREED})(?P<comma>,)?\s+(?P<titles>(?:{_TITLE}){{0,2}})(?P<name>{_NAME})(?P<rest>){_END}",
        re.MULTILINE,
    ),
    re.compile(
        rf"{_OPENED}(?P<hello>(?:{_WISHED}|{_AGREED})[^.!?\n]{{1,60}})(?P<comma>,)\s(?P<titles>(?:{_TITLE}){{0,2}})(?P<name>{_NAME})"
        rf"(?P<rest>)(?=\s*[!.]|\s*$)",
        re.MULTILINE,
    ),
    re.compile(
        rf"(?P<hello>),\s(?P<comma>)(?P<titles>(?:{_TITLE}){{1,2}})(?P<name>{_NAME})(?P<rest>){_END}", re.MULTILINE
    ),
)
_LOWER = re.compile(rf"{_OPENED}{_HELLO},?\s(?P<name>[a-zà-öø-ÿ]{{3,}})(?=\s*[,!.])", re.MULTILINE)
_NO_NAMES = frozenset(
    ("cliente", "clientes", "senhor", "senhora", "equipa", "equipe", "colega", "amigo", "amiga", "todos")
    + ("sra", "senhores", "senhoras", "consumidor", "consumidora", "utilizador", "dona", "usuário")
)
# "o seu vizinho, Sr. António": a person and their name, not a clause and who it is said to.
_APPOSED = re.compile(
    r"\b(?i:[oa]s?|d[oa]s?|[àa]o?s?|pel[oa]s?|n[oa]s?|seus?|suas?|noss[oa]s?|um|uma|com)(?: [\w-]+){1,3},\s$"
)
_GOES_ON = re.compile(
    r"\s*(?:[.!?;:]|$|\n|,\s(?!(?i:d[aeo]s?|o|a|que|quem|noss[oa]|seu|sua|chefe|técnic[oa]|motorista|estafeta)\b))"
)
# "Bom dia, Henrique, da Acme": who writes says where from.
_INTRODUCED = re.compile(
    r"[,.]?\s+(?:aqui\b|ao (?:telefone|dispor|seu dispor)|a (?:falar|atender|responder)|"
    r"(?:d[aeo]s? (?:loja |empresa |equipa |nosso |nossa )?)?(?:apoio|atendimento|serviço|suporte|equipa|equipe|"
    r"departamento|loja)\b|(?:d[aeo]s? |na )?(?P<shop>[A-ZÀ-Þ]\w+))"
)
_DIMINUTIVE = re.compile(r"(?:inh|it|zinh)[ao]$")
_FULL = 2
_MOST_SLIPS = 2
_LONGER_THAN_NICKNAMES = 6
_SHORTEST_PREFIX = 3


def titled_names(text: str, *, own: str, said: str, ours: str = "") -> Iterator[Titled]:
    """Yield the names of address; `expected` where titles and name are of two genders ("Caro Ana").

    `own` is the customer's full name and `said` what they wrote. "Sra." before a man's name that may be a surname
    is left alone unless it is the customer's own. A capital word after "Olá," is a name only where known as one,
    and the writer's where they name a place of work or the company (`ours`) behind it.
    """
    seen: set[int] = set()
    for match in (one for pattern in _GREETED for one in pattern.finditer(text)):
        name, titles = match["name"], [_plain(one) for one in match["titles"].split()]
        span = Span(*match.span("name"))
        if not (match["hello"] or titles) or name.casefold() in _NO_NAMES or span.start in seen:
            continue
        if _introduces(text, match, ours):
            continue
        is_bare = not titles and (match["comma"] or not match["hello"] or not re.match(_HELLO, match["hello"]))
        if is_bare and is_womans(name) is None and name not in own.split():
            continue
        seen.add(span.start)
        expected = _expected(titles, name, own.split())
        if expected:
            yield Titled(Span(match.start("titles"), span.end), name, expected, Verdict.FAIL)
        else:
            verdict = _verdict(name, titles, match["rest"].split(), own.split(), said)
            if verdict is Verdict.FAIL and not _is_addressed(text, match, own):
                verdict = Verdict.NEEDS_HUMAN
            yield Titled(span, name, verdict=verdict)
    for match in _LOWER.finditer(text):
        if match["name"].capitalize() == own.partition(" ")[0]:
            yield Titled(Span(*match.span("name")), match["name"], match["name"].capitalize(), Verdict.FAIL)


def _introduces(text: str, match: re.Match[str], ours: str) -> bool:
    """Tell whether a name after a greeting is the writer's, who says where they write from."""
    if not match["hello"] or not re.match(_HELLO, match["hello"]):
        return False
    after = [_INTRODUCED.match(text, match.end(one)) for one in ("name", "rest")]
    return any(one is not None and (not one["shop"] or one["shop"] in ours.split()) for one in after)


def _is_addressed(text: str, match: re.Match[str], own: str) -> bool:
    """Tell whether a name is surely who the message is to: greeted by, or said where nobody is told of.

    Whoever calls the customer by name too ("Certo, Pedro, do armazém, confirmou: segue hoje, Helena") names another.
    """
    if match["hello"] and re.match(_HELLO, match["hello"]):
        return True
    rest = text[: match.start()] + text[match.end() :]
    if any(re.search(rf"\b{re.escape(one)}\b", rest) for one in own.split()):
        return False
    is_apposed = not match["hello"] and _APPOSED.search(text[: match.start("titles")])
    return not is_apposed and _GOES_ON.match(text, match.end("name")) is not None


def _plain(title: str) -> str:
    bare = title.casefold().rstrip("ªº°.")
    return "sra" if bare == "sr" and title.casefold().rstrip(".").endswith("ª") else bare


def _expected(titles: list[str], name: str, own: list[str]) -> str:
    """Return the right title and name where the titles say two genders, or another than the name or its bearer."""
    if not titles:
        return ""
    genders = {title in _WOMENS for title in titles}
    known = is_womans(name) if name not in own[1:] or name == own[0] else None
    if known is None and name in own:
        known = is_ladys_given(own[0])
    if known is None and len(genders) == 1:
        return ""
    is_woman = known if known is not None else titles[-1] in _WOMENS
    if titles[-1] in ("sra", "senhora", "sr", "senhor", "dra", "dr") and name not in own and len(genders) == 1:
        # A given name of the other gender may be a surname (Sra. Duarte), but no man's name begins with a lady's.
        return "" if is_womans(name) is False else _with_titles(titles, name, is_woman=is_woman, genders=genders)
    return _with_titles(titles, name, is_woman=is_woman, genders=genders)


def _with_titles(titles: list[str], name: str, *, is_woman: bool, genders: set[bool]) -> str:
    if genders == {is_woman}:
        return ""
    right = [title if (title in _WOMENS) is is_woman else _OTHERS[title] for title in titles]
    return " ".join([*(_WRITTEN.get(one, one.capitalize()) for one in right), name])


def _verdict(name: str, titles: list[str], rest: list[str], own: list[str], said: str) -> Verdict | None:
    """Compare a name with the customer's; None leaves it to what is known of all languages."""
    if len(own) < _FULL or not said:
        return _verdict_on_lone(name, own[0], said) if own and said else None
    is_called = any(title in _CALLED or title in _CALLED.values() or title == "d" for title in titles)
    if name == own[-1] and name != own[0] and not is_called and not rest and is_womans(name) is None:
        return Verdict.FAIL
    if name in own or re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE):
        return Verdict.PASS
    if _is_prefix(name, own[0]):
        return Verdict.PASS
    if is_womans(name) is not None and is_ladys_given(own[0]) is not None:
        return Verdict.FAIL
    is_slip = is_womans(name) is None and OSA.distance(name.casefold(), own[0].casefold()) <= _MOST_SLIPS
    # After Sr. and Sra. it may be a surname the record leaves out; after D. it is a given name.
    is_given = bool(titles) and (not is_called or titles[-1] in ("d", "dona"))
    is_other = is_given and len(name) >= _LONGER_THAN_NICKNAMES and all(name[:1] != one[:1] for one in own)
    # Who gave their full name has no other.
    is_other = is_other or (is_called and all(re.search(rf"\b{re.escape(one)}\b", said) for one in own))
    is_other = is_other and not tags(name.casefold(), "pt") and not _DIMINUTIVE.search(name)
    return Verdict.FAIL if (is_slip and len(name) >= len(own[0])) or is_other else Verdict.NEEDS_HUMAN


def _verdict_on_lone(name: str, own: str, said: str) -> Verdict | None:
    """Fail another given name than the one on record where the customer gave that very one."""
    is_said = re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE)
    if is_said or _is_prefix(name, own) or is_womans(name) is None or name == own:
        return None
    return Verdict.FAIL if re.search(rf"\b{re.escape(own)}\b", said, re.IGNORECASE) else None


def _is_prefix(name: str, own: str) -> bool:
    return name[:_SHORTEST_PREFIX].casefold() == own[:_SHORTEST_PREFIX].casefold() and len(name) < len(own)
