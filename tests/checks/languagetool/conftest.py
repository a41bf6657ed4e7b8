"""The one real server of this machine, and what a shop writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checks.languagetool.client import LanguageToolClient
from qa.settings import Settings

SENTENCES = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml"))


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence with a fault: the words it is in and what kind it is."""

    language: str
    sentence: str
    words: str
    kind: str


def clean_sentences() -> list[tuple[str, str]]:
    return [(language, sentence) for language, group in SENTENCES.items() for sentence in group["clean"]]


def faults() -> list[Fault]:
    return [Fault(language, *fault) for language, group in SENTENCES.items() for fault in group["faults"]]


@pytest.fixture(scope="session")
def client() -> Iterator[LanguageToolClient]:
    client = LanguageToolClient(Settings.from_environment())
    yield client
    client.close()
