"""Looks for saved replies sent with their places not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.text import history_spans, overlaps
from checks.wording import Reporter
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Placeholders"]

_NAMES = (
    "imi[eę]|nazwisko|imi[eę] i nazwisko|klient|klientka|numer|nr|nr zam[oó]wienia|numer zam[oó]wienia|data|kwota|"
    "name|first[ _]?name|last[ _]?name|customer|customer[ _]?name|order|order[ _]?(?:id|number|no)|date|amount|agent|"
    "agent[ _]?name|link|url|insert[^\\]>}]{0,30}|your name|company|product|tracking[ _]?(?:number|id)?|"
    "nome|nome do cliente|cliente|pedido|encomenda|n[uú]mero|data de entrega|valor|"
    "الاسم|اسم العميل|رقم الطلب|التاريخ|المبلغ|ชื่อ|ชื่อลูกค้า|หมายเลขคำสั่งซื้อ|เลขคำสั่งซื้อ|วันที่|จำนวนเงิน"
)
_PLACES = re.compile(
    rf"\{{\{{[^{{}}\n]{{1,60}}\}}\}}|\$\{{\w[\w .]{{0,40}}\}}|\{{[A-Za-zĄ-ż_][\w .]{{0,30}}\}}|"
    rf"\[\s*(?:{_NAMES})\s*\]|\[[A-ZĄĆĘŁŃÓŚŹŻ][A-ZĄĆĘŁŃÓŚŹŻ _]{{2,30}}\]|"
    rf"%[A-Za-z_]{{3,30}}%|<\s*(?:{_NAMES})\s*>|<[A-ZĄĆĘŁŃÓŚŹŻ][A-ZĄĆĘŁŃÓŚŹŻ_ ]{{3,30}}>|"
    r"(?<![-\d*])\bX{3,}\b(?!\s*[-\d*])|\blorem ipsum\b|\bTBD\b|_{4,}",
)
_SIGNS = re.compile(r"[{\[<%$_/(]|XX|[Ll]orem|LOREM|TBD")
_ANY_CASE = re.compile(rf"\[\s*(?:{_NAMES})\s*\]|<\s*(?:{_NAMES})\s*>|\blorem ipsum\b", re.IGNORECASE)
_DOUBLE_FORMS = re.compile(
    r"\bPan(?:a|u|em|ie)?\s?/\s?(?:Szanowna )?Pani(?:ą)?\b|\bPani(?:ą)?\s?/\s?Pan(?:a|u|em|ie)?\b|"
    r"\b\w{3,}(?:ny|ony|ty|ł|łeś|łaś|ego)(?:\s?\(-?(?:a|ą|na|ła|ej)\)|/-?(?:a|ą|na|ła|łaś|ej)\b)|"
    r"\bSr\.?\s?/\s?Sra\b\.?|\bSr\.?\(a\)|\b(?:Prezad|Car|Estimad|interessad|obrigad)o\s?(?:\(a\)|/a)|"
    r"\bo\(a\) (?:senhor|cliente)|"
    r"\bsenhor(?:\(a\)|/a)|\bMr\.?\s?/\s?M(?:rs|s)\b\.?|\bhe/she\b|"
    r"عزيزي\s?/\s?عزيزتي|العميل\s?/\s?ة|السيد\s?/\s?السيدة|ครับ\s?/\s?ค่ะ|ค่ะ\s?/\s?ครับ|คะ\s?/\s?ครับ",
    re.IGNORECASE,
)


class Placeholders:
    """Fails where a place to fill in was sent as it is: `{{name}}`, `[IMIĘ]`, `%name%`, "XXX", "lorem ipsum".

    Where the customer's name is known, double forms (`Pan/Pani`, `Sr./Sra.`) fail too: whoever reads it is one person.
    A place the customer wrote of first is talked about, not left. Does not apply where the agent wrote nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "double_forms": OptionSpec("Whether double forms fail where the name is known.", types=(bool,)),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        chosen = self._spec.where.select(reading.conversation)
        if not chosen:
            return NOT_APPLICABLE
        customer = reading.conversation.customer
        is_named = bool(customer and customer.name) and self._spec.options.get("double_forms") is not False
        told = "\n".join(one.text for one in reading.conversation.messages if one.role is Role.CUSTOMER)
        return CheckResult.judge(
            tuple(
                self._report.finding(reading, index, span)
                for index, message in chosen
                for span in _places(message.text, is_named=is_named)
                if message.text[span.start : span.end] not in told
            )
        )


def _places(text: str, *, is_named: bool) -> Iterator[Span]:
    if not _SIGNS.search(text):
        return
    history = history_spans(text)
    patterns = (_PLACES, _ANY_CASE, _DOUBLE_FORMS) if is_named else (_PLACES, _ANY_CASE)
    seen: list[Span] = []
    for match in sorted((one for each in patterns for one in each.finditer(text)), key=lambda one: one.start()):
        span = Span(match.start(), match.end())
        if not overlaps(span, history) and not overlaps(span, seen):
            seen.append(span)
            yield span
