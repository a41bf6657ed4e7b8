"""Looks for saved replies sent with their places not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.text import history_spans, overlaps
from checks.wording import Reporter
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Placeholders"]

_NAMES = (
    "imi[eę](?: klienta| klientki)?|adres e-?mail|num_?\\w+|nazwisko|"
    "imi[eę] i nazwisko|klient|klientka|numer|nr|nr zam[oó]wienia|numer zam[oó]wienia|data|kwota|"
    "title|surname|forename|postcode|"
    "name|first[ _]?name|last[ _]?name|customer|customer[ _]?name|order|order[ _]?(?:id|number|no)|date|amount|agent|"
    "(?:wpisz|wstaw|uzupełnij|dopisz)(?: \\w{3,20}){1,3}|"
    "agent[ _]?name|link|url|insert[^\\]>}]{0,30}|your name|company|product|tracking[ _]?(?:number|id)?|"
    "cliente|pedido|encomenda|valor|(?:nome|n[uú]mero|data|prazo|link|c[oó]digo|motivo|produto|artigo|morada|endere[cç]o|"
    "inserir|insira|preencher)(?: d[aeo]s?)?(?: \\w{3,20}){0,3}|"
    r"(?:ال|يرجى )?(?:[إا]سم|رقم|تاريخ|مبلغ|رابط|عنوان|منتج|[أا]دخل|اكتب|ضع|حدد|عميل|مدينة|سبب|وقت)[\w ]{0,25}|"
    r"(?:ชื่อ|เลข|หมายเลข|วันที่|วัน/|จำนวน|ลิงก์|ที่อยู่|ใส่|ระบุ|กรอก|นามสกุล|สินค้า|ลูกค้า|เหตุผล)[\u0e00-\u0e7f\w /-]{0,30}"
)
_OTHER_SCRIPT = r"\u0600-\u06ff\u0e00-\u0e7f"
_PLACES = re.compile(
    rf"\{{\{{[^{{}}\n]{{1,60}}\}}\}}|\$\{{\w[\w .]{{0,40}}\}}|\{{[A-Za-zĄ-ż_][\w .]{{0,30}}\}}|"
    rf"\{{[{_OTHER_SCRIPT}][\w{_OTHER_SCRIPT} ./-]{{0,30}}\}}|"
    rf"\[\s*(?:{_NAMES})\s*\]|\[[A-ZĄĆĘŁŃÓŚŹŻ][A-ZĄĆĘŁŃÓŚŹŻ _]{{2,30}}\]|"
    rf"%[A-Za-z_]{{3,30}}%|%[\u0621-\u064a_]{{3,30}}%|%[\u0e01-\u0e4e_]{{3,30}}%|"
    rf"<\s*(?:{_NAMES})\s*>|<[A-ZĄĆĘŁŃÓŚŹŻ][A-ZĄĆĘŁŃÓŚŹŻ_ ]{{3,30}}>|"
    r"(?<![-\d*])\bX{3,}\b(?!\s*[-\d*])|\blorem ipsum\b|\bTBD\b|_{3,}|"
    # sums, dates and names nobody filled in
    r"(?:[£€$]\s?|\b(?:PLN|EUR|USD)\s?)?\b[Xx]{2,}[.,][Xx]{2}\b|\b[xX]{2,4}\s?(?:zł|€|EUR|PLN|บาท|ريال|جنيه|درهم)(?!\w)|"
    r"[×X]{2,}(?=\s?(?:ريال|جنيه|درهم|جم))|\$[A-Z]{3,}(?:_[A-Z]+)*\b|\b[A-Z]{3,}_(?:NAME|ID|NUMBER|NO|DATE|LINK|CODE)\b|"
    r"<<\s*\w[\w .]{0,30}>>|__\s?/\s?__(?:\s?/\s?_{2,4})?|(?<![.\w])\.{6,}(?!\.)|…{3,}|คุณ\.{3,}|"
    # what the reply's author told its sender
    rf"\((?:agent|note|uwaga|wstaw|wpisz|uzupe[łl]nij|inserir|preencher|insert|add|choose|select|delete|wybierz|usu[ńn])\b[^)\n]{{3,60}}\)|"
    rf"\*\s?(?:insert|add|wstaw|wpisz|uzupe[łl]nij|inserir|choose)\b[^*\n]{{3,40}}\*|"
    rf"\[\s*(?i:wybierz|usu[ńn]|wstaw|choose|select|delete|remove|insert|escolher|apagar|podpis|signature|assinatura|imi[ęe]|nazwa)\b[^\]\n]{{0,50}}\]|"
    r"\((?:اسم|رقم|تاريخ|ضع|اكتب|أدخل)[\w ]{0,25}\)|\((?:ใส่|ระบุ|กรอก|ชื่อลูกค้า|ชื่อพนักงาน)[\u0e00-\u0e7f\w ]{0,30}\)",
)
# Fields in words, by what they would hold, in the brackets and signs of other programs.
_FIELDS = (
    "day|amount|date|time|name|reason|address|price|sum|carrier|courier|store|shop|deadline|period|city|code|refund|"
    "data|kwot[ay]|imi[ęe]|numer|nazw[ay]|powód|adres|termin|dzień|cena|godzina|miasto|sum[ay]|"
    "nome|número|valor|prazo|motivo|morada|endereço|dia|hora|código|loja|preço"
)
_WORDED = re.compile(
    rf"(?<![\d٠-٩])%[^\W\d]+(?: [^\W\d]+){{0,3}}%|#[^\W\d]\w{{2,20}}#|#{{3,}}|"
    rf"\[(?:the )?(?:{_FIELDS})(?: [^\W\d]+){{0,5}}\]|"
    r"[£€$]\s?_{2,}|\b_{2,}\s?(?:zł|€|EUR|PLN|ريال|บาท)|\bXX\s?(?:h|:00)\b|"
    r"@(?:(?:customer|client|klient|cliente)_?(?:name|id|no|imi[eę]|nome)|(?:first|last)_?name|imi[eę]|nome|"
    r"order_?(?:id|no|number)|(?:اسم|رقم)_?\w*)(?!\w)|"
    r"\b(?:Hi|Hello|Dear|Witam|Dzień dobry|Olá|Caro|Cara|Prezad[oa]),? "
    r"(?:NAME|FIRST ?NAME|CUSTOMER|IMI[ĘE]|KLIENT|NOME|CLIENTE)(?!\w)|"
    r"\b(?:on|by|before|until|dnia|do|em|até|a) (?:DATE|DATA|DAY|DZIEŃ|DIA)(?!\w)|"
    r"\b(?:TEMPLATE|SZABLON|MACRO)\s?(?:nr\.?|no\.?|#)?\s?\d+\b|\bDD[./-]MM[./-](?:RRRR|YYYY|AAAA|RR|YY|AA)\b|"
    r"\b(?:at|by|within|o godz\.?|godz\.|w ciągu|entre as|às|até às|วันที่|ภายใน) XX(?!\w)|วันที่\s?XX(?!\w)"
)
# A form that says how to write a date leaves nothing out.
_FORM = re.compile(
    r"(?i:format|wpis|poda[jć]|enter|fill|type|write|preench|escrev|indi(?:que|car)|ระบุ|กรอก)[^.!?\n]{0,40}$"
)
_LINE = re.compile(r"[ \t]*[_.…]{3,}[ \t]*")
_BLANK, _LETTER = re.compile(r"_{3,}|\.{6,}|…{3,}"), re.compile(r"[^\W\d_]")
_NOTE = re.compile(r"\([^)\n]*\)")
_FILL_IN = re.compile(r"(?i)\((?:agent|wstaw|uzupe[łl]nij|inserir|preencher|insert|اسم|رقم|تاريخ|ضع|أدخل|ใส่|ชื่อ)")
_QUOTE = re.compile(r"[\"“”„«»']")
_SHOUTED, _ORDERS = re.compile(r"[\[<][A-ZĄĆĘŁŃÓŚŹŻ _]+[\]>]"), re.compile(r"NAME|IMI|NAZW|NOME|NUM|DAT|KWOT|AMOUNT")
# Of somebody who is not the reader, and Portuguese nouns, which may be.
_THIRD = re.compile(r"(?i)he/she")
_NOUN_FORM = re.compile(r"(?i)(?!(?:\w*(?:[aiu]d|eit|prezad|car|estimad))os?\s?[(/])\w{2,}os?\s?(?:\(as?\)|/as?)")
_ADDRESSED = re.compile(r"(?i)(?<!\w)(?:sr|sra|senhora?|cliente|prezad\w+|car[oa]|estimad\w+)(?!\w)")
_BESIDE = 12
_SIGNS = re.compile(
    r"[{\[<%$_/(*×#@£€]|XX|\b(?:NAME|DATE|DATA|TEMPLATE|SZABLON|MACRO|NOME|CLIENTE|KLIENT|DD[./-])|[Xx]{2}|[Ll]orem|LOREM|TBD|\.{3}|…{3}"
)
_ANY_CASE = re.compile(rf"\[\s*(?:{_NAMES})\s*\]|<\s*(?:{_NAMES})\s*>|\blorem ipsum\b", re.IGNORECASE)
_DOUBLE_FORMS = re.compile(
    r"\bPan(?:a|u|em|ie)?\s?/\s?(?:Szanowna )?Pani(?:ą)?\b|\bPani(?:ą)?\s?/\s?Pan(?:a|u|em|ie)?\b|"
    r"\b\w{3,}(?:ny|ony|ty|ł|łeś|łaś|ego)(?:\s?\(-?(?:a|ą|na|ła|ej)\)|/-?(?:a|ą|na|ła|łaś|ej)\b)|"
    r"\bSr\.?\s?/\s?Sra\b\.?|\bSr\.?\(a\)|\b\w{2,}o\s?(?:\(a\)|/a)(?!\w)|\b\w{2,}os?\s?\(as?\)|\bo\(a\) \w+|"
    r"\bsenhor(?:\(a\)|/a)|\bMr\.?\s?/\s?M(?:rs|s)\b\.?|\bhe/she\b|"
    r"(?:عزيزي|سيدي|السيد|سيد|أستاذ|الأستاذ|أخي|الأخ)\s?/\s?(?:عزيزتي|سيدتي|السيدة|سيدة|أستاذة|الأستاذة|أختي|الأخت)|"
    r"(?<!\w)\w{3,}\s?/\s?(?:ة|ي|ين|كِ|ات)(?!\w)|(?<!\w)\w{3,}\((?:ة|ي|ين)\)|"
    r"\bSzanown[ay] Pani\s?/\s?Szanown[ye] Panie\b|\bDear (?:Mr|Mrs|Ms)/\w+|"
    r"\bM(?:r|rs|s)/M(?:r|rs|s)(?:/M(?:iss|s|rs))?\b|"
    r"عزيزنا\s?/\s?عزيزتنا|عميلنا\s?/\s?عميلتنا|"
    r"\b(?:Sir|Madam|Ma[’']am)\s?(?:/|or)\s?(?:Sir|Madam|Ma[’']am)\b|\bDrog[ia]\s?/\s?Drog[ia]\b|"
    r"\bKliencie\s?/\s?(?:\w+ )?Klientko\b|العميل\s?/\s?(?:\w+ )?العميلة|"
    r"คุณ(?:ผู้ชาย|ผู้หญิง)\s?/\s?คุณ(?:ผู้ชาย|ผู้หญิง)|นาย\s?/\s?นาง(?:สาว)?",
    re.IGNORECASE,
)

# Whoever writes knows whether it is a man or a woman who writes.
_OWN_DOUBLE_FORMS = re.compile(
    r"(?:ครับ|คับ)\s?/\s?(?:ค่ะ|คะ)|(?:ค่ะ|คะ)\s?/\s?(?:ครับ|คับ)|ครับ\((?:ค่ะ|คะ)\)|ผม\s?/\s?ดิฉัน|ดิฉัน\s?/\s?ผม"
)


class Placeholders:
    """Fails where a place to fill in was sent as it is: `{{name}}`, `[IMIĘ]`, `%name%`, "XXX", "lorem ipsum", "___".

    Where the customer's name is known, double forms (`Pan/Pani`, `Sr./Sra.`) fail too: whoever reads it is one person;
    so do double forms of the writer (`ครับ/ค่ะ`).
    Notes to the sender ("[wybierz: ...]", "*insert apology*") and sums like "XX,XX zł" are such places too.
    A place the customer wrote of first is talked about, not left, and a line drawn under the text is none. A person
    decides what may be the customer's to fill in or to choose ("type <name>", "Name: ____", "(select Return)"), what is
    in brackets and no field, and double forms of somebody else. Does not apply where the agent wrote nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "double_forms": OptionSpec("Whether double forms fail where the name is known.", types=(bool,)),
    }
    version: ClassVar[int] = 2

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
                self._report.finding(
                    reading, index, span, verdict=Verdict.FAIL if _is_sure(message.text, span) else Verdict.NEEDS_HUMAN
                )
                for index, message in chosen
                for span in _places(message.text, is_named=is_named)
                if message.text[span.start : span.end] not in told
            )
        )


