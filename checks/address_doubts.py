"""Tells familiar words that may be no address at all: names of buttons, titles before a name, a style of chatting."""

from __future__ import annotations

import re

from qa.ports import Span

_OPENS = re.compile(r"(?:^|[.!?…\n\"„”«(]|\s[-–—•*])\s*$")
_NAMED = re.compile(
    r"(?i)(?:napis\w*|hasł\w+|przycisk\w*|opcj\w+|program\w*|akcj\w+|zakładk\w+|komunikat\w*|pol[eau]|ikon\w+|brzmi|pisze)"
    r":?\s(?:nie\s)?$"
)
_REFERRING = frozenset(("patrz", "zob", "zobacz", "porównaj", "por"))
# Written with a capital out of politeness.
_POLITE_CAPITALS = frozenset(
    ("Ci", "Cię", "Ty", "Ciebie", "Tobie", "Tobą", "Twój", "Twoja", "Twoje", "Twojego", "Twojej", "Twojemu", "Twoją")
    + ("Twoim", "Twoi", "Twoich", "Twoimi")
)
_COMPANIONS = re.compile(
    r"(?i)\b(?:mate|pal|buddy|dude|bro|bruv|hun|hon|babes?|darling|sweetie|sweetheart|matey|chum|fella|luv|hunni|love|dear|"
    r"my friend|sunshine|petal|treacle|champ|boss|fam|man|lovely|honey|duck|pet|missus|mister|peeps)\b"
)
_SET_OFF = re.compile(
    r"(?i)(?:[,!.?]|^|\b(?:hey|hi|hiya|hello|thanks|cheers|sorry|okay|ok|sure|yes|no|yeah|right|alright|out|up|now|there|"
    r"worries|problem|problems|course|listen|look|morning|yo|all good|no stress|nice one|sorted|done))\s*(?:my )?$"
)
_ENDS = re.compile(r"\s*(?:[.,!?)…،؟]|$|\n|[:;]-?[)D])")
_ARABIC_TITLE = re.compile(r"يا (?:أخ|أخت|اخ|اخت|حاج|حاجة)$")
# What is quoted after these without marks: a proverb, or what somebody said or wrote.
_SAYING = re.compile(
    r"(?i)\b(?:jak (?:to )?(?:mówią|mówi|mawia\w*|się mówi)|przysłowi\w*|powiedzeni\w*|"
    r"como se diz|como diz\w*|diz o (?:povo|ditado)|ditado|provérbio|as (?:they|people) say|saying|proverb)\b|"
    r"المثل|كما (?:يقول|نقول|قيل)|สำนวน|สุภาษิต|โบราณ|ที่ว่า"
)
_SAID_SO = re.compile(
    r"(?i)\b(?:(?:mówi|powiedzia|prosi|napis|pisze|brzmi|diz|disse|escrev|said|says|reads)\w*[^.!?\n:]*:|"
    r"napis(?:em|y)?)\s[^.!?\n]*$"
)
# Portuguese nouns and adjectives that are familiar only as a call, and verbs that are forms of the third person too.
_PORTUGUESE_NOUN = frozenset(("mano", "miga", "gata", "querida", "amor", "fofa", "fofinha", "cara"))
_PORTUGUESE_HOMOGRAPH = frozenset(("achas", "eras", "tinhas", "deves", "segues", "chegas"))
_PORTUGUESE_THIRD = re.compile(
    r"(?i)(?:espera|vê|manda|envia|liga|clica|abre|aguarda|fica|tem|vem|não te|"
    r"diz-nos|envia-nos|manda-nos|avisa|confirma|indica)\b"
)
_PLURAL_NOUN = re.compile(
    r"(?i)(?:se|quando|enquanto|caso) (?!quis|pud|tiv|fiz|diss|est|for|houv|soub|troux)\w+(?:ares|eres|ires)$"
)
# Arabic of the dialects: standard أنت addresses anybody; what is not called out may be a noun ("من قلبي").
_ARABIC_CERTAIN = re.compile(
    r"(?<!\w)(?:إنت|إنتي|إنته|إنتا|أنتي|يا|هلا|أهلا|حياك|اسمع|اسمعي|شوف|شوفي|خلاص|طيب|يلا)(?!\w)"
)
_ARABIC_ELDER = re.compile(r"يا (?:عم|عمي|عمو|خال|خالي|خالة|خالتي|حاج|حاجة|حجة|حجي|والدي|والدتي)$")
_ARABIC_ANSWER = re.compile(r"(?<!\w)(?:يا|هلا|أهلا|أهلًا|مرحبا|حاضر|تمام|شكرا|شكرًا|أبشر|أبشري|طيب|نعم)\s$")
_THAI_KIN = re.compile(r"เฮีย|เจ๊|ลุง|ป้า|ซ้อ|น้าสาว|พี่สาว|พี่ชาย|คนสวย|สุดหล่อ|คนเก่ง|เบบี๋")
_THAI_OTHERS = re.compile(
    r"คุณ(?:แม่|พ่อ|ยาย|ตา|ปู่|ย่า|ลุง|ป้า|น้า|อา|สามี|ภรรยา|ลูก)|ลูก(?:สาว|ชาย)|เพื่อน|พนักงาน|ไรเดอร์|คนขับ|ช่าง|พี่สาว|พี่ชาย|"
    r"น้องสาว|น้องชาย|หัวหน้า|แฟน|เจ้าของ"
)
_THIRD_PERSON = re.compile(r"\s?(?:คน(?:นั้น|นี้|ที่)|เป็น|คือ)")


