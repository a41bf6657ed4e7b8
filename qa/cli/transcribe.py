"""`qa transcribe`: a recording in, a conversation out, with no database."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from qa import registry
from qa.domain.call import measure_call
from qa.domain.call_figures import figures_of, mark_record
from qa.domain.conversation import Channel, Conversation, Message
from qa.domain.transcript import Transcript
from qa.errors import SettingError
from qa.facts.expected import expected_names
from qa.facts.load import load_facts
from qa.ports import TranscriptionRequest
from qa.settings import Settings, read_channel_languages
from qa.stages.redacting import redact
from qa.stages.redacting_marks import mask_marks

_STEP_SECONDS = 1.0
_SIDES = {"agent", "customer"}
_NOBODY = (
    "Nobody is known to be the agent: channel {channel} holds no speaker of its own, or the speakers of one channel "
    "could not be told apart. Every line has the role system."
)


def _read_languages(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> Mapping[str, str] | None:
    """Read what is told of sides and channels; None where nothing is."""
    try:
        rules = read_channel_languages("--channel-language", " ".join(value))
    except SettingError as error:
        raise click.BadParameter(f"{error.value!r}; expected {error.expected}.") from error
    if rules.keys() - {""}:
        raise click.BadParameter(f"{' '.join(value)!r} names a source; a file has none: agent=pl customer=en.")
    return rules.get("")


@click.command("transcribe", short_help="Transcribe one recording, without a database.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--engine", help="Speech engine; QA_ENGINE by default.")
@click.option("--model", help="Size or model folder; QA_WHISPER_MODEL by default.")
@click.option("--language", help="Two-letter language; detected from the call by default.")
@click.option(
    "--channel-language",
    "channel_languages",
    multiple=True,
    metavar="WHO=LANGUAGE",
    callback=_read_languages,
    help="Language of one side or channel: agent=pl, customer=en or 1=en; may be repeated. QA_CHANNEL_LANGUAGES by "
    "default.",
)
@click.option("--agent-channel", type=click.IntRange(0), help="Channel of the agent, from 0; unknown by default.")
@click.option(
    "--facts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Facts, YAML: the engine is told the company's names in them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one line that `qa import` and `qa check` read.")
def command(  # noqa: PLR0913 (one for each option)
    *,
    file: Path,
    engine: str | None,
    model: str | None,
    language: str | None,
    channel_languages: Mapping[str, str] | None,
    agent_channel: int | None,
    facts: Path | None,
    as_json: bool,
) -> None:
    """Transcribe one recording: each channel is a speaker, with word times and confidences.

    Progress goes to stderr in seconds of sound. Without --agent-channel nobody knows who the
    agent is, and every message has the role system. Card numbers and other secrets
    are masked, as in the database (QA_REDACT).

    Example: qa transcribe call.flac --model small --agent-channel 0 --json
    """
    settings = Settings.from_environment()
    engine = engine or settings.engine
    if channel_languages and engine != "sidecar" and agent_channel is None and not channel_languages.keys() - _SIDES:
        raise click.UsageError("Nobody knows yet which channel agent= and customer= are: give --agent-channel.")
    if channel_languages is None:
        channel_languages = {} if language else settings.languages_told("default")
    request = TranscriptionRequest(
        audio=file,
        model=model or settings.whisper_model,
        language=language,
        agent_channel=agent_channel,
        threads=settings.transcribe_threads,
        device=settings.whisper_device,
        beam_size=settings.whisper_beam,
        batch=settings.whisper_batch,
        diarisation=settings.diarisation,
        same_voice=settings.same_voice,
        is_language_by_channel=settings.language_by_channel,
        channel_languages=channel_languages,
        hot_words=expected_names(load_facts(facts)) if facts else (),
        report=_Progress(),
    )
    transcript = registry.engine(engine)().transcribe(request)
    if agent_channel is not None and transcript.agent_channel is None:
        click.echo(_NOBODY.format(channel=agent_channel), err=True)
    heard = _masked(file, transcript, settings=settings)
    if as_json:
        click.echo(json.dumps(_record(file, *heard, agent_channel=agent_channel), ensure_ascii=False))
        return
    for message in heard[1]:
        click.echo(f"{_clock(message.start_ms or 0)} {message.role.value}: {message.text}")


class _Progress:
    """Says on stderr how many seconds of sound are done and left, once a second at most."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, done_ms: int, total_ms: int) -> None:
        now = time.monotonic()
        if now - self._said < _STEP_SECONDS and done_ms < total_ms:
            return
        self._said = now
        click.echo(f"{done_ms / 1000:.0f} s of sound done, {(total_ms - done_ms) / 1000:.0f} s left", err=True)


def _masked(file: Path, transcript: Transcript, *, settings: Settings) -> tuple[Transcript, tuple[Message, ...]]:
    """Return what was heard without secrets, as it would be stored."""
    said = Conversation(
        id=file.stem, channel=Channel.CALL, language=transcript.language, messages=transcript.to_messages()
    )
    redacted = redact(said, settings=settings)
    marks = mask_marks(transcript.marks, silenced=redacted.silenced, settings=settings)
    return replace(transcript, marks=marks), redacted.conversation.messages


def _record(
    file: Path, transcript: Transcript, messages: tuple[Message, ...], *, agent_channel: int | None
) -> dict[str, Any]:
    """Return a call in the form of formats.md section 1."""
    recording: dict[str, Any] = {"path": str(file)}
    if agent_channel is not None:
        recording["agent_channel"] = agent_channel
    recording |= {"duration_ms": transcript.duration_ms, "marks": [mark_record(one) for one in transcript.marks]}
    record: dict[str, Any] = {"id": file.stem, "channel": "call"}
    if transcript.language:
        record["language"] = transcript.language
    measures = measure_call(messages, duration_ms=transcript.duration_ms, marks=transcript.marks)
    recording["measures"] = figures_of(measures) if measures else None
    told = [_message(one, main=transcript.language) for one in messages]
    return record | {"recording": recording, "messages": told}


def _message(message: Message, *, main: str | None) -> dict[str, Any]:
    """Return a message; its language only where it is not that of the call."""
    own = {"language": message.language} if message.language and message.language != main else {}
    return {
        "role": message.role.value,
        **own,
        "text": message.text,
        "start_ms": message.start_ms,
        "end_ms": message.end_ms,
        "words": [
            {"text": word.text, "start_ms": word.start_ms, "end_ms": word.end_ms, "confidence": word.confidence}
            for word in message.words
        ],
    }


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 100, 600)
    return f"{minutes:02d}:{seconds / 10:04.1f}"
