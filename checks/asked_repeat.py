"""Tells whether a customer has to say again, right after an agent asks, what they had said before: the surest witness.

How an agent asks has many wordings; what the customer answers has few. A mail address, a number or the full name that
stood in their earlier words and stands in the answer again was asked again, whatever the question was; so was what
they answer with "as I said" and in the words of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from checks import slots
from checks.asked_details import is_denied
from checks.asked_to_tell import tells
from checks.echo import echoed_share, shared_words
from checks.sides import customer_messages
from checks.text import overlaps, quoted_spans, spoken_sentences
from checks.wording import is_spoken
from qa.domain.conversation import Channel, Role
from qa.ports import Reading, Span

_NAME = "name"
_NOUNS = {
    slots.MAIL: re.compile(
        r"(?i)\be-?mail|\bmail(?:a|em|u|owy\w*|ow[ąe])?\b|(?<!الرمز )(?<!الرمز ال)(?:ال)?بريد(?!ي)|[إا]يميل|อีเมล|เมล"
    ),
    _NAME: re.compile(
        r"(?i)\bimi(?:ę|enia|eniem|on)|nazwisk|\bz kim (?:mam|rozmawiam)|\bwho am I (?:speaking|talking)|"
        r"\bcom quem (?:falo|estou)|(?:مع من|مين) (?:[أا]تكلم|[أا]تشرف|معي)|เรียนสายกับ|"
        r"\bnames?\b|\bnomes?\b|\bapelido|(?<!\w)(?:ال)?اسم|ชื่อ"
    ),
    slots.POSTCODE: re.compile(
        r"(?i)\bkod\w* pocztow|\bpost ?code|\bzip\b|c[óo]digo[- ]postal|\bcep\b|رمز\S* (?:ال)?بريدي|รหัสไปรษณีย์"
    ),
    slots.ORDER: re.compile(
        r"(?i)(?:numer|nr)\w* (?:\w+ )?zam[óo]wi|order (?:number|no\b|ref)|(?:n[úu]mero|n\.?º) d[aoe]\w* (?:\w+ )?"
        r"(?:encomenda|pedido|compra)|رقم (?:ال)?(?:طلب|أوردر)|(?:เลข|หมายเลข|เลขที่)(?:คำสั่งซื้อ|ออ(?:ร์)?เดอร์|สั่งซื้อ)|"
        r"(?:คำสั่งซื้อ|ออ(?:ร์)?เดอร์)(?:ไหน|อะไร)"
    ),
    slots.PHONE: re.compile(
        r"(?i)telefon|\bphone|\bmobile|telem[óo]vel|celular|(?<!\w)(?:ال)?(?:جوال|هاتف|موبايل)|เบอร์|หมายเลขโทร"
    ),
}
_DIGITS, _SHORTEST, _POSTCODE_DIGITS = re.compile(r"\d[\d ./-]*\d"), 4, (5, 7, 8)
_WORD = re.compile(r"[^\W\d_]{2,}|[\u0e00-\u0e7f]{2,}")
_ASKS = ("?", "؟")
_REQUEST = re.compile(
    r"(?i)\b(?:prosz[ęe]|prosi(?:my|[łl]\w+|[ćc])|poprosz\w*|podaj\w*|poda[ćc]|podanie|niech|potrzebuj\w*|potrzebn\w*|"
    r"(?:na|wy|prze|do|w)pisz(?!e)|(?:po)?dyktuj|przedyktuj|da(?:j|sz)? mi|da mi|"
    r"please|(?:can|could|would|will) you|(?:can|could|may|might) (?:I|we) (?:have|take|get|ask|grab)|"
    r"(?:tell|give|send|drop|read) (?:me|us)|let (?:me|us) have|(?:I|we)(?:'ll)? need|pop|type|remind me|"
    r"dig[ao](?:-\w+)*|indique(?:-\w+)?|dê(?:-\w+)?|envie(?:-\w+)?|mande(?:-\w+)?|passe-\w+|escreva(?:-\w+)?|"
    r"(?:pode|podia|poderia|consegue) (?:\w+ ){0,2}?(?:diz|d|indic|envi|mand|confirm|inform|fornec|facult|escrev|pass|"
    r"dit|record|lembr)[aei]?r(?:-\w+)?|preciso|precisamos|informe(?:-\w+)?|faculte|forne[çc]a|deixe|por favor)\b|"
    r"(?<!\w)[وف]?(?:[أا]?عط(?:ني|يني|نا|ينا)|هات|قل|قولي|اكتب|زود|[أا]رسل[يو]?|ابعت|[أا]حتاج|نحتاج|ممكن|لو سمحت|دزّ?ي?|"
    r"من فضلك|[أا]ريد|بد[يّ]|محتاج|اذكر|خبرني|ذك[ّ]?رني)|"
    r"ขอ(?!บคุณ|โทษ|อภัย|ให้|แสดง)|รบกวน|กรุณา|ช่วย|(?:แจ้ง|บอก|พิมพ์|ส่ง)(?:\S{0,30}?)(?:มา|หน่อย|ด้วย|ให้)|"
    r"ไหม(?!้)|มั้ย|หรือยัง|หรือเปล่า|(?:อะไร|ไหน|ใคร|เท่าไ\S{1,3}|ยังไง|อย่างไร)(?:คะ|ครับ)"
)
"""Words that ask the customer for something."""
_WHEN = re.compile(r"(?i)quando (?:é que|foi|\w*compr)|when (?:did|was|were|is)\b|kiedy (?:pan|to|by|kup|zosta)")
"""A question for a time, whose word elsewhere opens a condition."""
_SAID_BACK = re.compile(
    r"(?i)^\W*(?:so|czyli|więc|rozumiem|ent[ãa]o|portanto|ou seja|if I|do I|let me|إذن|يعني|[أا]فهم|แสดงว่า|สรุป)(?!\w)|"
    r"\b(?:right|correct|prawda|tak|certo|verdade|صح)\W*$|ใช่ไหม|ใช่มั้ย"
)
"""Words by which a question says back what was told, to be sure of it."""
_CLAUSE = re.compile(r"[,;،؛] ")
_OF_FIRMS = re.compile(r"(?i)\bfirm|compan|empresa|invoice|fa(?:k)?tur|شرك|مؤسس|فاتور|บริษัท|ใบกำกับ|ใบเสร็จ")
_WH = re.compile(
    r"(?i)\b(?:jak\w*|kt[óo]r\w*|co|cz(?:ego|ym)|kiedy|gdzie|what\w*|which|who\w*|when|where|qual|quais|que|quem|quando|"
    r"onde)\b|(?<!\w)(?:ما|كم|أي|وش|ايش|إيش|شو|متى|وين|مين|إيه|ايه)(?!\w)|ไหน|อะไร|ใคร|กี่|เท่าไ|เมื่อไ|ยังไง|อย่างไร"
)
_AGAIN = re.compile(
    r"(?i)\b(?:powt[óo]rz\w*|ponownie|jeszcze raz|przeliter\w*|repeat|again|once more|spell\w*|confirm\w*|double|"
    r"repet\w*|repit\w*|outra vez|de novo|novamente|solet\w*|potwierd\w*|upewni\w*)\b|"
    r"(?<!\w)(?:تعيد|تكرر|أعد|كرر|مرة (?:ثانية|أخرى)|[أا]ؤ?كد(?!ر)|ت[أا]كيد|تهج)\w*|อีกครั้ง|ทวน|ซ้ำ|ยืนยัน|สะกด"
)
"""Words by which an agent says that it was told before: it was not heard, or is checked."""
_FEW_ECHOES, _OPENING, _NEARLY_ALL = 3, 30, 0.7
_FEWEST, _MOST = 2, 0.6
_CROSSED = timedelta(seconds=15)


class Repeated(NamedTuple):
    """Where an agent asked, what the customer had to say again, and whether that is sure."""

    span: Span
    said: str
    is_sure: bool


def repeated(
    reading: Reading, index: int, *, cues: Sequence[tuple[int, Span]], excuses: Sequence[Span]
) -> Repeated | None:
    """Return what the customer says again after an agent's message, of what they had told before it.

    Two details the message asks for and the answer repeats are sure, and one beside a complaint (`cues`: places in the
    customer's messages); so is a complaint beside the words of before. Nothing is asked
    again that the agent says back, asks to hear once more, or asks beside an excuse; the name under a mail is none.
    """
    answers, told = _answers(reading, index), _told(reading, index)
    complaint = next(((one, span) for one, span in cues if one in answers), None)
    asking = _asking(reading, index, excuses, is_told_so=complaint is not None)
    if not told or not answers or not asking:
        return None
    text = reading.conversation.messages[index].text
    asked = {name for one in asking for name in _asked(text[one.start : one.end])}
    known, again = _given(reading, index, asked=asked, answers=answers)
    is_all = bool(again) and len(asked) > 1 and tells_nothing_new(reading, index)
    is_echo = complaint is not None and _asks_of_told(reading, index, asking)
    is_sure = len(again) > 1 or is_all or bool(complaint and known) or is_echo or _answers_so(reading, index, complaint)
    is_opening = complaint is not None and complaint[1].start <= _OPENING
    if not is_sure and not again and not is_opening:
        return None
    named = (one for one in asking if _asked(text[one.start : one.end]) & set(again or known))
    span = next(named, asking[-1])
    return Repeated(span, ", ".join(sorted(min(values) for values in again.values())), is_sure)


def is_crossed(reading: Reading, told: int, asked: int) -> bool:
    """Tell whether the agent was writing while what the customer told came."""
    first, second = (reading.conversation.messages[one].sent_at for one in (told, asked))
    return asked == told + 1 and first is not None and second is not None and second - first < _CROSSED


def is_request(said: str) -> bool:
    """Tell whether a sentence asks the customer for something, by its mark or a word of asking."""
    return said.rstrip(" \"'»”)").endswith(_ASKS) or _REQUEST.search(said) is not None


def tells_nothing_new(reading: Reading, index: int) -> bool:
    """Tell whether the customer's answer to a message has several words, and hardly one they had not said before it."""
    conversation = reading.conversation
    told = _told(reading, index)
    answer = " ".join(conversation.messages[one].text for one in _answers(reading, index))
    share, number = echoed_share(answer, told, language=reading.language_of(index))
    return number >= _FEW_ECHOES and share >= _NEARLY_ALL


def wants_telling(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the sentence of a span is a request for an answer.

    It has a question word or a verb of telling: `can you see your e-mails` has none. On a call what was not heard may
    be asked once more.
    """
    text = reading.conversation.messages[index].text
    told = spoken_sentences(text, language=reading.language_of(index))
    sentence = next((one for one in told if one.start <= span.start < one.end), span)
    said = text[sentence.start : sentence.end]
    is_heard_again = is_spoken(reading) and _AGAIN.search(said) is not None
    return is_request(said) and not is_heard_again and (_WH.search(said) is not None or tells(said))


def _told(reading: Reading, index: int) -> str:
    """Return what the customer had said before a message, but for what came while the agent was writing it."""
    before = customer_messages(reading.conversation, before=index)
    kept = (one for one in before if is_spoken(reading) or not is_crossed(reading, one, index))
    return " \n".join(reading.conversation.messages[one].text for one in kept)


def _answers(reading: Reading, index: int) -> list[int]:
    """Return the customer's messages right after one, up to the next agent's."""
    found: list[int] = []
    for one in range(index + 1, len(reading.conversation.messages)):
        message = reading.conversation.messages[one]
        if message.role is Role.CUSTOMER:
            found.append(one)
        elif not message.is_internal:
            break
    return found


def _given(
    reading: Reading, index: int, *, asked: set[str], answers: Sequence[int]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:  # fmt: skip
    """Return the details asked for that were told before, with their values, and those that the answer says again.

    What the agent says back is none, nor, of what is said again, the name under a mail.
    """
    conversation = reading.conversation
    text, is_mail = conversation.messages[index].text, conversation.channel is Channel.EMAIL
    answer = " \n".join(conversation.messages[one].text for one in answers)
    customer = conversation.customer.name if conversation.customer else None
    told = {name: values for name, values in _values(_told(reading, index), customer) if name in asked}
    known = {name: values for name, values in told.items() if not _in(values, text)}
    now = dict(_values(answer, customer))
    again = {name: values & now[name] for name, values in known.items() if not (is_mail and name == _NAME)}
    return known, {name: values for name, values in again.items() if values}


def _asks_of_told(reading: Reading, index: int, asking: Sequence[Span]) -> bool:
    """Tell whether a question has hardly a word but those of the customer's before it (`did you change the cable?`)."""
    text, told = reading.conversation.messages[index].text, _told(reading, index)
    language = reading.language_of(index)
    said = (text[one.start : one.end] for one in asking)
    shares = (echoed_share(one, told, language=language) for one in said if not _SAID_BACK.search(one))
    return any(number >= _FEWEST and share >= _MOST for share, number in shares)


def _answers_so(reading: Reading, index: int, complaint: tuple[int, Span] | None) -> bool:
    """Tell whether an answer that complains of repeating goes on in the words of before."""
    if complaint is None:
        return False
    at, span = complaint
    said, told = reading.conversation.messages[at].text, _told(reading, index)
    language = reading.language_of(index)
    if span.start <= _OPENING and shared_words(said, told, language=language) >= _FEW_ECHOES:
        return True
    share, number = echoed_share(said[: span.start] + said[span.end :], told, language=language)
    return number >= _FEWEST and share >= _MOST


def _asking(reading: Reading, index: int, excuses: Sequence[Span], *, is_told_so: bool) -> list[Span]:
    """Return the sentences of a message that ask for something, without excuse.

    Where the customer complains of being asked (`is_told_so`), so do those that only name a detail.
    """
    text = reading.conversation.messages[index].text
    quoted = quoted_spans(text)
    return [
        one
        for one in spoken_sentences(text, language=reading.language_of(index))
        if (is_request(said := text[one.start : one.end]) or (is_told_so and _asked(said)))
        and not overlaps(one, quoted)
        and not any(_is_of(said, excuse.start - one.start) for excuse in excuses)
        and not is_denied(said)
        and not _AGAIN.search(said)
    ]


def _is_of(said: str, at: int) -> bool:
    """Tell whether a place is in a sentence, but for a clause after the detail that asks for something else."""
    if not 0 <= at < len(said) or _WHEN.match(said, at):
        return False
    start = max((one.end() for one in _CLAUSE.finditer(said, 0, at)), default=0)
    return not (start and _asked(said[:start]) and _REQUEST.search(said, start, at))


def _asked(said: str) -> set[str]:
    """Return the kinds of details a sentence names; the name of a firm is no customer's."""
    named = {name for name, noun in _NOUNS.items() if noun.search(said)}
    return named - {_NAME} if _OF_FIRMS.search(said) else named


def _values(text: str, customer: str | None) -> Iterator[tuple[str, set[str]]]:
    """Yield the kinds of details a text holds with their values, as they compare."""
    mails = {text[one.start : one.end].casefold() for one in slots.mail_addresses(text)}
    yield slots.MAIL, mails
    phones = {re.sub(r"\D", "", text[one.start : one.end]) for one in slots.phones(text)}
    numbers = {re.sub(r"\D", "", one) for one in _DIGITS.findall(text)} - phones
    yield slots.PHONE, phones
    yield slots.POSTCODE, {one for one in numbers if len(one) in _POSTCODE_DIGITS}
    yield slots.ORDER, {one for one in numbers if len(one) >= _SHORTEST}
    words = {one.casefold() for one in _WORD.findall(customer or "")}
    is_named = len(words) > 1 and all(one in text.casefold() for one in words)
    yield _NAME, {customer.casefold()} if customer and is_named else set()


def _in(values: set[str], text: str) -> bool:
    """Tell whether the agent says one of the values back, or there is none."""
    plain = text.casefold()
    digits = re.sub(r"\D", "", plain)
    return not values or any(one in plain or (one.isdigit() and one in digits) for one in values)
