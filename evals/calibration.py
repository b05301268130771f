"""The weights of assistant.answerability, fitted anew: `python -m evals.calibration [--index DIR]`.

A logistic regression tells the development cases that must be answered from those that must be refused, by the
measures of `Judgement`. Both sides weigh the same however many cases they have. Cases in other languages, and attacks,
are left out: their words cannot be compared, or mean something else than they say.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from assistant.answerability import Judgement
from assistant.conversation import Question, Turn
from assistant.evidence import gather
from assistant.rewriting import standalone
from assistant.settings import AssistantSettings
from corpus.embeddings import open_embeddings
from corpus.settings import load_settings
from corpus.versions import IndexFolder, LiveIndex
from evals.case_files import read_cases
from evals.cases import REFUSALS, Case
from evals.metrics.honesty import auroc

LEFT_OUT = {"other_language", "injection"}
RIDGE = 0.5
STEPS = 5_000

Numbers = NDArray[np.float64]


def measures(judgement: Judgement) -> tuple[float, ...]:
    """What the regression weighs: cosine, coverage, known, and whether a name is missing."""
    return judgement.cosine, judgement.coverage, judgement.known, float(bool(judgement.missing_name))


def fit(rows: Numbers, answerable: NDArray[np.bool_]) -> tuple[float, Numbers]:
    """The intercept and weights of a logistic regression with a ridge, by gradient descent on standardised rows.

    Args:
        rows: The measures, shape (cases, measures).
        answerable: Which cases must be answered.
    """
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.c_[(rows - centre) / spread, np.ones(len(rows))]
    share = answerable.mean()
    balance = np.where(answerable, 0.5 / share, 0.5 / (1 - share)) / len(rows)
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        predicted = 1 / (1 + np.exp(-scaled @ weights))
        weights -= 0.5 * (scaled.T @ (balance * (predicted - answerable)) + RIDGE / len(rows) * np.r_[weights[:-1], 0])
    slopes = weights[:-1] / spread
    return float(weights[-1] - slopes @ centre), slopes


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights, and how well they part the cases that they were fitted on."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibration", description="Anpassar svarbarhetens vikter.")
    parser.add_argument("--index", type=Path, help="mappen för indexet (annars KLIMAT_INDEX_DIR)")
    settings = load_settings(AssistantSettings, index_dir=parser.parse_args(arguments).index)
    cases = [case for case in read_cases() if case.split == "dev" and case.kind not in LEFT_OUT and _is_clear(case)]
    rows = np.array(list(_rows(cases, settings)))
    answerable = np.array([case.must_answer for case in cases])
    intercept, slopes = fit(rows, answerable)
    logits = intercept + rows @ slopes
    console = Console()
    console.print(f"Fall: {answerable.sum()} ska besvaras, {(~answerable).sum()} ska avböjas.")
    console.print(f"INTERCEPT {intercept:.2f}; COSINE, COVERAGE, KNOWN, MISSING_NAME {np.round(slopes, 2).tolist()}")
    console.print(f"AUROC {auroc(logits[answerable].tolist(), logits[~answerable].tolist())}")
    for threshold in (0.3, 0.4, 0.5, 0.6):
        passed = 1 / (1 + np.exp(-logits)) >= threshold
        console.print(
            f"Tröskel {threshold}: {passed[answerable].mean():.1%} av det som ska besvaras och "
            f"{passed[~answerable].mean():.1%} av det som ska avböjas går vidare."
        )
    return 0


def _is_clear(case: Case) -> bool:
    return case.must_answer or REFUSALS.issuperset(case.outcomes)


def _rows(cases: Sequence[Case], settings: AssistantSettings) -> Iterator[tuple[float, ...]]:
    encoder = open_embeddings(settings)
    with closing(LiveIndex(IndexFolder(settings.index_dir), encoder.stamp, poll_seconds=None)) as live:
        for case in cases:
            turns = tuple(Turn(question=question) for question in case.history)
            asked = standalone(Question(text=case.question, history=turns))
            with live.reading() as index:
                yield measures(gather(index, encoder, asked).judgement)


if __name__ == "__main__":
    sys.exit(main())