_PORTUGUESE_SECOND = re.compile(r"(?i)\b(?:tu|te|ti|contigo|teus?|tuas?)\b|-te\b|^\w+s\b|\b\w+(?:[aei]res|[aei]ste)\b")


def may_be_no_address(text: str, span: Span, *, language: str, is_clitic: bool) -> bool:
    """Tell whether words taken for a familiar address may be none, so that a person has to look.

    Polish: an imperative with a capital inside a sentence ("przycisk Zapisz zmiany", "program Poleć znajomego"),
    after a word for what is written there or all in capitals, and "patrz". English: the words of chatting ("yep",
    "thx"); a companion ("mate") is one where commas set it off. Brazilian *te* beside "a senhora" (`is_clitic`).
    Arabic: a title of kinship before a name ("يا أخ إدريس"), one of respect to the old ("يا عم"). Thai: เธอ of
    somebody else, ป้า and the like, ที่รัก behind a noun. Portuguese: nouns ("a sua gata") and verbs that may be of a
    third person ("fica já registado", in a question any imperative: "Diz-me o seu nome?"). Arabic: standard أنت, and
    words of love that nobody is called by. In all: proverbs and reported words.
    """
    said, before, after = text[span.start : span.end], text[: span.start], text[span.end :]
    sentence = re.split(r"[.!?؟\n]\s*", before)[-1]
    if _SAYING.search(sentence) or _SAID_SO.search(sentence):
        return True
    if language == "pl":
        if said.isupper() and not before.rstrip(" ").split(" ")[-1].isupper():
            return True
        is_label = said[:1].isupper() and said[1:].islower() and not _OPENS.search(before)
        return (is_label and said not in _POLITE_CAPITALS) or said.lower() in _REFERRING or bool(_NAMED.search(before))
    if language == "en":
        word = _COMPANIONS.search(said)
        if word is None:
            return True
        is_set_off = _SET_OFF.search(text[: span.start + word.start()])
        return not (is_set_off and _ENDS.match(text, span.start + word.end()))
    if language == "ar":
        is_titled = _ARABIC_TITLE.search(said) is not None and re.match(r"\s\w", after) is not None
        is_called = _ARABIC_CERTAIN.search(said) or (_ARABIC_ANSWER.search(before) and _ENDS.match(after))
        return is_titled or _ARABIC_ELDER.match(said) is not None or not is_called
    if language == "pt":
        is_asked = re.split(r"(?<=[.!?\n])", after)[0].rstrip().endswith("?")
        is_third = is_asked and not _PORTUGUESE_SECOND.search(said)
        return is_clitic or is_third or _may_be_no_portuguese_address(said, before, after)
    if language == "th":
        if _THAI_KIN.match(said) or (said.startswith(("เธอ", "แก", "นาย")) and _THAI_OTHERS.search(before[-60:])):
            return True
        if said.startswith("ที่รัก"):
            return re.search(r"(?:[ก-๙](?<!ะ)(?<!บ)(?<!ๆ))$", before) is not None
        return said.startswith("เธอ") and _THIRD_PERSON.match(text, span.start + len("เธอ")) is not None
    return is_clitic


def _may_be_no_portuguese_address(said: str, before: str, after: str) -> bool:
    first = said.casefold().split()[0].strip(",")
    if first in _PORTUGUESE_NOUN:
        is_called = _OPENS.search(before) or before.rstrip().endswith(",")
        return not is_called or _ENDS.match(after) is None
    is_verb_of_both = first in _PORTUGUESE_HOMOGRAPH or _PORTUGUESE_THIRD.match(said) is not None
    return is_verb_of_both or _PLURAL_NOUN.search(said) is not None
