"""Looks at how a refused complaint was told: with reasons, and with the way to settle it out of court."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks.absence import block_of
from checks.combinations import combined_spans
from checks.substance import COURTESY, own_content
from checks.text import overlaps, sentence_at, sentences, signature_span
from checks.wording import Reporter, can_judge, chosen_spans, is_excused, own_spans, phrase_choice
from qa.domain.conversation import Channel
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["RefusalForm"]

_AFTER, _ENOUGH, _ENOUGH_BEHIND, _THAI_ENOUGH = 2, 4, 5, 25
_NEAR = ("match", "sentence")
_WORD, _THAI = re.compile(r"[^\W_]+"), re.compile(r"[\u0e00-\u0e7f]")
_IS_NO_REASON = re.compile(
    r"(?i)dzi[ęe]kuj|zaprasz|[żz]ycz|w razie|pyta[ńn]|ch[ęe]tnie|propon|oferuj|rabat|kupon|zni[żz]k|[żz]a[łl]uj|"
    r"przykro|"
    r"przepras|regulamin\w*\.?$|\?|thank|any questions|question|hope|happy to|glad|offer|voucher|discount|goodwill|"
    r"look forward|sorry|regret|obrigad|dúvida|esper|desconto|vale|oferec|lament|desculp|agrade|"
    r"شكر|استفسار|نسعد|نأمل|خصم|نقدم|عذر|نعتذر|نأسف|ขอบคุณ|ข้อสงสัย|ส่วนลด|เสนอ|ขออภัย|เสียใจ|หวังว่า"
)
_OFFERS_OR_FEELS = re.compile(
    r"(?i)^(?:je[śs]li|je[żz]eli|gdyby|zamiast|rozumiem|wiem|if|should you|what you can|instead|"
    r"i understand|i know|we understand|"
    r"i will|i'll|we will|we'll|se |caso|em alternativa|compreend\w*|entend\w*|percebo|sei que|"
    r"إذا|لو|بدلا|أتفهم|نتفهم|أفهم|يمكنك|"
    r"หาก|ถ้า|เข้าใจ)|"
    r"mo[żz]e (?:Pani?|Pa[ńn]stwo)|mog[ąa] Pa[ńn]stwo|you (?:can|may|could|are welcome)|"
    r"pode (?:enviar|pedir|optar|devolver|contestar|"
    r"recorrer|escolher)|يمكنك|بإمكانك|ลูกค้าสามารถ|สามารถ(?:ส่ง|คืน|ขอ)|disappoint|upset|frustrat|zawied|rozczarow|desilus|frustra|"
    r"ผิดหวัง|خيب|إحباط"
)
_FOUND = re.compile(
    r"(?i)rzeczoznaw|ekspertyz|ogl[ęe]dzin|stwierdz\w+|[śs]lad\w* (?:u|po|upad|zalan|u[żz]y)|"
    r"uszkodzeni\w+ mechaniczn|min[ąe][łl]|up[łl]yn|"
    r"inspect|examin|engineer|found (?:that|marks|no|signs)|signs of|marks of|caused by|wear and tear|expired|"
    r"out of warranty|"
    r"inspe[çc]|perit|t[ée]cnico|verific(?:ou|ámos)|marcas de|sinais de|mau uso|causad|prazo (?:terminou|expirou)|"
    r"الفحص|فحص|الخبير|الفني|آثار|سوء استخدام|انتهت|ตรวจพบ|ช่าง|รอย|ร่องรอย|เกินกำหนด|หมดประกัน|ใช้งานผิด"
)
_SETTLES = re.compile(
    r"(?i)rzeczni[kc]|inspekcj|pozas[ąa]d|\bs[ąa]d(?:u|em|owi|ow\w+)?\b|sp[óo]r(?:u|em|y|[óo]w)?\b|mediac|arbitr|polubown|"
    r"\b[AO]DR\b|uokik|odwo[łl]a|konsument|"
    r"ombudsman|court|disput|settle|mediat|consumer|appeal|tribuna|lit[íi]gi|provedor|centro de|recorrer|"
    r"محكم|تحكيم|نزاع|وساط|المستهلك|اعتراض|ศาล|ไกล่เกลี่ย|สคบ|ข้อพิพาท|อุทธรณ์"
)


class RefusalForm:
    """Fails where a complaint is refused (`when`) bare, or by e-mail without a word on out-of-court settlement.

    With `combine`, words of certain classes in one clause refuse it, in any order. The agent's neighbouring messages
    count too. Any sentence beside it that is no offer, wish, regret or thanks may be the reason, and so may one that
    says what was found, wherever it stands; the word on settlement is none. That word is
    asked for in the countries named (`settlement_in`) alone; there a reason without it, outside of e-mail, earns half
    the score. A letter attached needs a person, and so does a word on courts, mediators or offices that may be on
    settling it. Does not apply where no complaint is refused, or the language lacks
    the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "when": OptionSpec("Phrases that refuse a complaint.", is_required=True, is_phrases=True),
        "combine": OptionSpec("Combinations of the packs' words that refuse one, too.", types=(str,)),
        "unless": OptionSpec("Phrases in the sentence that make it no refusal.", is_phrases=True),
        "reason": OptionSpec("Phrases that begin a reason.", is_required=True, is_phrases=True),
        "settlement": OptionSpec("Phrases on settling it out of court.", is_required=True, is_phrases=True),
        "settlement_in": OptionSpec("Countries (ISO 3166) whose law asks for it.", types=(list,)),
    }
    version: ClassVar[int] = 3

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._when, self._unless = phrase_choice(spec, "when"), phrase_choice(spec, "unless")
        self._reason, self._settlement = phrase_choice(spec, "reason"), phrase_choice(spec, "settlement")
        self._combine = str(spec.options.get("combine") or "")
        countries = spec.options.get("settlement_in")
        self._settled_in = frozenset(countries if isinstance(countries, tuple) else ())

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        results = [
            self._judge(reading, index)
            for index, _ in self._spec.where.select(reading.conversation)
            if can_judge(reading, index, self._when)
        ]
        found = [one for one in results if one is not None]
        if not found:
            return NOT_APPLICABLE
        judged = CheckResult.judge(tuple(finding for finding, _ in found))
        if judged.verdict is not Verdict.PASS:
            return judged
        return CheckResult(Verdict.PASS, judged.findings, min(score for _, score in found))

    def _judge(self, reading: Reading, index: int) -> tuple[Finding, float] | None:
        text = reading.conversation.messages[index].text
        spans = [
            span
            for span in self._refusals(reading, index)
            if not any(is_excused(reading, index, span, unless=self._unless, within=near) for near in _NEAR)
            and not text[: sentence_at(text, span.start).end].endswith("?")
        ]
        if not spans:
            return None
        block = block_of(reading.conversation, index)
        has_reason = any(self._reasons(reading, one) for one in block)
        has_reason = has_reason or any(
            own_content(reading, one, beside=(self._when,)) and self._may_explain(reading, one, index, spans[0])
            for one in block
        )
        has_reason = has_reason or any(_is_opened(text, span) for span in spans)
        has_settlement = any(own_spans(reading, one, self._settlement) for one in block)
        has_letter = any(reading.conversation.messages[one].attachments for one in block)
        country = reading.conversation.metadata.get("country") or reading.materials.country
        is_told = has_settlement or country not in self._settled_in
        is_letter = reading.conversation.channel is Channel.EMAIL
        verdict = Verdict.PASS if has_reason and (is_told or not is_letter) else Verdict.FAIL
        may_settle = has_reason and any(_SETTLES.search(reading.conversation.messages[one].text) for one in block)
        if verdict is Verdict.FAIL and (has_letter or may_settle):
            verdict = Verdict.NEEDS_HUMAN
        finding = self._report.finding(reading, index, spans[0], verdict=verdict)
        return finding, 1.0 if has_reason and is_told else 0.5

    def _reasons(self, reading: Reading, index: int) -> bool:
        """Tell whether a phrase of a reason stands in a message: no part of the refusal, a feeling or an offer."""
        text, refused = reading.conversation.messages[index].text, self._refusals(reading, index)
        for span in own_spans(reading, index, self._reason):
            sentence = sentence_at(text, span.start)
            is_beside = _OFFERS_OR_FEELS.search(text[sentence.start : sentence.end]) is None
            if not overlaps(span, refused) and (is_beside or overlaps(sentence, refused)):
                return True
        return False

    def _refusals(self, reading: Reading, index: int) -> tuple[Span, ...]:
        """Return where a complaint is refused, by phrases or by classes of words."""
        spans = own_spans(reading, index, self._when)
        more = combined_spans(reading, index, self._combine) if self._combine else ()
        return tuple(sorted((*spans, *(one for one in more if not overlaps(one, spans))), key=lambda one: one.start))

    def _may_explain(self, reading: Reading, one: int, index: int, refusal: Span) -> bool:
        """Tell whether a sentence of a message may be the reason of a refusal at `refusal` of the message `index`."""
        text = reading.conversation.messages[one].text
        told = sentences(text)
        refused = [span.start for span in self._refusals(reading, one)]
        signature = signature_span(text)
        at = next((number for number, span in enumerate(told) if span.start <= refusal.start < span.end), 0)
        for number, sentence in enumerate(told):
            said = text[sentence.start : sentence.end]
            is_beside = one != index or -1 <= number - at <= _AFTER
            if signature and sentence.start >= signature.start:
                break
            if any(sentence.start <= start < sentence.end for start in refused):
                # What stands behind a comma or a dash of the refusal's own sentence.
                behind = text[refusal.end : sentence.end]
                if one == index and len(_WORD.findall(behind)) >= _ENOUGH_BEHIND and not _IS_NO_REASON.search(behind):
                    return True
                continue
            if _FOUND.search(said) or (is_beside and self._says_more(reading, one, sentence)):
                return True
        return False

    def _says_more(self, reading: Reading, index: int, sentence: Span) -> bool:
        text = reading.conversation.messages[index].text
        said = text[sentence.start : sentence.end]
        is_enough = len(_WORD.findall(said)) >= _ENOUGH or len(_THAI.findall(said)) >= _THAI_ENOUGH
        courtesies = (*chosen_spans(reading, index, COURTESY), *chosen_spans(reading, index, self._settlement))
        is_other = _IS_NO_REASON.search(said) or _OFFERS_OR_FEELS.search(said)
        return is_enough and not is_other and not overlaps(sentence, courtesies)


def _is_opened(text: str, refusal: Span) -> bool:
    """Tell whether a colon right behind a refusal opens its reason."""
    behind = text[refusal.end : sentence_at(text, refusal.start).end].lstrip()
    return behind.startswith(":") and len(_WORD.findall(behind)) >= _ENOUGH_BEHIND
