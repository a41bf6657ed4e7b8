"""Forms of Arabic verbs and nouns that what stands before them does not allow: `لم يكون`, `خلال يومان`, `أن ترسلين`.

All look at compared text (without marks, with أإآ as ا, ى as ي and ة as ه); `wrong_endings` at the text as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Found = Iterator[tuple[int, int, str]]

# Verbs with a weak letter: after lam it falls away (`لم يكن`, `لم نتلق`).
_HOLLOW = (
    "كون|ستطيع|قوم|عود|نال|جيب|ستجيب|عيد|ضيف|فيد|ستفيد|ريد|زيد|ختار|حتاج|زال|سيء|غيب|ضيع|فوت|ذوب|صير|شير|دير|رتاح|متاز"
)
_DEFECTIVE = "تلقي|نتهي|بقي|تبقي|نسي|ري|اتي|شتري|كتفي|لغي|عطي|جري|مضي|كفي|ستدعي|راعي|قضي|رضي|خفي|نوي|حتوي|لقي|سعي"
_WISHING = "ان|لن|لم|كي|لكي"
# Ends of nouns and singular verbs that look like the nun of the five verbs.
_NOT_FIVE = ("تعاون", "تهاون", "تكاون", "قانون", "تلفزيون")
_BEFORE_DUAL = (
    "في|من|الي|علي|عن|خلال|بعد|قبل|منذ|لمده|حوالي|بين|كل|مع|بسبب|عدم توفر|توفر|لعدم توفر|استلام|ارسال|شحن|بدل"
)
_HAVING = "تبقي|لديك|لديكم|لدينا|يوجد|توجد|هناك"
_SENDING = "استلمنا|ارسلنا|شحنا|اضفنا|الغينا|وجدنا|جهزنا|سجلنا|استبدلنا|استرجعنا|دفعت|استلمت|طلبت|ارسلت"
_GATHERING = (
    "كان|ليس|اصبح|ظل|سيكون|اجتمع|حضر|وصل|خرج|عاد|رجع|اتفق|اعتذر|شارك|ذهب|جاء|غادر|تاخر|قال|افاد|اوضح|انتهي|"
    "يعمل|يقول|يحضر|يجتمع|يرجع|يتواجد"
)
_TIMES = (
    "اليوم|الان|الساعه|البارحه|الليله|الحين|الاسبوع|الشهر|العام|السنه|الثلاث|الاربعه|الخمسه|المذكور|الجدد|الاثنين|الذين"
)
_MORE_SAID = "قديم|كثير|بسيط|معروف|واضح|مستعد|متوقف|مشغول|متبقي"
_ADVERBS = (
    "جدا|ايضا|غدا|حاليا|قريبا|دائما|فورا|سابقا|لاحقا|تقريبا|تماما|مسبقا|يوميا|مجانا|كاملا|معا|شكرا|احيانا|نهائيا|فعلا|حقا|"
    "مباشره|عاده|طبعا|اصلا|مثلا|خصوصا|عموما|غالبا|ابدا|اولا|ثانيا|صباحا|مساء|ظهرا|ليلا|وفقا|نظرا|بناء|طبقا|تلقائيا|هذا|اذا|لذا|كذا|هكذا|ما|لا"
)


def lost_weak_letters(text: str) -> Found:
    """After lam the weak letter falls away: `لم يكن`, `لم نتلق`; a woman addressed keeps hers (`لم تلغي`)."""
    for match in _compiled(
        rf"(?<!\w)[وف]?(?:او)?لم (?P<verb>[يتنا](?:{_HOLLOW})|[ينا](?:{_DEFECTIVE}))(?!\w)"
    ).finditer(text):
        yield match.start("verb"), match.end("verb"), "verb"


def kept_nun(text: str, stems: str) -> Found:
    """The five verbs lose their nun after an, lan and lam: `أن ترسلي`, `أن تقوموا`."""
    for match in _compiled(rf"(?<!\w)[وف]?(?:{_WISHING}) (?P<verb>[يت]\w{{3,}}ون|ت(?:{stems})ين)(?!\w)").finditer(text):
        if not match["verb"].endswith(_NOT_FIVE):
            yield match.start("verb"), match.end("verb"), "verb"


def wrong_duals(text: str, nouns: str) -> Found:
    """A dual ends in -ayn after a preposition or as an object, in -an as a subject: `خلال يومين`, `لديك خياران`."""
    for pattern in (
        rf"(?<!\w)[وف]?(?:{_BEFORE_DUAL}) (?P<noun>(?:ال)?(?:{nouns})ان)(?!\w)",
        rf"(?<!\w)[وف]?(?:لل|بال)(?P<noun>(?:{nouns})ان)(?!\w)",
        rf"(?<!\w)[وف]?(?:{_HAVING}) (?P<noun>(?:{nouns})ين)(?!\w)",
        rf"(?<!\w)[وف]?(?:{_SENDING}) (?:لك |لكم |اليوم |ايضا )?(?P<noun>(?:ال)?(?:{nouns})ان)(?!\w)",
    ):
        for match in _compiled(pattern).finditer(text):
            yield match.start("noun"), match.end("noun"), "dual"


def wrong_people(text: str, people: str, stems: str) -> Found:
    """People in the plural: `يعمل الموظفون`, `الموظفون يعملون`, `مندوبو الشركة`."""
    for pattern in (
        rf"(?:^|[.!؟\n،:]\s*|(?<!\w)(?:ثم|وقد|قد|لان) )و?(?:{_GATHERING}) (?P<noun>ال(?:{people})ين)(?!\w)",
        rf"(?:^|[.!؟\n،]\s*)(?P<noun>ال(?:{people})ون (?:لا |سوف )?(?:ي|سي)(?:{stems}))(?!\w)",
        rf"(?<!\w)(?P<noun>(?:{people})(?:ون|ين)) ال(?!ا?ن(?!\w))(?!ذي)\w{{3,}}(?!\w)",
    ):
        for match in _compiled(pattern).finditer(text):
            rest = text[match.end("noun") :]
            if not _compiled(rf" (?:{_TIMES})(?!\w)").match(rest):
                yield match.start("noun"), match.end("noun"), "plural"


def accusative_predicates(text: str, adjectives: str) -> Found:
    """What inna says of a noun is no accusative: `إن المستودع كبير`."""
    for match in _compiled(
        rf"(?<!\w)[وف]?(?:ان|لان|لكن) ال(?!ذي|تي)\w{{3,}} (?P<said>(?:{adjectives}|{_MORE_SAID})ه?ا)(?!\w)(?! كان)"
    ).finditer(text):
        yield match.start("said"), match.end("said"), "predicate"


def wrong_endings(text: str) -> Found:
    """`هذا` before a noun written with ة, and inna before a predicate written with tanwin: `هذا البوليصة`."""
    this = _compiled(r"(?<!مع )(?<!على )(?<!\w)[وف]?هذا ال\w{2,}ة(?!\w)")
    for match in this.finditer(text) if "هذا ال" in text else ():
        if not match.group().endswith(("العلامة", "الخليفة", "الساعة", "السنة", "الليلة", "المرة الأولى")):
            yield match.start(), match.end(), "demonstrative"
    for match in _compiled(r"(?<!\w)[وف]?(?:إن|أن|لأن|لكن) ال(?!ذي|تي)\w{3,} (?P<said>\w{3,}(?:ًا|اً|ةً))(?!\w)").finditer(
        text
    ):
        plain = re.sub("[ًأإآ]", lambda found: "" if found.group() == "ً" else "ا", match["said"])
        if not _compiled(rf"(?:{_ADVERBS})$").match(plain):
            yield match.start("said"), match.end("said"), "predicate"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
