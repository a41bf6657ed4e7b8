"""Judges cases by the project's own rubric, with LanguageTool asked in batches beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path

from bench.checking import without_language_server
from bench.injected.cases import Case
from bench.injected.locales import locale_of
from checks.reading import ConversationReader
from qa.domain.fact import FactBase
from qa.domain.rubric import Rubric
from qa.facts.load import load_facts
from qa.ports import Materials
from qa.rubric.judge import Judge, Judgement
from qa.rubric.load import load_rubric
from qa.settings import Settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
"""The folder of the project."""
_TEXTS_AT_ONCE = 300
_NEEDS_SERVER = "languagetool"
_NOT_SERVED = ("th",)


def the_rubric() -> Rubric:
    """Load the rubric that ships."""
    return load_rubric(ROOT / "rubrics" / "ecommerce-support.yaml")


def the_facts() -> FactBase:
    """Load the facts of the invented shop."""
    return load_facts(HERE / "facts.yaml")


def needing_server(rubric: Rubric) -> frozenset[str]:
    """Return the criteria that cannot be fully judged without LanguageTool."""
    return frozenset(
        criterion.id for criterion in rubric.criteria if any(one.kind == _NEEDS_SERVER for one in criterion.checks)
    )


def materials_of(case: Case, facts: FactBase) -> Materials:
    """Return what a case is compared with: the shop's facts in the country, and the orders of its customer."""
    locale = locale_of(case.language)
    return Materials(
        facts=facts,
        orders=case.made.orders,
        templates=case.templates,
        time_zone=locale.zone.key,
        country=locale.country,
        mail_domains=facts.contacts.email_domains,
    )


def judge_cases(
    cases: Sequence[Case], rubric: Rubric, facts: FactBase, *, with_server: bool
) -> Iterator[tuple[Case, Judgement]]:
    """Judge each case, in order."""
    with closing(ConversationReader(Settings.from_environment())) as reader:
        judge = Judge(rubric if with_server else without_language_server(rubric), reader)
        if with_server:
            _ask_beforehand(cases, reader)
        for index, case in enumerate(cases):
            yield case, judge.judge(case.made.conversation, materials_of(case, facts))
            if index == 0:
                judge.settle()


def _ask_beforehand(cases: Iterable[Case], reader: ConversationReader) -> None:
    """Let the server see all sentences in few requests; each is remembered, whatever stands around it later."""
    for language, group in groupby(sorted(cases, key=lambda case: case.language), key=lambda case: case.language):
        if language in _NOT_SERVED:
            continue
        texts = dict.fromkeys(message.text for case in group for _, message in case.made.conversation.agent_messages())
        told = list(texts)
        for first in range(0, len(told), _TEXTS_AT_ONCE):
            some = told[first : first + _TEXTS_AT_ONCE]
            reader.errors_in(some, language=locale_of(language).code, known=frozenset())
