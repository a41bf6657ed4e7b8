"""Every setting, read once from the environment (`QA_*`) with a default that works on one machine."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qa.errors import SettingError

_TOLD = re.compile(r"(?:(?P<source>.+):)?(?P<whose>agent|customer|0|[1-9]\d*)=(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?)")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one process. Each field is described in `docs/settings.md`."""

    home: Path
    database_url: str
    queue_url: str
    whisper_model: str | None
    engine: str
    transcribe_threads: int
    whisper_device: str
    whisper_beam: int
    whisper_batch: int
    hot_words: bool
    diarisation: tuple[Path, Path] | None
    same_voice: float
    language_by_channel: bool
    redacts: bool
    redact_patterns: Path | None
    keeps_originals: bool
    languagetool_home: Path
    languagetool_url: str | None
    languagetool_port: int
    languagetool_memory: str
    rubric: Path
    secret_key: str | None
    host: str
    port: int
    time_zone: str
    mail_domains: tuple[str, ...]
    company_country: str
    worker_name: str | None
    closed_days: tuple[date, ...] = ()
    dispute_days: int = 5
    decision_days: int = 5
    reminder_days: int = 3
    repeat_share: float = 0.05
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str | None = None
    public_url: str = "http://127.0.0.1:8000"
    webhook_hosts: tuple[str, ...] = ()
    agent_channels: Mapping[str, int] = field(default_factory=dict)
    channel_languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def recordings_home(self) -> Path:
        """The folder of original recordings, addressed by SHA-256."""
        return self.home / "recordings"

    @property
    def zone(self) -> ZoneInfo:
        """The team's time zone; times without an offset are read in it."""
        return ZoneInfo(self.time_zone)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings. Raises SettingError naming the variable and what it may be."""
        given = os.environ if environment is None else environment
        home = Path(given.get("QA_HOME", "var")).absolute()
        database_url = given.get("QA_DATABASE_URL", f"sqlite:///{home / 'plumbline.db'}")
        return cls(
            home=home,
            database_url=database_url,
            queue_url=given.get("QA_QUEUE_URL", _queue_beside(database_url, home)),
            whisper_model=given.get("QA_WHISPER_MODEL") or None,
            engine=given.get("QA_ENGINE", "faster_whisper"),
            transcribe_threads=_whole(given, "QA_TRANSCRIBE_THREADS", default=os.cpu_count() or 1),
            whisper_device=_one_of(given, "QA_WHISPER_DEVICE", ("cpu", "cuda", "auto")),
            whisper_beam=_whole(given, "QA_WHISPER_BEAM", default=5),
            whisper_batch=_whole(given, "QA_WHISPER_BATCH", default=1),
            hot_words=_one_of(given, "QA_HOT_WORDS", ("no", "yes")) == "yes",
            language_by_channel=_one_of(given, "QA_LANGUAGE_BY_CHANNEL", ("no", "yes")) == "yes",
            diarisation=_two_paths(given, "QA_DIARISATION"),
            same_voice=_percent(given, "QA_SAME_VOICE", default=50),
            redacts=_one_of(given, "QA_REDACT", ("yes", "no")) == "yes",
            redact_patterns=Path(given["QA_REDACT_PATTERNS"]) if given.get("QA_REDACT_PATTERNS") else None,
            keeps_originals=_one_of(given, "QA_KEEP_ORIGINALS", ("yes", "no")) == "yes",
            languagetool_home=Path(given.get("QA_LANGUAGETOOL_HOME", str(_shipped("vendor/languagetool")))).absolute(),
            languagetool_url=given.get("QA_LANGUAGETOOL_URL") or None,
            languagetool_port=_whole(given, "QA_LANGUAGETOOL_PORT", default=8081),
            languagetool_memory=given.get("QA_LANGUAGETOOL_MEMORY", "1g"),
            rubric=Path(given.get("QA_RUBRIC", str(_shipped("rubrics/ecommerce-support.yaml")))),
            secret_key=given.get("QA_SECRET_KEY") or None,
            host=given.get("QA_HOST", "127.0.0.1"),
            port=_whole(given, "QA_PORT", default=8000),
            time_zone=_zone(given.get("QA_TIME_ZONE", "Europe/Warsaw")),
            mail_domains=_words(given.get("QA_MAIL_DOMAINS", "")),
            company_country=given.get("QA_COUNTRY", "PL"),
            worker_name=given.get("QA_WORKER_NAME") or None,
            closed_days=_days(given, "QA_CLOSED_DAYS"),
            dispute_days=_whole(given, "QA_DISPUTE_DAYS", default=5),
            decision_days=_whole(given, "QA_DECISION_DAYS", default=5),
            reminder_days=_whole(given, "QA_REMINDER_DAYS", default=3),
            repeat_share=_percent(given, "QA_REPEAT_SHARE", default=5),
            smtp_url=_address(given, "QA_SMTP_URL", schemes=("smtp", "smtps", "starttls")),
            mail_from=_mail_from(given),
            public_url=(_address(given, "QA_PUBLIC_URL", schemes=("https", "http")) or _served_at(given)).rstrip("/"),
            webhook_hosts=_words(given.get("QA_WEBHOOK_HOSTS", "").lower()),
            agent_channels=_numbers(given, "QA_AGENT_CHANNELS"),
            channel_languages=read_channel_languages("QA_CHANNEL_LANGUAGES", given.get("QA_CHANNEL_LANGUAGES", "")),
        )

    def languages_told(self, source: str) -> Mapping[str, str]:
        """Return which language each side or channel speaks in calls of a source: its own rules, or those for all."""
        return self.channel_languages.get(source) or self.channel_languages.get("", {})


def read_channel_languages(name: str, value: str) -> dict[str, dict[str, str]]:
    """Read which language each side or channel speaks, by source, "" for all. Raises SettingError naming `name`."""
    found: dict[str, dict[str, str]] = {}
    for word in _words(value):
        rule = _TOLD.fullmatch(word)
        told = found.setdefault(rule["source"] or "", {}) if rule else {}
        if rule is None or rule["whose"] in told:
            expected = "agent, customer or a channel from 0, once each, and a language: agent=pl customer=en pbx:1=en"
            raise SettingError(name, value, expected=expected)
        told[rule["whose"]] = rule["language"]
    return found


def _queue_beside(database_url: str, home: Path) -> str:
    """The queue lives in its own SQLite file, but in the same PostgreSQL database as everything else."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{home / 'queue.db'}"
    return database_url


