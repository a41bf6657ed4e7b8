"""Learns what agents do in a sentence, and measures it on writers whose sentences were left out.

python -m bench.acts [LANGUAGE...] [--write]: for each act the share of another writer's sentences that passes each bar,
of sentences made to tempt, and of ordinary talk; with --write the weights go to checks/acts/weights. Needs
scikit-learn. Writes bench/results/acts.json where no language is named.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.acts.fit import Weights, write
from bench.acts.read import LANGUAGES
from bench.acts.train import Scored, bars_of, train
from checks.acts.model import ACTS, FOLDER

RESULT = Path(__file__).resolve().parents[1] / "results" / "acts.json"
_BARS = ("sure", "doubt", "backed")


def main(arguments: Sequence[str]) -> None:
    """Train and measure the languages named, or all."""
    named = [one for one in arguments if not one.startswith("--")]
    figures = {}
    for language in named or LANGUAGES:
        weights, scored = train(language)
        bars = bars_of(scored)
        if "--write" in arguments:
            write(weights, bars, FOLDER / f"{language}.npz.xz", ACTS)
        figures[language] = measure(weights, scored, bars)
        _show(language, figures[language])
    if not named:
        RESULT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def measure(weights: Weights, scored: Scored, bars: Any) -> dict[str, Any]:
    """Return, by act, how many sentences that do it, of innocent ones and of talk there are, and the shares passing."""
    figures: dict[str, Any] = {}
    innocent = [not one.labels for one in scored.labelled]
    for row, act in enumerate(ACTS):
        if not weights.weights[row].any():
            continue
        doing = [act in one.labels for one in scored.labelled]
        groups = {
            "doing": scored.labelled_sums[doing, row],
            "innocent": scored.labelled_sums[innocent, row],
            "talk": scored.ordinary_sums[:, row],
        }
        figures[act] = {
            name: {
                "sentences": len(of),
                **{bar: round(float((of > bars[row][at]).mean()), 4) for at, bar in enumerate(_BARS)},
            }
            for name, of in groups.items()
        }
    return figures


def _show(language: str, figures: dict[str, Any]) -> None:
    for act, groups in figures.items():
        told = "  ".join(
            f"{name} {of['sentences']}: " + " ".join(f"{of[bar]:.3f}" for bar in _BARS) for name, of in groups.items()
        )
        print(f"{language} {act:9} {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
