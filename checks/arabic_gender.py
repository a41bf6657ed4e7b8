"""Finds the forms by which Arabic tells whether a woman or a man is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.normal import normalise
from qa.ports import Span

# Everything but the vowel signs is matched in normalised text: one form of alif, ta marbuta as ha.
_BEGINS = r"(?:^|[.!؟?\n:،]\s*|(?:من فضلك|لو سمحت|لو سمحتي|رجاء|يرجي|الرجاء)[،,]?\s+)(?:و|ف)?"
_TO_A_WOMAN = re.compile(
    r"(?<!\w)(?:"
    r"(?:يا\s+)?(?:سيدتي|عزيزتي|استاذه|مدام|انسه|(?<=يا\s)اختي|اختي(?=\s+ال(?:عزيز|كريم|فاضل)))(?!\w)"
    r"|(?:و|ف|ل)?(?:تفضلي|ارسلي|اكتبي|انتظري|اضغطي|تواصلي|ابعتي\w*|ابعثي\w*|اختاري|افتحي|اتصلي|تاكدي|زودين[اي]|"
    r"اخبرين[اي]|شاركين[اي]|اسمحي|استخدمي|اطمني|استني|خليكي|جربي|ارفقي|تابعي|اطلعي)(?!\w)"
    r"|لا\s+(?:تقلقي|تترددي|تنسي|تنتظري)(?!\w)"
    r"|لو\s+سمحتي(?!\w)|(?:و|ف)?(?:استلم|طلب|دفع|ارسل|حاول|اشتري|كتب|سجل|الغي|رفع|فتح|اخترت|واجه|لاحظ|ذكر)تي(?:ه|ها)?(?!\w)"
    r"|ا?نت[ي]?\s+(?:متاكده|عميله|عميلتنا|زبونه|راضيه|مميزه|موجوده)(?!\w)"
    r"|(?:و|ف|س)?ت(?!\w\w[يو]?ي\wين(?!\w)|\w*يين(?!\w)|\w*تين(?!\w)|لفازين|وامين|لميذين|مارين|اجرين|يارين)(?:\w{3,}|جد|ود|بغ)ين(?:ي|نا|ها|ه)?(?!\w)"
    r"|حضرتك\s+(?:عايزه|عاوزه|محتاجه|حابه|متاكده|فاهمه|شايفه|متابعه|مستنيه)(?!\w)"
    r")"
)
_TO_A_MAN = re.compile(
    r"(?<!\w)(?:(?:يا\s+)?اخي(?!\w)(?=\s*(?:[،,.!؟?\n]|$|ال(?:عزيز|كريم|فاضل)))"
    r"|(?:يا\s+)?(?<!في )(?<!الي )(?<!من )(?<!حي )(?<!شارع )(?<!منطقه )(?<!فرع )سيدي(?!\w)"
    r"(?!\s(?:بشر|جابر|بو\w+|بلعباس|قاسم))"
    r"|(?:يا\s+)?استاذ(?=\s+\w)"
    r"|عزيزي(?=\s+\w)(?!\s+ال(?:عميل|زبون|مستخدم|عضو|مشترك))"
    r"|لا\s+(?:تقلق|تتردد|تنس|تشيل هم)(?!\w)|اسمح\s+لي(?!\w)|انت\s+(?:متاكد|عميل|عميلنا|زبون|راض|راضي|مميز)(?!\w)"
    r"|هل\s+(?:تستطيع|تريد|ترغب|تقدر|تود|تفضل|تحب|تسمح)\s+"
    r"(?:ان|في|لي|لنا|ارسال|تزويد\w+|استبدال\w*|استرداد\w*|الاستبدال|الاسترداد|الانتظار)(?!\w)"
    r"|حضرتك\s+(?:عايز|عاوز|محتاج|حابب|متاكد|فاهم|شايف|متابع|مستني)(?!\w))"
    rf"|{_BEGINS}(?P<imperative>تفضل|اكتب\s+لنا|انتظر|اضغط|تواصل\s+معنا|ابعتلي|ابعتلنا|اختر|اتصل\s+بنا|تاكد\s+من|زودن[اي]\s+ب\w+|ابشر|(?:راجع|تابع|جرب|افتح|حدث|اكتب|تفقد)\s+(?!(?:ل|ب|من|مع|عن|علي|الي|في|ذل|تل|كذل|عند|قبل|بعد|هنا)ك(?!\w))\w+ك|"
    r"ارسل\s+(?:لنا|لي)\s+(?:صور\w*|رقم|الرقم|تفاصيل|عنوان\w*))(?!\w)"
)
_SPEAKER = re.compile(
    r"(?<!\w)(?:انا|اني|انني|ساكون)\s+(?:جد\w?\s+|فعلا\s+|حقا\s+|ايضا\s+|مره\s+)?"
    r"(?:اسف|متاسف|سعيد|مسرور|واثق|متاكد|ممتن|شاكر|حريص|مسوول|موجود|جاهز|مستعد|متفهم|مقدر|مدرك|مهتم|متابع|مضطر|"
    r"قادر|عارف|فاهم|فرحان|مبسوط|متفائل|متشكر|معتذر|مكلف|مقتنع|مستغرب|موظف|مشرف|زميل)(?P<f>ه)?(?!\w)"
)
_VOWELLED = re.compile(r"(?<!\w)(?!ذل|تل|كذل|هنال|اولئ)\w+ك(?P<vowel>[\u0650\u064e])(?!\w)")
_TITLE = re.compile(r"(?:يا\s+)?(?:سيدي|سيدتي|استاذه?|عزيزي|عزيزتي|اخي|اختي|مدام|انسه)")
# Imperatives that are written with a hamza: "أرسل لنا" can hardly be the speaker's.
_SURE_OF_HAMZA = ("أرسل لنا", "أرسل لي", "أبشر")
_PAST_TOO = re.compile(r"(?:راجع|تابع|جرّ?ب|حدّ?ث|تفقّ?د|[اإ]تصل|تواصل|[اإ]نتظر|تأكد|تاكد|تفضل)")
# The doer of a past verb stands behind it: "اتصل بنا المندوب", "راجع طلبك زميلي".
_SUBJECT_AFTER = re.compile(r"\s+(?:ال\w+|زميل\w*|مندوب\w*|زوج\w*|[أا]خو\w*|[أا]ب\w*|قسم|فريق\w*|مدير\w*|أحد)")
_KASRA = "\u0650"
# As written, not as compared: a man is told to wait with alif maqsura, a woman with ya.
_TO_A_MAN_TOO = "\u0633\u062a\u0646\u0649"


def addressed_gender(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield forms that address one person, with whether that is a woman; forms both genders share are left out."""
    normal = normalise(text, language="ar")
    for match in _TO_A_WOMAN.finditer(normal.text):
        span = Span(*normal.original(match.start(), match.end()))
        if not _is_of_both(text, span):
            yield span, True
    for match in _TO_A_MAN.finditer(normal.text):
        group = "imperative" if match["imperative"] else 0
        span = Span(*normal.original(match.start(group), match.end(group)))
        if not _is_of_both(text, span) and not (match["imperative"] and _may_be_told_of(text, span)):
            yield span, False
    for match in _VOWELLED.finditer(text):
        yield Span(*match.span()), match["vowel"] == _KASRA


def _is_of_both(text: str, span: Span) -> bool:
    """Tell whether a form stands beside that of the other gender (`عزيزي/عزيزتي`), or is written like it."""
    return text[span.start : span.end].endswith(_TO_A_MAN_TOO) or "/" in text[max(span.start - 1, 0) : span.end + 1]


def _may_be_told_of(text: str, span: Span) -> bool:
    """Tell whether an imperative may be another form: `أكتب` of the speaker, a past with its subject after it."""
    said = text[span.start : span.end]
    if said[:1] == "\u0623" and not said.startswith(_SURE_OF_HAMZA):
        return True
    return _PAST_TOO.match(said) is not None and _SUBJECT_AFTER.match(text, span.end) is not None


def speaker_forms(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield words by which the writer speaks of themselves as a woman or a man: "أنا آسفة"."""
    normal = normalise(text, language="ar")
    for match in _SPEAKER.finditer(normal.text):
        yield Span(*normal.original(match.start(), match.end())), match["f"] is not None


def is_title(words: str) -> bool:
    """Tell whether a form is a title, which says more surely than a verb who is addressed."""
    return _TITLE.fullmatch(normalise(words, language="ar").text) is not None
