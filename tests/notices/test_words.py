"""Every kind of notice has its words in every language, and a detail that is missing breaks none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from qa.notices import KINDS, LANGUAGES, kind_name, kind_named, kinds_for, notice_text, phrase
from qa.notices.kinds import TOPICS, MailWay
from qa.store.tables import UserRole

ZONE = ZoneInfo("Europe/Warsaw")
WORDS = Path(__file__).resolve().parents[2] / "qa" / "notices" / "words"
PLACE = re.compile(r"\{(\w+)\}")


def _read(language: str) -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe", pure=True).load((WORDS / f"{language}.yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_words_and_no_words_are_left_over(language: str) -> None:
    assert set(_read(language)["kinds"]) == {*KINDS, "unknown"}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_same_details_are_told_in_every_language(language: str) -> None:
    def told(words: dict[str, Any]) -> dict[str, list[set[str]]]:
        return {kind: [set(PLACE.findall(text)) for text in one.get("texts", ())] for kind, one in words.items()}

    assert told(_read(language)["kinds"]) == told(_read("en")["kinds"])


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_phrases_around_notices_are_the_same_ones(language: str) -> None:
    own, english = _read(language)["phrases"], _read("en")["phrases"]
    assert {name: set(PLACE.findall(text)) for name, text in own.items()} == {
        name: set(PLACE.findall(text)) for name, text in english.items()
    }


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_is_for_known_roles_and_its_default_can_be_chosen(kind: Any) -> None:
    assert kind.roles and kind.roles <= {role.value for role in UserRole}
    assert kind.topic in TOPICS
    assert kind.default in kind.ways


@pytest.mark.parametrize(
    ("details", "text"),
    [
        pytest.param(
            {"agent": "Anna", "criterion": "Greets", "due": "2026-05-20"},
            "Anna disputes a rating: Greets; decide by May 20, 2026",
            id="all",
        ),
        pytest.param({"agent": "Anna", "due": None}, "Anna disputes a rating", id="some"),
        pytest.param({"due": "2026-05-20"}, "Dispute opened", id="not enough"),
        pytest.param({}, "Dispute opened", id="none"),
    ],
)
def test_a_missing_detail_gives_a_shorter_sentence(details: dict[str, object], text: str) -> None:
    assert notice_text("dispute_opened", details, language="en", zone=ZONE) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("2026-05-31", "31 maj 2026", id="day"),
        pytest.param("2026-05-31T22:30:00+00:00", "1 cze 2026, 00:30", id="moment in the team's zone"),
        pytest.param("2026-10", "październik 2026", id="month"),
        pytest.param("2026-99-31", "2026-99-31", id="no day"),
        pytest.param("the end of May", "the end of May", id="words"),
    ],
)
def test_days_are_written_as_the_language_does(value: str, written: str) -> None:
    text = notice_text("coaching_planned", {"coach": "Ola", "at": value}, language="pl", zone=ZONE)
    assert text == f"Coaching, prowadzi Ola: {written}"


@pytest.mark.parametrize(
    ("due", "written"),
    [
        pytest.param("2026-11-27T23:00:00+00:00", "Nov 27, 2026", id="the midnight after it"),
        pytest.param("2026-11-27T22:59:00+00:00", "Nov 27, 2026", id="its last minute"),
        pytest.param("2026-11-27T13:00:00+00:00", "Nov 27, 2026, 14:00", id="during the day"),
    ],
)
def test_a_term_that_ends_with_a_day_is_told_as_that_day(due: str, written: str) -> None:
    text = notice_text("dispute_deadline_soon", {"due": due}, language="en", zone=ZONE)
    assert text == f"A dispute is to be decided by {written}"


@pytest.mark.parametrize(
    ("language", "name", "written"),
    [
        pytest.param("ar", "Anna", "\u2068Anna\u2069", id="Latin name in Arabic"),
        pytest.param("en", "ليلى", "\u2068ليلى\u2069", id="Arabic name in English"),
        pytest.param("en", "Anna", "Anna", id="one direction"),
    ],
)
def test_a_name_of_another_direction_is_kept_apart(language: str, name: str, written: str) -> None:
    assert written in notice_text("coaching_requested", {"agent": name}, language=language, zone=ZONE)


def test_braces_in_a_name_stay_as_they_are() -> None:
    text = notice_text("coaching_requested", {"agent": "{criterion}"}, language="en", zone=ZONE)
    assert text == "{criterion} asks for coaching"


def test_a_kind_nobody_knows_is_told_in_general_words() -> None:
    assert notice_text("moon_landing", {"agent": "Anna"}, language="pl", zone=ZONE) == "Coś nowego"
    assert kind_named("moon_landing").ways == (MailWay.NEVER, MailWay.DAILY)


def test_a_language_without_words_reads_english() -> None:
    assert kind_name("report_ready", "de") == "Report ready"


def test_an_agent_is_offered_no_kind_of_the_reviewers() -> None:
    names = {kind.name for kind in kinds_for("agent")}
    assert "feedback_published" in names
    assert names & {"assignment_given", "calibration_invited", "check_demoted", "critical_proposed"} == set()


def test_a_phrase_is_filled() -> None:
    assert phrase("greeting", "pl", name="Ola") == "Dzień dobry, Ola!"
