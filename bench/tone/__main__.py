"""Compares the phrase sets of the language packs with a classifier, on sentences that neither has seen.

python -m bench.tone [LANGUAGE...]: for each label of bench/tone/sentences/LANGUAGE.txt the recall and precision of the
pack's phrase set of that name, and of a logistic regression over pieces of words (runs of three to six letters, one
to three words; liblinear, balanced classes) whose answer for each sentence comes from weights made without it, in ten
folds: its average precision, and its recall where its precision is at least 0.9. The classifier may learn nine
tenths of the file; the phrases may learn nothing of it. Needs scikit-learn. Writes bench/results/tone.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from checks.normal import normalise
from checks.vocabulary import phrase_book

SENTENCES = Path(__file__).parent / "sentences"
RESULT = Path(__file__).resolve().parents[1] / "results" / "tone.json"
FOLDS = 10
PIECES = 6000
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it does; no label for what is innocent."""

    text: str
    labels: frozenset[str]


def main(languages: Sequence[str]) -> None:
    """Measure every language named, or all there are sentences for."""
    figures = {}
    for language in languages or sorted(path.stem for path in SENTENCES.glob("*.txt")):
        sentences = read(SENTENCES / f"{language}.txt")
        figures[language] = measure(sentences, language=language)
        print(f"{language}, {len(sentences)} sentences")
        print(f"{'':20} {'n':>4}  {'phrases: recall':>16} {'precision':>9}  {'classifier: AP':>15} {'recall':>7}")
        for label, one in figures[language].items():
            phrases, learnt = one["phrases"], one["classifier"]
            precision = "-" if phrases["precision"] is None else f"{phrases['precision']:.2f}"
            print(f"{label:20} {one['sentences']:4}  {phrases['recall']:16.2f} {precision:>9}", end="")
            print(f"  {learnt['average_precision']:15.2f} {learnt['recall']:7.2f}")
    if not languages:
        RESULT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> list[Sentence]:
    """Read a file of sentences: one a line below `[label]`, `[label+label]` or, for innocent ones, `[none]`."""
    labels: frozenset[str] = frozenset()
    found: dict[str, frozenset[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            named = line.strip("[]")
            labels = frozenset() if named == "none" else frozenset(named.split("+"))
        elif line and not line.startswith("#"):
            found[line] = found.get(line, frozenset()) | labels
    return [Sentence(text, labels) for text, labels in sorted(found.items())]


def measure(sentences: Sequence[Sentence], *, language: str) -> dict[str, Any]:
    """Return, by label, what the phrases and what the classifier found.

    Precision counts innocent sentences alone against an answer: a refusal may well also blame.
    """
    figures: dict[str, Any] = {}
    texts = [prepare(one.text, language=language) for one in sentences]
    innocent = np.array([not one.labels for one in sentences])
    for label in sorted({label for one in sentences for label in one.labels}):
        truth = np.array([label in one.labels for one in sentences])
        said = said_by_phrases(sentences, label, language=language)
        right, wrong = int((said & truth).sum()), int((said & innocent).sum())
        figures[label] = {
            "sentences": int(truth.sum()),
            "phrases": {
                "recall": round(right / int(truth.sum()), 3),
                "precision": round(right / (right + wrong), 3) if right + wrong else None,
            },
            "classifier": said_by_classifier(texts, truth),
        }
    return figures


def said_by_phrases(sentences: Sequence[Sentence], label: str, *, language: str) -> Any:
    """Tell for each sentence whether the pack's set of that name has a phrase in it."""
    book = phrase_book(language)
    return np.array([bool(book and book.spans(one.text, label)) for one in sentences])


def said_by_classifier(texts: Sequence[str], truth: Any) -> dict[str, float]:
    """Return the average precision in folds, and the recall at the bar where precision is still good."""
    from sklearn.metrics import average_precision_score, precision_recall_curve

    sums = unseen_sums(texts, truth)
    precision, recall, _ = precision_recall_curve(truth, sums)
    good = recall[:-1][precision[:-1] >= SURE]
    return {
        "average_precision": round(float(average_precision_score(truth, sums)), 3),
        "recall": round(float(good.max()), 3) if len(good) else 0.0,
    }


def unseen_sums(texts: Sequence[str], truth: Any) -> Any:
    """Return the sum each sentence gets from weights that were made without it."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.feature_selection import SelectKBest, chi2
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold
    from sklearn.pipeline import make_pipeline

    counted = CountVectorizer(analyzer=pieces_of, binary=True, min_df=2).fit_transform(texts)
    sums = np.zeros(len(texts))
    for known, unseen in StratifiedKFold(min(FOLDS, int(truth.sum())), shuffle=True, random_state=0).split(
        counted, truth
    ):
        model = make_pipeline(
            SelectKBest(chi2, k=min(PIECES, counted.shape[1])),
            LogisticRegression(C=0.5, solver="liblinear", class_weight="balanced", random_state=0, max_iter=500),
        )
        model.fit(counted[known], truth[known])
        sums[unseen] = model.decision_function(counted[unseen])
    return sums


def prepare(sentence: str, *, language: str) -> str:
    """Bring a sentence to the form its pieces are cut from: words as phrases see them, numbers as 0."""
    plain = normalise(sentence, language=language).text
    signs = [
        "0" if sign.isdigit() else sign if sign.isalnum() else f" {sign} " if sign in "?!" else " " for sign in plain
    ]
    return " ".join("".join(signs).split())


def pieces_of(text: str) -> list[str]:
    """Cut a prepared sentence into runs of three to six signs around and inside words, and one to three words."""
    words = text.split()
    runs = [
        padded[start : start + size]
        for padded in (f" {word} " for word in words)
        for size in range(3, 7)
        for start in range(len(padded) + 1 - size)
    ]
    spans = [" ".join(words[start : start + size]) for size in (1, 2, 3) for start in range(len(words) - size + 1)]
    return runs + [f"={span}" for span in spans]


if __name__ == "__main__":
    main(sys.argv[1:])
