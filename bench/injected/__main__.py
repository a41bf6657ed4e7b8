"""Measures how well the rubric finds faults that were put into clean conversations: `make bench-checks`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from bench.injected.cases import ALL_HALVES, Case, make_cases
from bench.injected.figures import as_rows, count_innocent, count_records
from bench.injected.judging import HERE, ROOT, judge_cases, needing_server, the_facts, the_rubric
from bench.injected.load import LANGUAGES, load_wordings
from bench.injected.match import Matched, discount, match
from bench.injected.report import print_figures, show
from bench.injected.speed import REACH, are_runs_the_same, measure_throughput, render_part
from bench.injected.words import HALVES, Fault
from checks.languagetool.server import describe_problem
from qa.domain.rubric import Rubric
from qa.errors import LocatedError
from qa.settings import Settings

RESULT = ROOT / "bench" / "results" / "injected.json"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be measured."""

    languages: tuple[str, ...]
    criteria: tuple[str, ...]
    halves: tuple[str, ...]
    with_server: bool

    @property
    def is_everything(self) -> bool:
        """Tell whether the figures are of all there is, and so are kept."""
        return not self.languages and not self.criteria and self.halves == HALVES and self.with_server


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help="Only this; may be repeated."
)
@click.option("--criterion", "criteria", multiple=True, help="Only faults and sentences of this; may be repeated.")
@click.option("--half", type=click.Choice((*HALVES, ALL_HALVES)), help="Only this; all by default, with --show dev.")
@click.option("--show", "shown", type=click.Choice(("misses", "false", "needs_human")), help="Print these cases.")
@click.option(
    "--languagetool/--no-languagetool", "with_server", default=True, help="Ask LanguageTool, or leave it out."
)
@click.option("--speed/--no-speed", "is_timed", default=True, help="Measure speed and sameness of two runs as well.")
@click.option("--wording", type=click.Path(exists=True, file_okay=False, path_type=Path), default=HERE / "wording")
@click.option("--digest", is_flag=True, hidden=True)
def main(  # noqa: PLR0913
    *,
    languages: tuple[str, ...],
    criteria: tuple[str, ...],
    half: str | None,
    shown: str | None,
    with_server: bool,
    is_timed: bool,
    wording: Path,
    digest: bool,
) -> None:
    """Put known faults into clean conversations, judge them and count what was found.

    Example: python -m bench.injected --language pl --criterion no-blame --half dev --show misses
    """
    rubric = the_rubric()
    # Whoever reads cases is writing rules, and those must not know the half that is held back.
    chosen = half or (HALVES[0] if shown else ALL_HALVES)
    choice = Choice(languages, criteria, HALVES if chosen == ALL_HALVES else (chosen,), with_server)
    problem = describe_problem(Settings.from_environment()) if choice.with_server else None
    if problem:
        sys.exit(f"{problem} Or measure the rest: --no-languagetool.")
    cases, errors = _cases(rubric, choice, wording)
    for error in errors:
        print(error, file=sys.stderr)
    if not cases:
        sys.exit(f"There is nothing to measure in {wording}.")
    if digest:
        print(render_part(cases, rubric, the_facts(), with_server=with_server))
        return
    matched = _judge(cases, rubric, choice)
    if shown:
        show(matched, shown, halves=choice.halves)
    else:
        _report(matched, cases, rubric, choice, is_timed=is_timed, is_shipped=wording == HERE / "wording")
    sys.exit(1 if errors else 0)


def _cases(rubric: Rubric, choice: Choice, folder: Path) -> tuple[tuple[Case, ...], tuple[LocatedError, ...]]:
    """Make the cases that were chosen; and everything that is wrong with the files."""
    ids = tuple(criterion.id for criterion in rubric.criteria)
    unknown = [one for one in choice.criteria if one not in ids]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is no criterion. Known: {', '.join(ids)}.", param_hint="--criterion")
    channels = {one.id: tuple(channel.value for channel in one.channels) for one in rubric.criteria}
    wordings, found = load_wordings(folder, ids, languages=choice.languages)
    cases: list[Case] = []
    errors: list[LocatedError] = list(found)
    left_out = frozenset() if choice.with_server else needing_server(rubric)
    for one in wordings:
        made, problems = make_cases(one, channels)
        cases += [case for case in made if _is_wanted(case, choice, left_out)]
        errors += problems
    return tuple(cases), tuple(errors)


def _is_wanted(case: Case, choice: Choice, left_out: frozenset[str]) -> bool:
    if case.source is None:
        return True
    own = case.source.criterion if isinstance(case.source, Fault) else case.source.near
    is_chosen = not choice.criteria or own in choice.criteria
    return is_chosen and case.half in choice.halves and not (isinstance(case.source, Fault) and own in left_out)


def _judge(cases: Sequence[Case], rubric: Rubric, choice: Choice) -> tuple[Matched, ...]:
    judged = judge_cases(cases, rubric, the_facts(), with_server=choice.with_server)
    with click.progressbar(judged, length=len(cases), label="Judging", file=sys.stderr) as bar:
        return discount(match(case, judgement.outcomes) for case, judgement in bar)


def _report(
    matched: Sequence[Matched],
    cases: Sequence[Case],
    rubric: Rubric,
    choice: Choice,
    *,
    is_timed: bool,
    is_shipped: bool,
) -> None:
    records = count_records(matched, (criterion.id for criterion in rubric.criteria))
    innocent = count_innocent(matched)
    print_figures(records, innocent, choice.halves)
    if not is_timed:
        return
    server = "--languagetool" if choice.with_server else "--no-languagetool"
    is_same = are_runs_the_same([server, *(f"--language={one}" for one in choice.languages)])
    throughput = measure_throughput(cases, rubric, the_facts())
    print(f"\ntwo runs of a part, byte for byte: {'the same' if is_same else 'DIFFERENT'}")
    print(
        f"conversations/s of one core, without LanguageTool: {throughput.whole_criteria} criteria "
        f"{throughput.whole:.0f}, {throughput.first_criteria} criteria {throughput.first:.0f}; "
        f"ratio {throughput.ratio:.2f} (reach {REACH})"
    )
    if choice.is_everything and is_shipped:
        figures = {
            "records": as_rows(records),
            "innocent": as_rows(innocent),
            "are_runs_the_same": is_same,
            "throughput": {**asdict(throughput), "ratio": throughput.ratio},
        }
        RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
