"""Measures two things beside accuracy: that two runs give the same bytes, and what the whole rubric costs."""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from bench.checking import FIRST_CRITERIA, without_language_server
from bench.injected.cases import Case
from bench.injected.judging import ROOT, judge_cases, materials_of
from checks.reading import ConversationReader
from qa.domain.fact import FactBase
from qa.domain.rubric import Rubric
from qa.rubric.judge import Judge
from qa.rubric.render import render_json
from qa.settings import Settings

REACH = 0.5
_ROUNDS = 3
_TIMED, _REPEATED = 300, 120


@dataclass(frozen=True, slots=True)
class Throughput:
    """Conversations a second of processor time, LanguageTool's checks left out: all criteria against the first."""

    whole: float
    first: float
    conversations: int
    whole_criteria: int
    first_criteria: int

    @property
    def ratio(self) -> float:
        """Return what is left of the first rubric's speed."""
        return self.whole / self.first


def measure_throughput(cases: Sequence[Case], rubric: Rubric, facts: FactBase) -> Throughput:
    """Time both rubrics on the same conversations, in turn; the median of three rounds each."""
    some = spread(cases, _TIMED)
    bare = without_language_server(rubric)
    whole = replace(bare, criteria=tuple(one for one in bare.criteria if one.checks))
    first = replace(whole, criteria=tuple(one for one in whole.criteria if one.id in FIRST_CRITERIA))
    with closing(ConversationReader(Settings.from_environment({}))) as reader:
        judges = [Judge(one, reader) for one in (whole, first)]
        for judge in judges:
            _rate(judge, some, facts)
        judges[0].settle()
        rates = [[_rate(judge, some, facts) for judge in judges] for _ in range(_ROUNDS)]
    medians = [statistics.median(rate) for rate in zip(*rates, strict=True)]
    return Throughput(medians[0], medians[1], len(some), len(whole.criteria), len(first.criteria))


def are_runs_the_same(arguments: Sequence[str]) -> bool:
    """Run a part twice, in processes that hash differently, and compare what they write."""
    return len({_digest(arguments, seed) for seed in ("1", "2")}) == 1


def render_part(cases: Sequence[Case], rubric: Rubric, facts: FactBase, *, with_server: bool) -> str:
    """Return the digest of the verdicts of a part, for another process to compare."""
    digest = hashlib.sha256()
    for case, judgement in judge_cases(spread(cases, _REPEATED), rubric, facts, with_server=with_server):
        digest.update(render_json(case.made.conversation, rubric, judgement).encode())
    return digest.hexdigest()


def spread(cases: Sequence[Case], count: int) -> tuple[Case, ...]:
    """Return so many cases from everywhere in the list."""
    return tuple(cases[:: max(1, len(cases) // count)][:count])


def _rate(judge: Judge, cases: Sequence[Case], facts: FactBase) -> float:
    began = time.process_time()
    for case in cases:
        judge.judge(case.made.conversation, materials_of(case, facts))
    return len(cases) / (time.process_time() - began)


def _digest(arguments: Sequence[str], seed: str) -> str:
    command = [sys.executable, "-P", "-m", "bench.injected", "--digest", *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return next((line for line in told.stdout.splitlines() if len(line) == 64), f"failed {seed}: {told.stderr[-300:]}")
