"""Cuts signatures, legal footers and what phones and mail programs add at the end of a mail."""

from __future__ import annotations

import re

_DASHES = re.compile(r"^(?:--|—|__)\s*$")
_RULE = re.compile(r"^[_*=~-]{10,}$")

_SENT_FROM = re.compile(
    r"^(?:sent (?:from|with|via|using) (?!(?:the|our|a)\b).{2,60}|get outlook for .{2,30}|sent from my .{2,40}"
    r"|(?:wysłan[eoay]|wysyłane) (?:z|ze|za pomocą|przez|od) .{2,60}|pobierz (?:aplikację )?outlook.{0,40}"
    r"|(?:enviad[oa]) (?:do|da|de|a partir d[oea]|via|pelo|com) (?:meu |minha )?.{2,50}|obter o outlook para .{2,30}"
    r"|(?:أُرسلت|أرسلت|تم الإرسال|مرسل|مُرسل) (?:من|عبر|باستخدام) .{2,50}|احصل على outlook .{2,40}"
    r"|(?:ส่งจาก|ส่งด้วย|ส่งโดย).{2,60}|รับ outlook .{2,40}|von meinem .{2,40} gesendet|envoyé de mon .{2,40})$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"iphone|ipad|android|samsung|galaxy|huawei|xiaomi|outlook|yahoo|gmail|proton|mail|poczta|windows|telefon|mobile"
    r"|smartfon|smartphone|celular|telemóvel|o2|wp\.pl|onet|interia|blackberry|nokia|هاتف|جوال|الآيفون|โทรศัพท์|มือถือ",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^\W*(?:(?:treść )?(?:t(?:ej|a|ą)|niniejsz\w+) (?:wiadomoś\w+|e-?mail\w*|korespondencj\w+)[^.]{0,80}"
    r"(?:poufn|zastrzeż|przeznaczon|adresat|tajemnic)"
    r"|informacj\w+ zawarte w (?:tej|niniejszej) wiadomości|administratorem (?:państwa|pani|pana|twoich) danych"
    r"|(?:this|the) (?:e-?mail|message|communication|information)[^.]{0,80}(?:confidential|intended|privileged)"
    r"|confidentiality notice|disclaimer\b|please consider the environment"
    r"|(?:esta|este) (?:mensagem|e-?mail)[^.]{0,80}(?:confidencia|destinat|sigil)|aviso de confidencialidade"
    r"|هذه الرسالة[^.]{0,80}(?:سرية|خاصة|موجهة)|إخلاء مسؤولية|تنويه"
    r"|(?:อีเมล|ข้อความ)(?:ฉบับ)?นี้[^.]{0,80}(?:ความลับ|ลับเฉพาะ|ผู้รับ)"
    r"|pomyśl o środowisku|zanim wydrukujesz|le informazioni contenute)",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"^(?:(?:z |łączę |serdecznie |gorąco |ciepło )*(?:pozdrawiam|pozdrowienia|pozdrowieniami|poważaniem|szacunkiem"
    r"|wyrazami szacunku)(?: serdecznie| gorąco| ciepło| państwa| panią| pana)?"
    r"|(?:pozdr|pzdr)|miłego dnia|do usłyszenia"
    r"|(?:kind|best|warm|warmest|many|with kind|with best)? ?(?:regards|wishes)|yours (?:sincerely|faithfully|truly)"
    r"|sincerely(?: yours)?|cheers|best"
    r"|(?:com os (?:melhores|meus melhores) )?cumprimentos|(?:os )?melhores cumprimentos|atenciosamente|att"
    r"|cordialmente|(?:um )?abraço|saudações"
    r"|مع (?:خالص |أطيب )?(?:التحية|التحيات|الشكر|تحياتي|فائق الاحترام)(?: والتقدير)?|(?:خالص |أطيب )?تحياتي"
    r"|(?:وتفضلوا|تفضلوا) بقبول .{0,30}|(?:ด้วย)?ความเคารพ(?:อย่างสูง)?|ขอแสดงความนับถือ|ด้วยความนับถือ)[\s,.!،:)]*$",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^(?:p\.?\s?s\.?|ps\.?|ปล\.?|ملاحظة|ملحوظة)(?:\b|\s|:)", re.IGNORECASE)
_CONTACT = re.compile(
    r"https?://|www\.|\w@\w|\+?\d[\d\s()/-]{6,}\d|\b(?:tel|fax|kom|mob|phone|nip|krs|regon|ul|telefone|tlm)\b\.?"
    r"|\b(?:sp\. z o\.o|s\.a\b|ltd|inc|gmbh|lda|ltda)|هاتف|فاكس|جوال|โทร|แฟกซ์|มือถือ",
    re.IGNORECASE,
)
_LONGEST_BLOCK = 14
_LONGEST_LINE = 90
_NAME_WORDS = 5


def cut_signature(text: str) -> str:
    """Return a mail's text without what stands below the name under it.

    The farewell and the name after it stay: they are the writer's own words. What follows
    a name is cut only when it looks like the block of a signature; a postscript stays.
    """
    lines = text.split("\n")
    for index, line in enumerate(lines):
        bare = line.strip()
        if _DASHES.match(bare) or _LEGAL.match(bare) or _is_device_line(bare):
            lines = lines[:index]
            break
    lines = _cut_under_rule(_trim(lines))
    return "\n".join(_cut_under_name(lines)).strip()


def _is_device_line(line: str) -> bool:
    return _SENT_FROM.match(line) is not None and _DEVICE.search(line) is not None


def _trim(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _cut_under_rule(lines: list[str]) -> list[str]:
    """Cut a block that a line of dashes or underscores sets apart at the end."""
    rules = [index for index, line in enumerate(lines) if _RULE.match(line.strip())]
    for index in rules[-_LONGEST_BLOCK:]:
        if _is_signature_block(lines[index + 1 :]):
            return _trim(lines[:index])
    return lines


def _cut_under_name(lines: list[str]) -> list[str]:
    """Keep the last farewell and one name under it; cut the block that follows."""
    farewells = [index for index, line in enumerate(lines) if _FAREWELL.match(line.strip())]
    if not farewells:
        return lines
    name = farewells[-1] + 1
    while name < len(lines) and not lines[name].strip():
        name += 1
    if name >= len(lines):
        return lines
    is_name = len(lines[name].split()) <= _NAME_WORDS and not _CONTACT.search(lines[name])
    start = name + 1 if is_name else name
    return _trim(lines[:start]) if _is_signature_block(lines[start:]) else lines


def _is_signature_block(lines: list[str]) -> bool:
    """Tell whether these lines are what people put under their name: few, short, with no sentence of a letter."""
    said = [line.strip() for line in lines if line.strip()]
    if not said or len(said) > _LONGEST_BLOCK or any(_POSTSCRIPT.match(line) for line in said):
        return False
    is_sentence = [
        line.endswith(("?", "!", ".")) and len(line.split()) > 5 and not _CONTACT.search(line) for line in said
    ]
    return not any(is_sentence) and all(len(line) <= _LONGEST_LINE for line in said)
