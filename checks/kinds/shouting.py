"""Looks for shouting in writing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.text import overlaps, quoted_spans
from checks.wording import Reporter, is_spoken
from qa.domain.finding import NOT_APPLICABLE, CheckResult
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Shouting"]

_UPPER = "A-ZĄĆĘŁŃÓŚŹŻÀ-ÖØ-Þ"
_UPPER_RUN = re.compile(rf"(?<!\w)[{_UPPER}]{{2,}}(?:[ ,]+[{_UPPER}]+){{2,}}(?!\w)")
_MARKS = re.compile(r"!{3,}|\?{3,}|[!?]*(?:\?!|!\?)[!?]+")
_LETTERS_ENOUGH = 10
# A name of capitals ("SHARP XL BASS", "THE NORTH FACE") has none of these; what is shouted has.
_SPEECH = """
NIE PROSZĘ PROSZE SIĘ SIE JEST SĄ JUŻ JUZ CZY NAM NAS PAN PANI PANA PANU PAŃSTWO DO NA ŻE ZE TEN JAK ALE TYLKO BO TAK
MOŻE MUSI TRZEBA ŻADNYCH ŻADEN PRZESTAĆ CZEKAĆ CZYTAĆ SAMA MAMY
NOT NO YOU YOUR I'M WE OUR IS ARE WAS ME TO DON'T CAN'T WILL WON'T MUST PLEASE STOP READ WAIT THIS THAT HAVE HAS NEVER
ALWAYS CANNOT BE WHAT WHY WHEN HOW BUT ALREADY ON IN AT FROM IF AS OR
NÃO NAO VOCÊ VOCE SENHOR SENHORA FAVOR QUE POR PARA COM TEM JÁ ESTÁ SEU SUA LEIA PARE ESPERE MAS NUNCA
"""
_WORDS_OF_SPEECH = frozenset(_SPEECH.split())


class Shouting:
    """Fails where three words or more in a row are written in capitals, or with a row of exclamation or question marks.

    Words that are only a name, such as a model's, may be in capitals.
    Does not apply to calls and where the agent wrote nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        chosen = self._spec.where.select(reading.conversation)
        if is_spoken(reading) or not chosen:
            return NOT_APPLICABLE
        return CheckResult.judge(
            tuple(
                self._report.finding(reading, index, span)
                for index, message in chosen
                for span in _shouts(message.text)
            )
        )


def _shouts(text: str) -> Iterator[Span]:
    quoted = quoted_spans(text)
    for match in (*_capital_runs(text), *_MARKS.finditer(text)):
        span = Span(match.start(), match.end())
        if not overlaps(span, quoted):
            yield span


def _capital_runs(text: str) -> Iterator[re.Match[str]]:
    for match in _UPPER_RUN.finditer(text):
        is_speech = not _WORDS_OF_SPEECH.isdisjoint(re.findall(r"[\w']+", match.group()))
        if is_speech and sum(one.isupper() for one in match.group()) >= _LETTERS_ENOUGH:
            yield match
