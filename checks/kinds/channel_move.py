"""Looks for customers who are sent to another channel instead of being answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks.acts.model import ACTS, learnt_beside, weigh
from checks.certainty import is_protested
from checks.sent_away import only_sends
from checks.sides import agent_messages, customer_messages
from checks.substance import own_content
from checks.text import overlaps, sentence_at, spoken_sentences
from checks.wording import Reporter, can_judge, chosen_spans, is_excused, is_spoken, own_spans, phrase_choice
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import OptionSpec, Reading, Span

__all__ = ["ChannelMove"]

_ONLY_THERE = re.compile(
    r"(?i)\b(?:wy[łl][ąa]cznie|tylko|jedynie|t[ęe]dy|tutaj nie|reszt[ęaay]|ci[ąa]g dalszy|jeszcze raz|od nowa|"
    r"nie (?:ustalimy|za[łl]atwi\w*|rozwi[ąa]\w*|pomo[żz]\w*)|"
    r"only|can'?t be (?:settled|done|sorted|handled|resolved)|cannot be|this way|the rest|again|from here|"
    r"s[óo]|somente|apenas|não tratamos|não tratam\w*|para continuar|o resto|tem de|de novo|"
    r"فقط|يجب|لا نعالج|لا يمكن|للمتابعة|الباقي)\b|เท่านั้น|ไม่รับเรื่อง|ที่เหลือ"
)
_DENIED = re.compile(
    r"(?i)(?:ไม่(?:จำเป็น)?|\bnie(?: (?:trzeba|musi\w*|potrzeba|ma potrzeby|należy|powin\w+)[^,;:.!?]*)?|zamiast|"
    r"\bno need to|(?:don't|do not|won't|never|without)(?: (?:need|have) to)?|instead of|"
    r"\b(?:não|sem)(?: (?:precisa|é preciso|é necessário)[^,;:.!?]*)?|em vez de|"
    r"(?:لا|ما|لن) (?:داعي|حاجة|تحتاج|يلزم|يجب)\S*|بدلا من)\s*$"
)
_SPARED = re.compile(
    r"(?i)\b(?:zamiast|bez potrzeby|nie (?:trzeba|musi\w*)|instead of|no need to|em vez de|sem precisar)\b"
)
# What is regretted or thanked for has been: "sorry that you had to call us again" asks for no call.
_REGRETTED = re.compile(
    r"(?i)(?:(?:przepraszam\w*|przykro|szkoda|dziękuj\w+|rozumiem|wiem|widzę)[^.;!?]{0,40}\bże(?: (?:też|tak|znowu))?|"
    r"(?:sorry|apologi[sz]e|thank you|thanks|understand|regret)(?: that| for)?"
    r"(?: you(?: had| have| having)?| having)(?: to)?|"
    r"(?:lamento|desculpa\w*|compreendo|obrigad\w+)(?: que| por)(?: ter\w*)?(?: de| que)?|"
    r"(?:آسف\S*|أعتذر\S*|نعتذر|شكرا)[^.!؟]{0,25}(?:اضطر\S*)(?: (?:إلى|ل))?|ขออภัยที่\S{0,12}ต้อง)\s*$"
)
# An answer to this very message stays here; what goes to the customer's own address sends nobody away.
_STAYS = re.compile(
    r"(?i)\bodp(?:owied\w*|is\w*|owiad\w*) na (?:t[ęe]|ten|tego|niniejsz\w+)\b|"
    r"\b(?:reply|replying|answer\w*|respond\w*) (?:to )?(?:this|here)\b|\brespo\w+ a est[ea]\b|"
    r"(?:الرد|بالرد|رد|ردي) على هذ|ตอบ(?:กลับ)?(?:อีเมล|เมล|ข้อความ|แชท|แชต)?(?:ฉบับ)?นี้|"
    r"\b(?:your|their|her|his|the same) (?:own )?e-?mail\b|\be-?mail only to\b|"
    r"\b(?:maile?m|e-mailem|mailowo)(?: tylko| wyłącznie)? do (?:Pan|Pań)|"
    r"\b(?:Pana|Pani|Państwa) (?:adres|skrzynk|e-?mail)|\b(?:seu|teu|vosso) (?:e-?mail|endereço|correio)|"
    r"بريدك|إيميلك|ايميلك|بريد حضرتك|(?:อีเมล|เมล)(?:ของ)?(?:คุณ|ลูกค้า)"
)
_ASKED_NOT = re.compile(
    r"(?i)\bprosz[ęe] (?:\w+ ){0,2}nie \w+(?:ć|c)\b|\b(?:please|just|only)(?: \w+)? (?:do not|don't|never)\b|"
    r"\b(?:por favor,? )?não (?:envie|mande|escreva|ligue|partilhe|compartilhe|indique)\w*\b|"
    r"\bلا (?:ترسل|تكتب|تشارك|تتصل)\w*|อย่า"
)
_PAPERS = re.compile(
    r"(?i)skan|zdj[ęe]c|fotogra|dokument|plik|formularz zwrot|umow[ęay]|\bscan|photo|picture|document|\bfile|attach|"
    r"digitaliza|\bfotos?\b|comprovativo|comprovante|documento|anexo|صور|نسخة|مستند|وثيقة|ملف|รูป|ภาพ|สำเนา|เอกสาร|ไฟล์"
)
_PROTEST = PhraseChoice(use=("protest",))
_ANSWERS = ("resolution", "due-time", "own-part")
_PHONES = re.compile(r"(?i)dzwoni|telefon|infolini|\b(?:call|ring|phone)|\blig(?:ar|ue|a)|اتصل|اتصال|تتصل|هاتف|โทร")


class ChannelMove:
    """Fails where the agent only sends the customer elsewhere (`forbid`) and answers nothing.

    Thanks, wishes and the hours when somebody answers there are no answer; nor is an answer to something else where the
    customer protests at a message that holds nothing more. A move with a reason (`unless`), or that the customer asked
    for (`asked`), is fine, and so is one only offered (`offer`) or asked; an answer to this very message, words to the
    customer's own address and what is better not sent are no moves. A move beside an answer needs a person, and so do
    words that something goes on only elsewhere (`only`); both in one sentence fail. Of calls only `only` is looked at,
    and whom to ring is left alone. Does not apply where no agent wrote after the customer, or where the language lacks
    the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "forbid": OptionSpec("Phrases that send the customer elsewhere.", is_required=True, is_phrases=True),
        "unless": OptionSpec("Phrases in the same message that give a reason or a choice.", is_phrases=True),
        "only": OptionSpec("Phrases that say that the matter goes on only elsewhere.", is_phrases=True),
        "offer": OptionSpec("Phrases in the sentence that make it only an offer.", is_phrases=True),
        "asked": OptionSpec("Customer's phrases that ask for the other channel.", is_phrases=True),
        "learnt": OptionSpec("An act whose learnt weights find sentences as well.", choices=ACTS),
    }
    version: ClassVar[int] = 6

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._forbid, self._unless = phrase_choice(spec, "forbid"), phrase_choice(spec, "unless")
        self._asked, self._offer = phrase_choice(spec, "asked"), phrase_choice(spec, "offer")
        self._only = phrase_choice(spec, "only")
        self._learnt = str(spec.options.get("learnt") or "")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        asked = customer_messages(reading.conversation)
        if not asked:
            return NOT_APPLICABLE
        answers = agent_messages(reading.conversation, after=asked[0])
        judged = [index for index in answers if can_judge(reading, index, self._forbid)]
        if not judged:
            return NOT_APPLICABLE
        findings = self._sent_on(reading, judged)
        if all(one.verdict is not Verdict.FAIL for one in findings):
            findings = self._moves(reading, judged) or findings
        return NOT_APPLICABLE if is_spoken(reading) and not findings else CheckResult.judge(tuple(findings))

    def _sent_on(self, reading: Reading, judged: list[int]) -> list[Finding]:
        """Return where the customer is told that the matter goes on only elsewhere.

        One who is sent there in the same sentence is told to start again: that fails, and so does what they protest at.
        """
        found: list[Finding] = []
        for index in judged:
            spans = self._own_moves(reading, index, self._only)
            if not spans:
                continue
            text = reading.conversation.messages[index].text
            if is_spoken(reading) and all(_PHONES.search(text, one.start, one.end) for one in spans):
                continue
            sent = [one for one in spans if _is_beside(reading, index, one, self._forbid)]
            span = max(sent or spans, key=_length)
            is_sure = bool(sent) or is_protested(reading, index, _PROTEST)
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            found.append(self._report.finding(reading, index, span, verdict=verdict))
        return found

    def _moves(self, reading: Reading, judged: list[int]) -> list[Finding]:
        if is_spoken(reading):
            return []
        sent = [
            (index, max(spans, key=_length))
            for index in judged
            if (spans := self._own_moves(reading, index, self._forbid))
        ]
        if not sent:
            return []
        is_bare = not any(self._answers(reading, index) for index in judged)
        return [
            self._report.finding(
                reading,
                index,
                span,
                verdict=self._verdict(reading, index, span, is_bare=is_bare),
            )
            for index, span in sent
        ]

    def _verdict(self, reading: Reading, index: int, span: Span, *, is_bare: bool) -> Verdict:
        """Fail what is sure; what tells where to send a picture or a paper may be the answer itself."""
        text = reading.conversation.messages[index].text
        sentence = sentence_at(text, span.start)
        is_sure = is_bare or self._is_sure(reading, index, span)
        is_address = _PAPERS.search(text, sentence.start, sentence.end) is not None
        if self._learnt and not overlaps(span, chosen_spans(reading, index, self._forbid)):
            weighed = weigh(reading, index, self._learnt, span)
            is_sure = is_sure and weighed is not None and weighed.is_sure
        return Verdict.FAIL if is_sure and not is_address else Verdict.NEEDS_HUMAN

    def _is_sure(self, reading: Reading, index: int, span: Span) -> bool:
        """Tell whether the matter goes on only there, or the customer protests at a message that only sends away."""
        if _is_only_there(reading, index, span):
            return True
        return is_protested(reading, index, _PROTEST) and only_sends(reading, index, self._away(reading, index))

    def _away(self, reading: Reading, index: int) -> tuple[Span, ...]:
        """Return all that sends the customer elsewhere: phrases, and sentences that the learnt weights find beside."""
        spans = chosen_spans(reading, index, self._forbid)
        return spans + self._learnt_moves(reading, index, spans)

    def _learnt_moves(self, reading: Reading, index: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return what the weights find beside phrases; to ask for a picture or a paper by mail is the way it goes."""
        text = reading.conversation.messages[index].text
        found = learnt_beside(reading, index, self._learnt, spans)
        return tuple(one for one in found if not _PAPERS.search(text, one.start, one.end))

    def _own_moves(self, reading: Reading, index: int, choice: PhraseChoice) -> list[Span]:
        """Return where the agent sends the customer elsewhere: not denied, asked, offered, or with a reason."""
        text = reading.conversation.messages[index].text
        spans = own_spans(reading, index, choice)
        if choice is self._forbid:
            spans += self._learnt_moves(reading, index, chosen_spans(reading, index, choice))
        if not spans or self._is_asked(reading, index):
            return []
        near = "sentence" if choice is self._only else "message"
        return [
            span
            for span in spans
            if not _is_denied(reading, index, span)
            and not _is_beside(reading, index, span, self._offer)
            and not (
                _is_beside(reading, index, span, self._unless)
                if near == "sentence"
                else is_excused(reading, index, span, unless=self._unless, within=near)
            )
            and not text[: sentence_at(text, span.start).end].endswith(("?", "؟"))
        ]

    def _answers(self, reading: Reading, index: int) -> bool:
        if only_sends(reading, index, self._away(reading, index)):
            return False
        is_told = any(reading.phrases(index, name) for name in _ANSWERS) or bool(reading.claims(index))
        return is_told or own_content(reading, index, beside=(self._forbid, self._only)) is not None

    def _is_asked(self, reading: Reading, index: int) -> bool:
        before = customer_messages(reading.conversation, before=index)
        return any(own_spans(reading, one, self._asked) for one in before)


def _is_beside(reading: Reading, index: int, span: Span, choice: PhraseChoice) -> bool:
    """Tell whether a phrase of a choice stands in the sentence of a span; in Thai up to its polite particle."""
    if is_excused(reading, index, span, unless=choice, within="match"):
        return True
    text = reading.conversation.messages[index].text
    told = spoken_sentences(text, language=reading.language_of(index))
    sentence = next((one for one in told if one.start <= span.start < one.end), span)
    return overlaps(sentence, tuple(one for one in chosen_spans(reading, index, choice) if not overlaps(one, (span,))))


def _length(span: Span) -> int:
    return span.end - span.start


def _is_only_there(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the sentence says that the matter goes on there and not here."""
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, span.start)
    return _ONLY_THERE.search(text, sentence.start, sentence.end) is not None


def _is_denied(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the customer need not or should not go there, was pitied for it, or stays where they are."""
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, span.start)
    if any(one.search(text, sentence.start, max(span.end, sentence.end)) for one in (_STAYS, _ASKED_NOT)):
        return True
    if _SPARED.search(text, span.start, span.end):
        return True
    return any(one.search(text[: span.start]) for one in (_DENIED, _REGRETTED))
