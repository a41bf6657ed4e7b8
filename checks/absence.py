"""Tells whether what is missing is missing for sure: nothing in the words could stand for it.

People greet, thank and part in more ways than any list holds. What is absent can only be certain where the words leave
no room for it: an opening without a name or a salutation, a last word that drops the customer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from checks.echo import echoes
from checks.openings import first_piece, may_greet
from checks.sides import customer_messages
from checks.substance import own_content
from checks.text import history_spans, sentences, signature_span, spoken_sentences
from checks.warmth import has_name, is_courteous_text, is_good_news, is_lively, is_soft, is_warm
from qa.domain.conversation import Channel, Conversation, Role
from qa.ports import Reading, Span

_WORD, _LETTERS = re.compile(r"[^\W_]+"), re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(
    r"(?i)(?<!\w)(?:pan(?:i|ie|ią|a|u|em)?|państw\w+|mr|mrs|ms|miss|sir|madam|sr|sra|senhora?|d|dona|أستاذ\w*|استاذ\w*|"
    r"سيد\w*|السيد\w*|يا|أخ\w*|حضرتك)(?!\w)|คุณ"
)
_STEM = 3
_FORMAL = (Channel.EMAIL, Channel.CALL)
_OPENING_SIGNS = 80
_FEW_WORDS, _FEW_SIGNS, _SHORT_LINE = 12, 80, 5
_BARE_NAME_SIGNS = 30
_OFFICE = re.compile(
    r"(?i)\b(?:z|ze|od|from|at|of|for|d[aeo]|n[ao]|the|bok|dział|biuro|zespół|obsług[ai] klienta|wsparcie|"
    r"customer (?:service|care|support)|support|apoio ao cliente|atendimento|cliente|من|في|متجر|خدمة العملاء)\b|"
    r"จาก|ร้าน|ฝ่ายบริการลูกค้า|แอดมิน"
)
"""Words that stand beside a name and a shop on a label: they greet nobody."""
_THAI = re.compile("[\u0e00-\u0e7f]")
_HAS_CASE = re.compile(r"[a-z]")
_CAPITAL = re.compile(r"(?<=[^\s.!?…] )[A-ZĄĆĘŁŃÓŚŹŻÁÂÃÀÉÊÍÓÔÕÚÇ][^\W\d_]+")
_DROPS = re.compile(
    r"(?i)roz[łl][ąa]cz|ko[ńn]cz[ęey]\w* (?:t[ęe] )?(?:rozmow|cz?hat|czat|po[łl][ąa]czen)|"
    r"zamyka\w* (?:t[ęe]n? )?(?:rozmow|cz?hat|czat)|"
    r"^(?:no )?to (?:by[łl]oby )?tyle\W*$|hang(?:ing)? up|"
    r"\b(?:clos|end)(?:e|ing)? (?:the|this) (?:chat|call|conversation|talk)|"
    r"^(?:right|so|well|ok(?:ay)?)?\W*that'?s (?:that|it|all)\W*$|"
    r"\bdeslig|\b(?:fech|encerr|termin)\w* (?:a |o |est[ae] )?(?:conversa|chat|chamada|liga[çc][ãa]o)|"
    r"^(?:pronto|bom|ok)?\W*(?:é|e) (?:isso|tudo|s[óo] isso)\W*$|"
    r"\b(?:س)?[أان]قفل(?:نا)?\b|(?:[أان]غلق|إغلاق|[إا]نهاء|[أان]نهي) (?:هذه )?(?:ال)?(?:محادثة|مكالمة|خط|شات)|"
    r"^(?:خلاص|هذا كل شيء|بس كذا)\W*$|วางสาย|ปิด(?:แชท|แชต|การสนทนา|ห้องแชท)|^จบ|^แค่นี้"
)
"""Words that break the talk off."""
_NEXT = re.compile(
    r"(?i)(?:inni|kolejni|nast[ęe]pn\w+)(?: klienci| osoby)? (?:ju[żz] )?czekaj(?!\w* na )|"
    r"czekaj[ąa] (?:inni|kolejn|nast[ęe]pn|ludzie)|kolejk\w* (?:ju[żz] )?(?:czeka|ro[śs]nie)|"
    r"mam (?:tu |ju[żz] )?(?:inn|kolejn|nast[ęe]pn|drug)\w+ "
    r"(?:klient|os[óo]b|rozm|okienk|okno|czat|chat|telefon|zg[łl]osz)|"
    r"(?:ko[ńn]cz[ęe]|skończyła mi się|koniec) (?:zmian|prac|dy[żz]ur)|fajrant|"
    r"^nast[ęe]pn[ya](?: prosz[ęe])?\W*$|^koniec(?: rozmowy| tematu)?\W*$|^ko[ńn]cz(?:[ęe]|ymy)(?: ju[żz])?\W*$|"
    r"\b(?:others?|people|customers|some(?:body|one) else)(?: are| is|'s)? (?:waiting(?! for)|in (?:the |my )?queue)|"
    r"^next(?: please| customer| one)?\W*$|i(?:'ve| have)(?: got)? (?:other|more) (?:chats|customers|calls|people)|"
    r"^(?:so )?we(?:'re| are) (?:done|finished)(?: here)?\W*$|^end of (?:story|chat|conversation)\W*$|"
    r"(?:another|other|next|more) (?:chats?|calls?|customers?)(?: is|'s| are)? (?:waiting|coming|open|on the line)|"
    r"(?:my )?shift(?:'s| is| has)? (?:over|ended|done|finished)|i(?:'m| am) off (?:now|work|home)|"
    r"tenho (?:já )?(?:outr|mais)\w* (?:chamada|chat|conversa|cliente|linha|pessoa|janela)|"
    r"(?:acab|termin)\w+ o (?:meu )?turno|"
    r"(?:gente|pessoas|clientes|outr[oa]s)(?: \w+)? (?:à|a|em) espera(?! d)|"
    r"^(?:o )?(?:próxim[oa]|seguinte|fim|acabou)\W*$|"
    r"(?:ناس|زباين|زبائن|عملاء|غيرك)(?: \w+)? (?:ناطر|[يتم]نتظر|[بيت]+ستن|مستني)|"
    r"عندي (?:\w+ )?(?:مكالمة|محادثة|اتصال|زبون|عميل) (?:ثاني|تاني|آخر|أخرى)|(?:خلص|انتهى) دوام|"
    r"خلص (?:هيك|الحكي|الكلام)|^(?:خلصنا|انتهينا|التالي|اللي بعده)\W*$|"
    r"อื่น(?: ?ๆ)?(?:ก็|ยัง|กำลัง)?รอ(?!รุ่น|สินค้า)|มีคนรอ(?:อยู่|สาย|คิว|ค่ะ|ครับ|$)|(?:คน|คิว)ต่อไป|หมดเวลา|"
    r"เลิกงาน(?:แล้ว)?|หมดกะ|เอาแค่นี้ก่อน|มี(?:สาย|แชท|แชต|ลูกค้า)(?:อื่น|อีก)"
)
"""Words that turn to the next in line."""
_GRUNT = re.compile(
    r"(?i)(?:o?k+|okay|okej|m+h*m*|m-?h(?:m+)|aha|uhm?|ye[ps]|yup|right|fine|noted|whatever|pzdr|dobra|no|"
    r"t[áa]|pronto|pois|باي|طيب|[أا]وكي|خلاص|ماشي|อืม|โอเค|บาย)\W*"
)
"""One word that only takes note; what is kind in one word nobody can list."""
_DROP_WORDS, _DROP_SIGNS, _COLD_WORDS = 8, 60, 10
_MERE_NO = re.compile(r"(?i)no\W+[\w'’]+")
_THANKS = re.compile(r"(?i)dzi[ęe]k|thank|cheers|obrigad|agrade|شكر|ขอบคุณ")
_INVITES = re.compile(
    r"(?i)napis|odpis|odpowie|da[ćj] zna|zadzwo|prze[śs]l|\breply|\bwrite|let (?:me|us) know|\bcall\b|"
    r"\bring\b|\bsend|drop (?:me|us)|"
    r"respond|escrev|ligue|liga[rm]|mand|envi|dig[ao]|رد[يّ]?\b|تردي?\b|اكتب|راسل|أرسل|اتصل|ตอบกลับ|เขียนมา|โทร|ทัก|ส่งมา|แจ้ง"
)
"""Words that ask the customer to write again: they leave the door open, as a farewell does."""
_PARTING_SIGNS, _ALONE_WORDS, _ALONE_THAI, _CURT_WORDS, _CURT_THAI = 100, 8, 30, 4, 15


def opens_without(reading: Reading, window: Sequence[int]) -> bool:
    """Tell whether the agents' first message begins with nothing that could greet.

    A name, a form of address, an exclamation, a face, a line that ends like a salutation, thanks, or a few words set
    off that no answer begins with ("Ahoy, ...") may greet; and so may whatever was said to the customer before, as the
    mail quoted below an answer tells. In a chat whoever was not greeted need not greet.
    """
    conversation, first = reading.conversation, window[0]
    asked = [index for index in customer_messages(conversation) if index < first]
    if any(history_spans(conversation.messages[index].text) for index in asked):
        return False
    if conversation.channel not in _FORMAL and not any(reading.phrases(index, "greeting") for index in asked):
        return False
    if any(one.role in (Role.BOT, Role.AGENT) and not one.is_internal for one in conversation.messages[:first]):
        return False
    text = conversation.messages[first].text.strip()
    line = text.split("\n", 1)[0].rstrip()
    told = spoken_sentences(text, language=reading.language_of(first))
    opening = text[told[0].start : told[0].end][:_OPENING_SIGNS] if told else text
    is_saluting = "\n" in text and line.endswith((",", "!", "،"))
    greets = is_lively(opening) or bool(_THANKS.search(opening))
    is_named = bool(_ADDRESS.search(opening)) or _names_anybody(reading, opening)
    return not (is_saluting or greets or is_named or _may_greet(reading, first, text))


def _may_greet(reading: Reading, first: int, text: str) -> bool:
    piece, language = first_piece(text), reading.language_of(first)
    asked = " ".join(reading.conversation.messages[one].text for one in customer_messages(reading.conversation))
    return may_greet(text, is_label=_is_label(reading, piece), is_echo=echoes(piece, asked, language=language))


def names_nobody(reading: Reading, window: Sequence[int]) -> bool:
    """Tell whether agents whom the source names say neither a name nor anything that could be one."""
    agent = reading.conversation.agent
    for index in window:
        text = reading.conversation.messages[index].text
        is_few = len(_LETTERS.findall(text)) <= _BARE_NAME_SIGNS
        may_name = bool(_CAPITAL.search(text)) if _HAS_CASE.search(text) else not is_few
        if may_name or (agent is not None and has_name(agent.name, text)):
            return False
    return True


def ends_without(reading: Reading, window: Sequence[int]) -> bool:
    """Tell whether the last word drops the customer: it hangs up, only grunts, or an e-mail just stops."""
    index = window[-1]
    text = reading.conversation.messages[index].text.strip()
    if reading.conversation.channel is Channel.EMAIL:
        return _stops(reading, index, text)
    if _drops(reading, index, text):
        return True
    before = reading.conversation.messages[index - 1] if index else None
    is_answer = before is not None and before.role is Role.CUSTOMER and not re.search(r"[?؟]", before.text)
    return is_answer and _GRUNT.fullmatch(text) is not None


def starts_in_middle(reading: Reading, window: Sequence[int]) -> bool:
    """Tell whether the transcript does not begin with the agent: what was said before the customer is not known."""
    return any(one.role is Role.CUSTOMER for one in reading.conversation.messages[: window[0]])


def begins_with_agent(reading: Reading, window: Sequence[int]) -> bool:
    """Tell whether nobody spoke before the agent, so that nothing can be missing from the beginning."""
    return not starts_in_middle(reading, window)


def parts_warmly(reading: Reading, index: int) -> bool:
    """Tell whether the last sentence of a message has an exclamation, a face or the customer's name, and asks nothing.

    A wish in words of its own ("Happy brewing, Jodie!") is told by that alone.
    """
    text = reading.conversation.messages[index].text.strip()
    told = spoken_sentences(text, language=reading.language_of(index))
    last = text[told[-1].start :] if told else text
    return is_warm(reading, last) and not re.search(r"[?؟]", last) and not _DROPS.search(last)


def is_bare(reading: Reading, index: int) -> bool:
    """Tell whether an answer has a few words, none of courtesy or warmth, and takes up nothing the customer said."""
    text = reading.conversation.messages[index].text
    is_short = len(text.split()) <= _FEW_WORDS and len(text) <= _FEW_SIGNS
    if not is_short or is_warm(reading, text) or is_courteous_text(text) or _ADDRESS.search(text):
        return False
    asked = " ".join(one.text for one in reading.conversation.messages[:index] if one.role is Role.CUSTOMER)
    return not echoes(text, asked, language=reading.language_of(index))


def is_curt(reading: Reading, index: int) -> bool:
    """Tell whether the first thing an agent says is a word or two, none of courtesy or warmth."""
    text = reading.conversation.messages[index].text
    block = block_of(reading.conversation, index)
    is_first = not any(one.role is Role.AGENT for one in reading.conversation.messages[:index])
    is_short = len(text.split()) <= _CURT_WORDS and len(_THAI.findall(text)) <= _CURT_THAI
    return is_first and len(block) == 1 and is_short and not is_warm(reading, text) and not is_courteous_text(text)


def block_of(conversation: Conversation, index: int) -> list[int]:
    """Return the agents' messages around one, up to the customer's before and after."""
    messages = conversation.messages
    first, last = index, index
    while first > 0 and messages[first - 1].role is not Role.CUSTOMER:
        first -= 1
    while last + 1 < len(messages) and messages[last + 1].role is not Role.CUSTOMER:
        last += 1
    return [one for one in range(first, last + 1) if messages[one].role is Role.AGENT and not messages[one].is_internal]


def stands_alone(reading: Reading, index: int, spans: Sequence[Span]) -> bool:
    """Tell whether a no in one short sentence is all that is said before the customer's next word, courtesy aside.

    "No, you" alone is none: "No, you pay nothing" tells good news.
    """
    messages = reading.conversation.messages
    beside = (one for one in block_of(reading.conversation, index) if one != index)
    if not all(_is_parting(reading, one) for one in beside):
        return False
    text = messages[index].text
    # In Thai a polite particle ends a sentence wherever it stands.
    is_one = len(sentences(text)) == 1 and len(_THAI.findall(text)) <= _ALONE_THAI
    is_short = is_one and len(text.split()) <= _ALONE_WORDS and len(text) <= _FEW_SIGNS
    is_plain = any(not _MERE_NO.fullmatch(messages[index].text[one.start : one.end]) for one in spans)
    is_kind = is_soft(text) or is_warm(reading, text) or bool(is_courteous_text(text) or is_good_news(text))
    return is_short and is_plain and not is_kind


def _is_parting(reading: Reading, index: int) -> bool:
    """Tell whether a message says nothing, or thanks and parts in a few words."""
    is_short = len(reading.conversation.messages[index].text) <= _PARTING_SIGNS
    parts = any(reading.phrases(index, name) for name in ("thanks", "farewell"))
    return (is_short and parts) or own_content(reading, index) is None


def is_cold_sentence(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the sentence of a span is short and neither courteous nor warm."""
    text = reading.conversation.messages[index].text
    told = spoken_sentences(text, language=reading.language_of(index))
    sentence = next((one for one in told if one.start <= span.start < one.end), span)
    said = text[sentence.start : sentence.end]
    is_short = len(said.split()) <= _COLD_WORDS and len(said) <= _FEW_SIGNS and not re.search(r"[?؟]", said)
    return is_short and not is_warm(reading, said) and not is_courteous_text(said)


