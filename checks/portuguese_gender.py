"""Finds what is said of a Portuguese customer in another gender than the title: `a senhora está enganado`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text import sentences
from qa.ports import Span

# What people are, and parcels are not.
_STATE = (
    r"(?:enganad|satisfeit|avisad|informad|contactad|contatad|notificad|preocupad|descansad|tranquil|esclarecid|"
    r"convidad|ressarcid|bem-vind|interessad|atendid|chatead|cansad)"
)
_VERB = (
    r"(?:está|foi|é|será|ficou|fica|fique|ficará|estava|estiver|esteja|seja|pode ficar|pode estar|sinta-se|ficaria|"
    r"continua|sente-se|se sente|se sinta)"
)
_SAID = re.compile(
    rf"\b[oa] (?P<title>senhora?) (?:já |não |ainda |também )?{_VERB} "
    rf"(?:já |muito |bem |mais |totalmente )?{_STATE}(?P<end>[oa])\b",
    re.IGNORECASE,
)
# Opening its clause, and nothing after it that could be meant instead: "ficou esclarecida a dúvida?"
_ADDRESSED = re.compile(
    r"(?:(?:^|,\s)(?:(?:já|não|por favor|espero que|se|que|e)\s)*"
    r"(?:está|ficou|fica|fique|ficará|esteja|seja|pode ficar|pode estar|sinta-se|continua) "
    rf"(?:já |muito |bem |mais )?{_STATE}|^bem-vind)(?P<end>[oa])\b"
    r"(?! (?:[oa]s?|est[ea]s?|seus?|suas?|noss[oa]s?|minha) \w)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|,\s)(?:(?:minha |meu )?(?P<title>(?i:senhora?|sra?\.|d\.|dona|car[oa]|prezad[oa]|exm[oa]\.))\s?)"
    r"(?:[A-ZÀ-Þ][a-zà-ÿ]+)?(?=\s*[,!.?]|$)"
)
_LADIES = ("senhora", "sra.", "d.", "dona", "cara", "prezada", "exma.")


def title_faults(text: str) -> Iterator[Span]:
    """Yield forms of the other gender than the title in the same sentence, told of the person addressed."""
    for sentence in sentences(text):
        said = text[sentence.start : sentence.end]
        faults = {
            match.span() for match in _SAID.finditer(said) if _is_lady(match["title"]) is not (match["end"] == "a")
        }
        genders = {_is_lady(match["title"]) for match in _NAMED.finditer(said)}
        if len(genders) == 1:
            faults |= {match.span() for match in _ADDRESSED.finditer(said) if (match["end"] in "aA") not in genders}
        for start, end in sorted(faults):
            yield Span(sentence.start + start, sentence.start + end)


def _is_lady(title: str) -> bool:
    return title.casefold() in _LADIES
