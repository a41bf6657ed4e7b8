"""Cuts the history that mail programs put under or around an answer."""

from __future__ import annotations

import re

_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_HEADER_NAMES = {
    "from": (
        "from", "od", "nadawca", "de", "من", "จาก", "von", "da", "van", "fra", "från", "lähettäjä", "от", "від",
        "remetente",
    ),
    "other": (
        "sent", "date", "to", "cc", "bcc", "subject", "reply-to", "importance",
        "wysłano", "wysłane", "data", "do", "dw", "udw", "temat", "adresat", "odpowiedź do", "ważność", "kopia",
        "enviado", "enviada", "enviado em", "enviada em", "para", "assunto", "responder a", "cco",
        "تم الإرسال", "أرسلت", "تاريخ الإرسال", "التاريخ", "تاريخ", "إلى", "الى", "نسخة", "نسخة إلى", "الموضوع",
        "ส่งเมื่อ", "ส่ง", "วันที่", "ถึง", "สำเนา", "สำเนาถึง", "เรื่อง", "หัวเรื่อง",
        "gesendet", "datum", "an", "betreff", "envoyé", "envoyé le", "à", "objet", "enviado el", "asunto", "fecha",
        "inviato", "a", "oggetto", "verzonden", "aan", "onderwerp", "dato", "til", "emne", "skickat", "till", "ämne",
        "lähetetty", "vastaanottaja", "aihe", "дата", "кому", "тема", "отправлено",
    ),
}  # fmt: skip

_VERBS = (
    "wrote", "writes", "napisał", "napisała", r"napisał\(a\)", r"napisał/a", "pisze", "napisano", "escreveu",
    r"escreveu\(u\)", "كتب", "كتبت", r"كتب/كتبت", "تمت كتابة ما يلي بواسطة", "เขียนว่า", "เขียน", "ได้เขียนไว้ว่า",
    "schrieb", "a écrit", "escribió", "ha scritto", "schreef", "skrev", "kirjoitti", "написал", r"написал\(а\)",
    "пишет", "пише",
)  # fmt: skip

_ORIGINAL = (
    "original message", "original appointment", "forwarded message", "begin forwarded message", "reply message",
    "oryginalna wiadomość", "wiadomość oryginalna", "wiadomość przekazana dalej", "przekazana wiadomość",
    "początek przekazywanej wiadomości", "treść oryginalnej wiadomości", "wiadomość przesłana dalej",
    "mensagem original", "mensagem encaminhada", "início da mensagem encaminhada", "mensagem reencaminhada",
    "الرسالة الأصلية", "رسالة معاد توجيهها", "رسالة أصلية", "الرسالة المعاد توجيهها",
    "ข้อความต้นฉบับ", "ข้อความดั้งเดิม", "ข้อความที่ส่งต่อ",
    "ursprüngliche nachricht", "message d'origine", "message original", "mensaje original", "messaggio originale",
    "oorspronkelijk bericht", "oprindelig besked", "ursprungligt meddelande", "opprinnelig melding",
    "alkuperäinen viesti", "исходное сообщение",
)  # fmt: skip

_ADDRESS = r"[^\s<>\"'()\[\]:;]+@[^\s<>\"'()\[\]:;]+"
_CLOCK = r"(?:\d{1,2}\s?[:h]\s?\d{2}|(?:o|godz\.?|klo?\.?|at|às|เวลา)\s\d{1,2}\.\d{2})"
_YEAR_OR_DAY = r"(?:\b[12]\d{3}\b|\b25\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b)"
_OPENING = (
    r"(?:on|w dniu|dnia|em|no dia|a|في|بتاريخ|كتب|كتبت|เมื่อ|ในวันที่|วันที่|ใน|am|le|el|il|in data|op|den|dne"
    r"|\w{2,12}[.,،]+\s*\d|\d)"
)
_VERB = "|".join(sorted(_VERBS, key=len, reverse=True))
_SAID = rf"(?<!\w)(?:{_VERB})(?!\w)[^\n]{{0,100}}?\s*(?::|：|-{{2,}})$"

