"""Doubts what a check says of a call in which nobody knows who the agent is: silence is no sign that all went well."""

from __future__ import annotations

from dataclasses import replace

from qa.domain.call import MarkKind
from qa.domain.conversation import Channel, Conversation, Role, Where
from qa.domain.finding import CheckResult, Evidence, Finding, Verdict
from qa.domain.rubric import CheckSpec, text_in

_TEXTS = {
    "en": "Nobody knows who of the voices in this recording is the agent, so this has to be listened to.",
    "pl": "Nie wiadomo, który głos w nagraniu należy do konsultanta, więc trzeba tego posłuchać.",
    "pt": "Não se sabe qual das vozes da gravação é a do agente, por isso é preciso ouvir.",
    "ar": "لا يُعرف أيّ الأصوات في التسجيل هو صوت الموظف، لذلك يجب الاستماع إليه.",
    "th": "ไม่ทราบว่าเสียงใดในบันทึกเป็นของเจ้าหน้าที่ จึงต้องฟังเอง",
}


def doubt_unknown_speakers(
    result: CheckResult, conversation: Conversation, *, spec: CheckSpec, language: str
) -> CheckResult:
    """Return the result, or a doubt where a check had nobody's words to look at because nobody is named.

    A check for other channels, or one that found something, says what it said.
    """
    if result.verdict is not Verdict.NOT_APPLICABLE or result.findings:
        return result
    spoken = _first_unknown(conversation)
    if spoken is None or not _looks_at_calls(spec.where):
        return result
    finding = Finding(
        check=spec.id,
        evidence=replace(Evidence.of(conversation, spoken), role=None),
        verdict=Verdict.NEEDS_HUMAN,
        explanation=text_in(_TEXTS, language),
    )
    return CheckResult(Verdict.NEEDS_HUMAN, (finding,))


def _first_unknown(conversation: Conversation) -> int | None:
    """Return the first thing said in a call whose speakers are not known; recorded announcements are nobody's."""
    if conversation.channel is not Channel.CALL:
        return None
    if any(message.role in (Role.AGENT, Role.CUSTOMER, Role.BOT) for message in conversation.messages):
        return None
    marks = conversation.recording.marks if conversation.recording else ()
    recorded = [mark for mark in marks if mark.kind is MarkKind.ANNOUNCEMENT]
    for place, message in enumerate(conversation.messages):
        if message.start_ms is None or message.is_internal:
            continue
        start_ms = message.start_ms
        if not any(mark.start_ms <= start_ms < mark.end_ms for mark in recorded):
            return place
    return None


def _looks_at_calls(where: Where) -> bool:
    return not where.channels or Channel.CALL in where.channels