def _shipped(name: str) -> Path:
    return Path(__file__).resolve().parent.parent / name


def _whole(given: Mapping[str, str], name: str, *, default: int) -> int:
    value = given.get(name, "")
    if not value:
        return default
    if not value.isdigit() or int(value) < 1:
        raise SettingError(name, value, expected="a whole number of at least 1")
    return int(value)


def _address(given: Mapping[str, str], name: str, *, schemes: tuple[str, ...]) -> str | None:
    value = given.get(name, "").strip()
    if not value:
        return None
    expected = f"an address such as {schemes[0]}://host.example, beginning with {', '.join(schemes)}"
    try:
        parts = urlsplit(value)
        is_right = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise SettingError(name, "...", expected=expected) from error
    if not is_right:
        raise SettingError(name, "...", expected=expected)  # it may hold a password
    return value


def _mail_from(given: Mapping[str, str]) -> str | None:
    value = given.get("QA_MAIL_FROM", "").strip()
    address = parseaddr(value)[1]
    expected = "an address such as Plumbline <quality@acme.example>"
    if value and ("@" not in address or any(sign in value for sign in "\r\n")):
        raise SettingError("QA_MAIL_FROM", value, expected=expected)
    if not value and given.get("QA_SMTP_URL", "").strip():
        raise SettingError("QA_MAIL_FROM", value, expected=f"{expected}, because QA_SMTP_URL is set")
    return value or None


def _served_at(given: Mapping[str, str]) -> str:
    return f"http://{given.get('QA_HOST', '127.0.0.1')}:{_whole(given, 'QA_PORT', default=8000)}"


def _percent(given: Mapping[str, str], name: str, *, default: int) -> float:
    value = given.get(name, "") or str(default)
    if not value.isdigit() or int(value) > 100:
        raise SettingError(name, value, expected="a whole number of 0 to 100, in percent")
    return int(value) / 100


def _two_paths(given: Mapping[str, str], name: str) -> tuple[Path, Path] | None:
    value = given.get(name, "")
    if not value:
        return None
    parts = [part.strip() for part in value.split(",")]
    if len(parts) != 2 or not all(parts):
        raise SettingError(name, value, expected="two files with a comma between: segmentation.onnx,embedding.onnx")
    return Path(parts[0]), Path(parts[1])


def _one_of(given: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    """Read a word of a few; the first is the default."""
    value = given.get(name) or known[0]
    if value not in known:
        raise SettingError(name, value, expected=f"one of {', '.join(known)}")
    return value


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingError("QA_TIME_ZONE", name, expected="an IANA zone such as Europe/Warsaw") from error
    return name


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


def _numbers(given: Mapping[str, str], name: str) -> dict[str, int]:
    pairs = [word.rpartition("=") for word in _words(given.get(name, ""))]
    if not all(key and number.isdigit() for key, _, number in pairs):
        raise SettingError(name, given[name], expected="a source and a channel from 0 each, as pbx=0 dialer=1")
    return {key: int(number) for key, _, number in pairs}


def _days(given: Mapping[str, str], name: str) -> tuple[date, ...]:
    words = _words(given.get(name, ""))
    try:
        return tuple(date.fromisoformat(word) for word in words)
    except ValueError as error:
        raise SettingError(name, given[name], expected="days as 2026-12-24, separated by spaces") from error
