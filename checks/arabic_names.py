"""Knows whether an Arabic given name is a woman's or a man's, and finds names behind a title of the other gender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.normal import normalise
from checks.titled import Titled
from qa.domain.finding import Verdict
from qa.ports import Span

# Names as compared: without signs of vowels, one form of alif, ta marbuta as ha, alif maqsura as ya.
_WOMEN = """
مريم زينب سعاد هند احلام ريم ايمان سمر رحاب وداد ابتسام سهام جمان عهود نجود شروق امل رنا دينا لينا جواهر مها
شهد غدير عبير وجدان حنان رزان جنان افنان جيهان نيفين شيرين ياسمين نسرين سوزان تغريد هاجر مي ليلي سلمي مني هدي
ندي لبني نجوي سلوي روي لمي يسري بشري ضحي نهي مروي غيداء روان رغد ملاك نوف العنود لطيفه حصه منال امال نوال كوثر
فاطمه عائشه خديجه ساره نوره اميره سميره نعيمه كريمه جميله حليمه سلمه امينه اسيه ساميه ناديه رقيه صفيه سميه عاليه غاليه
هاله ماجده وفاء هناء اسماء شيماء دعاء نجلاء لمياء علياء ثناء سناء حسناء ميساء فايزه فوزيه سهيله نبيله زهره شاديه دانه
منيره حنين راويه راضيه رشيده سعيده شريفه عزيزه فريده ليلا مليكه نجيبه نزيهه وحيده هيفاء ياسمينه بدريه موضي جوهره خوله
فرح تهاني اماني رانيا داليا ناديا صوفيا كارول جورجينا ماريا ماجدولين نرمين هديل اسيل رهف لميس بلقيس سندس اريج
"""
_MEN = """
محمد احمد محمود حامد حمد علي خالد عمر عثمان سعود فهد سلطان ابراهيم يوسف حسن حسين ماجد طارق كريم سامي رامي هاني
وليد ياسر ناصر منصور سعد سعيد سالم سليمان صالح فيصل تركي بندر نايف مشعل بدر زياد عادل فادي شادي جمال كمال جلال
بلال هشام عصام حسام باسم قاسم جاسم اسماعيل اسحاق يعقوب داود موسي عيسي يحيي مصطفي مرتضي مجتبي رضا زكريا حمزه
طلحه اسامه معاويه عبيده قتيبه حذيفه عكرمه علاء بهاء ضياء براء عماد مراد فواز معتز ايمن انس مازن رائد وائل نبيل
جميل عقيل طلال نواف متعب سلمان عدنان مروان رمضان شعبان غسان عمران لقمان عمرو هيثم ادهم اكرم اشرف شريف خليل
جابر ثامر عامر تامر ياسين طه امجد اسعد ابو جورج بيتر مينا شهاب لوي عدي قصي
"""
_FOR_BOTH = """
نور صباح نهاد منار بيان ريان صفاء رجاء شمس احسان جود فجر عصمت نجاه ضيا
"""
_PAIRS = {
    "استاذ": "أستاذة",
    "استاذه": "أستاذ",
    "الاستاذ": "الأستاذة",
    "الاستاذه": "الأستاذ",
    "السيد": "السيدة",
    "السيده": "السيد",
    "سيد": "سيدة",
    "سيده": "سيد",
    "عزيزي": "عزيزتي",
    "عزيزتي": "عزيزي",
    "الاخ": "الأخت",
    "الاخت": "الأخ",
    "دكتور": "دكتورة",
    "دكتوره": "دكتور",
    "انسه": "أستاذ",
    "مدام": "أستاذ",
}
_TITLE = "|".join(sorted(_PAIRS, key=len, reverse=True))
_TITLED = re.compile(
    rf"(?<!\w)(?P<title>{_TITLE})\s*/?\s+(?:(?P<second>{_TITLE}|الكريمه?|الفاضله?|العزيزه?|المحترمه?)\s*/?\s+)?(?P<name>\w{{2,}})"
)
_HELLO = (
    r"(?:اهلا(?: وسهلا)?|مرحبا|هلا(?: والله)?|حياك الله|حياكي الله|صباح (?:الخير|النور)|مساء (?:الخير|النور)|"
    r"شكرا(?: لك)?|عذرا|العفو|عفوا|السلام عليكم|وعليكم السلام|تحيه طيبه|ابشر|ابشري|حاضر|تمام|اكيد)\s*(?:بك|فيك)?[،,]?"
)
# A name right after a greeting, without a title.
_GREETED = re.compile(
    rf"(?:^|(?<=[.!؟?\n،]))\s*{_HELLO}\s+(?:يا\s+)?(?P<name>\w{{3,}})(?=\s*[،,.!:]|\s*$|\s*\n)", re.MULTILINE
)
# Names that are words as well: "تمام، جميل." praises.
_WORDS_TOO = frozenset(
    """
    جميل سعيد سالم صالح كريم عادل ناصر خالد ماجد رائد مراد امل هدي فرح شروق ملاك جمال كمال جلال بشري مني ندي شهد سلوي
    ضحي ايمان احلام امال نوال منال وداد براء ضياء بهاء علاء سلطان ايمن اكرم اشرف اسعد امجد شريف نبيل وجدان حنان رضا
    سهيله جميله كريمه سعيده سالمه شريفه عزيزه فريده عاليه غاليه راضيه وحيده امينه نزيهه هناء وفاء دعاء ثناء سمر
    قاسم حسام
    """.split()  # noqa: SIM905
)
_SALUTATION = re.compile(r"(?:^|\s)(?:يا|اهلا|وسهلا|مرحبا|هلا|بك|فيك|عليكم|الخير|النور)\s*[،,]?\s*$")
_CALLING = re.compile(rf"(?:^|[.!؟?\n،,:]|(?<!\w){_HELLO}|(?<!\w)يا)\s*$")
# Who speaks, or somebody else: "معك أستاذ سامر", "من أستاذة ريم".
_TOLD_OF = re.compile(
    r"(?:^|[\s،,.])[وف]?(?:معك\w*|معاك\w*|انا|هنا|هون|مع|من|عند|عن|الي|اسم\w*|زميل\w*|مدير\w*|ال\w+)\s*$"
)
_WOMENS_TITLES = frozenset(("استاذه", "الاستاذه", "السيده", "سيده", "عزيزتي", "الاخت", "دكتوره", "انسه", "مدام"))
_FEWEST_LETTERS = 3


def is_womans(name: str) -> bool | None:
    """Tell whether a given name is a woman's; None where both bear it or the ending tells nothing."""
    plain = normalise(name, language="ar").text
    if plain in _names(_FOR_BOTH):
        return None
    if plain in _names(_MEN) or plain.startswith("عبد"):
        return False
    if plain in _names(_WOMEN) or (
        len(plain) > _FEWEST_LETTERS and plain.endswith(("ه", "اء")) and not plain.startswith("ال")
    ):
        return True
    return None