def _names_anybody(reading: Reading, text: str) -> bool:
    """Tell whether a text names the customer, or the agent beside anything but the shop's name, as a label does."""
    agent, customer = reading.conversation.agent, reading.conversation.customer
    if customer is not None and has_name(customer.name, text):
        return True
    is_label = agent is not None and reading.conversation.channel is not Channel.CALL
    return agent is not None and has_name(agent.name, text) and not (is_label and _is_label(reading, text))


def _is_label(reading: Reading, text: str) -> bool:
    """Tell whether a text is made of the agent's name, the shop's and words beside them."""
    agent = reading.conversation.agent
    ours = f"{agent.name if agent else ''} {reading.materials.facts.company.name}".casefold().split()
    rest = _WORD.sub(lambda word: " " if word[0].casefold() in ours else word[0], _OFFICE.sub(" ", text))
    return not _WORD.search(rest)


def _drops(reading: Reading, index: int, text: str) -> bool:
    """Tell whether the last sentence breaks the talk off, and neither it nor the one before is friendly."""
    told = [text[one.start : one.end] for one in spoken_sentences(text, language=reading.language_of(index))[-2:]]
    if not told or len(_WORD.findall(told[-1])) > _DROP_WORDS or len(told[-1]) > _DROP_SIGNS:
        return False
    is_friendly = any(is_warm(reading, one) or reading.phrases(index, "thanks") for one in told)
    return bool(_DROPS.search(told[-1]) or turns_away(reading, index)) and not is_friendly


