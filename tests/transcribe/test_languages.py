"""Which language is told of which channel: by side, by number, or of nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.ports import TranscriptionRequest
from transcribe.languages import told_languages


@pytest.mark.parametrize(
    ("told", "channels", "agent_channel", "expected"),
    [
        pytest.param({"agent": "pl", "customer": "en"}, (0, 1), 1, {0: "en", 1: "pl"}, id="by side"),
        pytest.param({"agent": "pl"}, (0, 1), 0, {0: "pl"}, id="of one side"),
        pytest.param({"0": "pl", "1": "en"}, (0, 1), None, {0: "pl", 1: "en"}, id="by number"),
        pytest.param({"1": "en"}, (1,), None, {1: "en"}, id="of the only channel by number"),
        pytest.param({"agent": "pl", "0": "en"}, (0, 1), 0, {0: "pl"}, id="a side before a number"),
        pytest.param({"customer": "en"}, (0, 1, 2), 0, {1: "en", 2: "en"}, id="of all who are not the agent"),
        pytest.param({"agent": "pl"}, (0, 1), None, {}, id="nobody knows who the agent is"),
        pytest.param({"agent": "pl"}, (0,), 0, {}, id="both in one channel"),
        pytest.param({"agent": "pl"}, (0, 1), 5, {}, id="no such channel"),
    ],
)
def test_which_language_is_told_of_which_channel(
    told: dict[str, str], channels: tuple[int, ...], agent_channel: int | None, expected: dict[int, str]
) -> None:
    request = TranscriptionRequest(Path("call.wav"), model=None, agent_channel=agent_channel, channel_languages=told)
    assert told_languages(request, channels) == expected