_ATTRIBUTIONS = (
    # "wt., 12 maj 2026 o 10:02 Jan <jan@...> napisał(a):": a number, an address, a verb of writing, a colon or dashes.
    re.compile(rf"^(?=[^\n]*{_ADDRESS})[^\n]*\d[^\n]*{_SAID}", re.IGNORECASE),
    # "W dniu 12.05.2026 o 10:02, Jan pisze:": the same without an address, but with an opening word and a time.
    re.compile(rf"^\W{{0,3}}{_OPENING}(?=[^\n]*{_CLOCK})[^\n]*{_SAID}", re.IGNORECASE),
    # "On Wed, 14 Nov 2018 08:14:43 -0200 John <john@...> wrote", without a colon.
    re.compile(rf"^(?:on|em|dnia|w dniu)\b[^\n]*\d[^\n]*{_ADDRESS}>?\s*(?:{_VERB})$", re.IGNORECASE),
    # "Wiadomość napisana przez Jan <jan@...> w dniu 12 maj 2026, o godz. 10:02:"
    re.compile(r"^wiadomość napisana przez\b[^\n]*\d[^\n]*:$", re.IGNORECASE),
    # Any language: a time, a year or date, an address and a colon at the end.
    re.compile(rf"^(?=[^\n]*{_CLOCK})(?=[^\n]*{_YEAR_OR_DAY})[^\n]*{_ADDRESS}[^\n]{{0,20}}:$"),
)
_DASHED = re.compile(rf"^[-_=*\s]*(?:{'|'.join(map(re.escape, _ORIGINAL))})[-_=*:\s]*$", re.IGNORECASE)
_DASHED_ANY = re.compile(r"^-{4,}\s*\w[\w\s'’]{3,40}\s*-{4,}$")
_RULE = re.compile(r"^[_-]{20,}$")
_QUOTED = re.compile(r"^\s*(?:>|\|\s)")
_FROM_LINE, _OTHER_LINE = (
    re.compile(rf"^\W{{0,3}}(?:{'|'.join(map(re.escape, names))})\W{{0,2}}\s?:\s*\S", re.IGNORECASE)
    for names in _HEADER_NAMES.values()
)
_LONGEST_ATTRIBUTION = 300


def cut_history(text: str) -> str:
    """Return what the writer of a mail wrote, without what is quoted from earlier mails.

    History after an attribution, a dividing line or a block of headers is cut to the end;
    lines quoted with > are cut wherever they stand, so that answers between them stay.
    Returns "" when all of it is history.
    """
    lines = [line.rstrip() for line in text.splitlines()]
    bare = [_BIDI.sub("", line).strip() for line in lines]
    kept: list[str] = []
    index = 0
    while index < len(lines):
        if _QUOTED.match(bare[index]):
            index = _after_quote(bare, index)
            continue
        length = _attribution_at(bare, index)
        if length and _is_quoted_after(bare, index + length):
            index += length
            continue
        if length or _starts_history(bare, index):
            break
        kept.append(lines[index])
        index += 1
    return "\n".join(kept).strip()


def _after_quote(bare: list[str], index: int) -> int:
    """Return where a quoted stretch ends; a line broken by a mail program on its way belongs to it."""
    while index < len(bare) and _QUOTED.match(bare[index]):
        index += 1
    is_broken_line = index + 1 < len(bare) and bare[index][:1].islower() and _QUOTED.match(bare[index + 1]) is not None
    return index + 1 if is_broken_line else index


def _attribution_at(bare: list[str], index: int) -> int:
    """Return how many lines from here are an attribution, broken over up to three; 0 when none is."""
    for length in (1, 2, 3):
        some = bare[index : index + length]
        if len(some) < length or not some[-1] or not some[0]:
            return 0
        line = re.sub(r"\s+", " ", " ".join(some)).replace(" >", ">")
        if len(line) <= _LONGEST_ATTRIBUTION and any(pattern.match(line) for pattern in _ATTRIBUTIONS):
            return length
    return 0


def _is_quoted_after(bare: list[str], index: int) -> bool:
    """Tell whether the next line that is not blank is quoted with >."""
    following = next((line for line in bare[index:] if line), "")
    return _QUOTED.match(following) is not None


def _starts_history(bare: list[str], index: int) -> bool:
    line = bare[index]
    if not line:
        return False
    if _DASHED.match(line) and len(line) > len(line.strip("-_=* :")):
        return True
    if _DASHED_ANY.match(line) and _is_header_block(bare, _next(bare, index + 1)):
        return True
    if _RULE.match(line):
        return _is_header_block(bare, _next(bare, index + 1))
    return _is_header_block(bare, index)


def _next(bare: list[str], index: int) -> int:
    while index < len(bare) and not bare[index]:
        index += 1
    return index


def _is_header_block(bare: list[str], index: int) -> bool:
    """Tell whether lines such as From, Sent, To and Subject begin here: the first and two more of the next six."""
    if index >= len(bare) or not _FROM_LINE.match(bare[index]):
        return False
    others = sum(_OTHER_LINE.match(line) is not None for line in bare[index + 1 : index + 7])
    return others >= 2