def turns_away(reading: Reading, index: int) -> bool:
    """Tell whether a message, its signature aside, turns to others or the end of work in the end, without courtesy."""
    text = reading.conversation.messages[index].text
    signature = signature_span(text)
    told = spoken_sentences(text[: signature.start if signature else None], language=reading.language_of(index))
    # In Thai the word for "of" has the letters of one that asks politely.
    said = [text[one.start : one.end].replace("ของ", "") for one in told[-2:]]
    return bool(said) and _NEXT.search(said[-1]) is not None and not any(map(is_courteous_text, said))


def _stops(reading: Reading, index: int, text: str) -> bool:
    """Tell whether an e-mail ends in the middle of its matter: in a plain sentence, without a name under it.

    One whose last line turns to somebody else or to the end of work does too.
    """
    lines = [one.strip() for one in text.split("\n") if one.strip()]
    if turns_away(reading, index):
        return True
    if not lines or signature_span(text) is not None:
        return False
    agent = reading.conversation.agent
    is_signed = agent is not None and has_name(agent.name, text)
    is_line = len(lines[-1].split()) <= _SHORT_LINE and not lines[-1].endswith(".") and not _THAI.search(lines[-1])
    is_open = is_line or bool(_INVITES.search(lines[-1]))
    return not (is_signed or is_open or is_warm(reading, lines[-1]) or is_courteous_text(lines[-1]))


SURE: Mapping[str, Callable[[Reading, Sequence[int]], bool]] = {
    "opening": opens_without,
    "name": names_nobody,
    "ending": ends_without,
    "beginning": begins_with_agent,
}
"""What a check may ask for before it is sure, by the name the rubric calls it."""