def titled_names(text: str, *, own: str = "", said: str = "") -> Iterator[Titled]:
    """Yield names of address; `expected` where the title is of the other gender than the name.

    With the customer's full name (`own`) a name that is known, another than theirs and nowhere in what they wrote
    (`said`) gets a verdict of its own.
    """
    normal = normalise(text, language="ar")
    names, written = normalise(own, language="ar").text.split(), normalise(said, language="ar").text
    for match in _TITLED.finditer(normal.text):
        start, end = normal.original(match.start("name"), match.end("name"))
        name = text[start:end]
        gender = is_womans(name)
        titles = [one for one in (match["title"], match["second"]) if one in _PAIRS]
        if gender is None:
            if not match["name"].startswith("ال"):
                yield Titled(Span(start, end), name)
        elif any(gender is not (title in _WOMENS_TITLES) for title in titles):
            whole = normal.original(match.start(), match.end())
            is_ladys = titles[-1] in _WOMENS_TITLES - {"عزيزتي", "الاخت"}
            # A lady may bear a man's name as her surname, and some men's names end like a woman's (جمعة).
            is_clear = match["name"] in names[:1] if is_ladys else match["name"] in _names(_WOMEN) | _names(_MEN)
            title = titles[-1] if gender is not (titles[-1] in _WOMENS_TITLES) else titles[0]
            yield Titled(Span(*whole), name, f"{_PAIRS[title]} {name}", None if is_clear else Verdict.NEEDS_HUMAN)
        else:
            is_closing = _closes(normal.text, match)
            is_called = is_closing or _CALLING.search(normal.text[: match.start()]) is not None
            verdict = _verdict(match["name"], names, written) if is_called else Verdict.PASS
            is_signed = bool(names) and names[0] in written
            if verdict is Verdict.FAIL and not (_is_addressed(normal.text, match) or (is_closing and is_signed)):
                verdict = Verdict.NEEDS_HUMAN
            yield Titled(Span(start, end), name, verdict=verdict)
    for match in _GREETED.finditer(normal.text):
        verdict = _verdict(match["name"], names, written)
        is_name = match["name"] in _names(_WOMEN) | _names(_MEN) or match["name"].startswith("عبد")
        is_called = _SALUTATION.search(normal.text[match.start() : match.start("name")]) is not None
        if is_name and verdict is not None and (is_called or match["name"] not in _WORDS_TOO):
            if verdict is Verdict.FAIL and not is_called:
                verdict = Verdict.NEEDS_HUMAN
            start, end = normal.original(match.start("name"), match.end("name"))
            yield Titled(Span(start, end), text[start:end], verdict=verdict)


def _is_addressed(text: str, match: re.Match[str]) -> bool:
    """Tell whether a title addresses whom the message is to: at its beginning, after a greeting or after `يا`.

    With the article ("الأستاذ محمود") or later it may name a husband or a colleague.
    """
    before = text[: match.start()]
    if re.search(rf"(?:(?<!\w)يا|(?<!\w){_HELLO})\s*$", before):
        return True
    is_letter = match["title"].startswith("ال") and not re.match(
        r"\s*(?:المحترم|الكريم|الفاضل|[،,\n]|$)", text[match.end() :]
    )
    return not before.strip() and not is_letter


def _closes(text: str, match: re.Match[str]) -> bool:
    """Tell whether a title without the article and a name end a sentence or clause, after what tells of nobody else."""
    is_end = re.match(r"\s*(?:[،,.!؟?\n]|$)", text[match.end() :]) is not None
    return is_end and not match["title"].startswith("ال") and not _TOLD_OF.search(text[: match.start()])


def _verdict(name: str, own: list[str], said: str) -> Verdict | None:
    """Fail a name that is neither the customer's, in full or begun alike, nor in what they wrote."""
    if not own or not said or own[0][:1].isascii() or not _is_listed(own[0]) or not _is_listed(name):
        return None
    if name in own or any(name[:4] == one[:4] for one in own) or name in said:
        return Verdict.PASS
    return Verdict.FAIL


def _is_listed(name: str) -> bool:
    return name in _names(_WOMEN) or name in _names(_MEN) or name.startswith("عبد") or is_womans(name) is True


@cache
def _names(table: str) -> frozenset[str]:
    return frozenset(table.split())
