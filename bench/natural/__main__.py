"""Counts what the rubric fails in natural, faultless conversations: `python -m bench.natural`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from bench.injected.judging import ROOT
from bench.natural.count import HALVES, LANGUAGES, Count, describe, judge_language
from bench.natural.faults import FaultCount, count_faults, describe_fault
from checks.languagetool.server import describe_problem
from qa.settings import Settings

RESULT = ROOT / "bench" / "results" / "natural.json"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help="Only this; may be repeated."
)
@click.option("--half", "halves", multiple=True, type=click.Choice(HALVES), help="Only this; both by default.")
@click.option("--show", is_flag=True, help="Print what failed and which faults were not found; not of the held half.")
def main(languages: tuple[str, ...], halves: tuple[str, ...], *, show: bool) -> None:
    """Judge conversations in which nothing is wrong, and count those with a fail; then some with one fault each.

    Example: python -m bench.natural --language pl --half dev --show
    """
    problem = describe_problem(Settings.from_environment())
    if problem:
        sys.exit(problem)
    counts: list[Count] = []
    for half in halves or HALVES:
        for language in languages or LANGUAGES:
            count, failed = judge_language(language, half)
            counts.append(count)
            print(
                f"{language} {half}: {count.failed} of {count.conversations} with a false fail "
                f"[{count.low:.2f}, {count.high:.2f}]; {count.asked / max(1, count.conversations):.1f} verdicts each "
                f"need a person; {count.criteria}"
            )
            # Whoever reads cases is writing rules, and those must not know the half that is held back.
            for case in failed if show and half != "held" else ():
                print("\n".join(f"  {line}" for line in describe(case)))
    faults: list[FaultCount] = []
    for half in halves or HALVES:
        for language in languages or LANGUAGES:
            one, not_found = count_faults(language, half)
            faults.append(one)
            print(
                f"{language} {half} faults: {one.found} of {one.faults} found, {one.elsewhere} in another message, "
                f"{one.asked} left to a person; {one.with_others} with a fail of another criterion; "
                f"found {', '.join(one.found_criteria)}"
            )
            for answer, conversation in not_found if show and half != "held" else ():
                print(f"  {describe_fault(answer, conversation)}")
    if not languages and not halves:
        figures = {"clean": [asdict(one) for one in counts], "faults": [asdict(one) for one in faults]}
        RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