def _places(text: str, *, is_named: bool) -> Iterator[Span]:
    if not _SIGNS.search(text):
        return
    history = history_spans(text)
    always = (_PLACES, _WORDED, _ANY_CASE, _OWN_DOUBLE_FORMS)
    patterns = (*always, _DOUBLE_FORMS) if is_named else always
    seen: list[Span] = []
    for match in sorted((one for each in patterns for one in each.finditer(text)), key=lambda one: one.start()):
        span = Span(match.start(), match.end())
        is_form = match.group().startswith("DD") and _FORM.search(text, 0, match.start()) is not None
        is_line = _LINE.fullmatch(text, *_line_of(text, span)) is not None
        if not (is_form or is_line) and not overlaps(span, history) and not overlaps(span, seen):
            seen.append(span)
            yield span


def _is_sure(text: str, span: Span) -> bool:
    """Tell whether a place can only be one left open, not one for the customer or a word in brackets."""
    said, (first, last) = text[span.start : span.end], _line_of(text, span)
    if _FORM.search(text, 0, span.start):
        return False
    if _BLANK.fullmatch(said):
        is_amid = text.startswith("/", span.end) or _LETTER.search(text, span.end, last) is not None
        return ":" not in text[first : span.start] and is_amid
    if _NOTE.fullmatch(said):
        return ":" in said or "/" in said or (bool(_FILL_IN.match(said)) and not _QUOTE.search(said))
    if _SHOUTED.fullmatch(said):
        return bool(_ANY_CASE.fullmatch(said) or _WORDED.fullmatch(said.casefold()) or _ORDERS.search(said))
    if said == "TBD" or _THIRD.fullmatch(said):
        return False
    is_noun = _NOUN_FORM.fullmatch(said) is not None
    return not is_noun or bool(
        _ADDRESSED.search(text, max(0, span.start - _BESIDE), min(len(text), span.end + _BESIDE))
    )


def _line_of(text: str, span: Span) -> tuple[int, int]:
    """Return where the line of a span begins and ends."""
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end
