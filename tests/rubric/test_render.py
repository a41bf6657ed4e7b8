from __future__ import annotations

import json

import pytest

from qa.domain.conversation import Conversation
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.rubric.load import parse_rubric
from qa.rubric.render import render_json
from qa.rubric.render_text import render_text
from tests import build
from tests.rubric.kinds import SmallReader
from tests.rubric.rubrics import SMALL

pytestmark = pytest.mark.usefixtures("small_kinds")


def _json(conversation: Conversation) -> str:
    rubric = parse_rubric(SMALL, "x.yaml")
    return render_json(conversation, rubric, Judge(rubric, SmallReader()).judge(conversation, Materials()))


def _text(conversation: Conversation) -> str:
    rubric = parse_rubric(SMALL, "x.yaml")
    return render_text(conversation, rubric, Judge(rubric, SmallReader()).judge(conversation, Materials()))


def test_json_is_as_the_formats_say() -> None:
    assert json.loads(_json(build.conversation(("agent", "Oh, your fault.")))) == {
        "conversation": "z-1",
        "rubric": "small",
        "version": 2,
        "language": "en",
        "score": {"value": 0.0, "coverage": 1.0, "critical": ["no-blame"], "fact_coverage": None},
        "outcomes": [
            {
                "criterion": "no-blame",
                "verdict": "fail",
                "score": 0.0,
                "findings": [
                    {
                        "check": "blaming-words",
                        "message": 0,
                        "start": 4,
                        "end": 14,
                        "quote": "your fault",
                        "found": None,
                        "expected": None,
                        "fact": None,
                        "kind": None,
                        "explanation": "",
                        "suggestion": "",
                        "confidence": None,
                    }
                ],
            }
        ],
    }


def test_json_is_the_same_bytes_each_time() -> None:
    conversation = build.conversation(("agent", "Zażółć, your fault 🙂."))
    assert _json(conversation) == _json(conversation)
    assert "\n" not in _json(conversation)


def test_a_lone_surrogate_is_written_in_escapes() -> None:
    line = _json(build.conversation(("agent", "Hi."), id="z-\ud800"))
    assert json.loads(line.encode())["conversation"] == "z-\ud800"


def test_text_shows_the_words_and_the_critical_mark() -> None:
    text = _text(build.conversation(("agent", "It is your fault.")))
    assert text.splitlines() == [
        "z-1 (en): 0 of 100, 100% judged",
        "  FAIL  no-blame: Does not blame the customer  (critical, to be confirmed by a person)",
        "        message 0: “your fault”",
    ]


def test_text_obeys_no_control_sign_of_a_conversation() -> None:
    assert "\x1b" not in _text(build.conversation(("agent", "Hi."), id="z\x1b[2J"))
