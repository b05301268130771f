"""The weights of assistant.answerability, fitted anew: `python -m evals.calibration [--index DIR] [--dataset FILE …]`.

A logistic regression tells questions that the passages answer from those that they do not, by the measures of
`Judgement`. Our own development cases are told by whether they must be answered or refused; cases in other languages,
and attacks, are left out: their words cannot be compared, or mean something else than they say. Of an outside data set
each question counts twice: with its text in the corpus, and with it taken out. Both sides of a set weigh the same
however many questions they have, and the outside sets weigh half as much together as our own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from sklearn.linear_model import LogisticRegression

from assistant.answerability import Judgement, judge
from assistant.conversation import Question, Turn
from assistant.evidence import PASSAGES_KEPT, gather
from assistant.retrieval import retrieve, understand
from assistant.rewriting import standalone
from assistant.settings import AssistantSettings
from corpus.embeddings import TextEncoder, open_embeddings
from corpus.settings import load_settings
from corpus.versions import IndexFolder, LiveIndex
from evals.case_files import read_cases
from evals.cases import REFUSALS, Case
from evals.dataset_run import ingested, source_id
from evals.datasets import read_dataset
from evals.metrics.honesty import auroc

LEFT_OUT = {"other_language", "injection"}
OUTSIDE_WEIGHT = 0.5
"""What all outside sets together weigh beside our own."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The questions of a set.

    Attributes:
        name: What the set is called.
        rows: The measures, shape (questions, measures).
        answerable: Which of them the passages answer.
        weight: What the set weighs.
    """

    name: str
    rows: Numbers
    answerable: NDArray[np.bool_]
    weight: float


def measures(judgement: Judgement) -> tuple[float, ...]:
    """What the regression weighs: cosine, coverage, sentence, known, and whether a name is missing."""
    named = float(bool(judgement.missing_name))
    return judgement.cosine, judgement.coverage, judgement.sentence, judgement.known, named


def fit(sets: Sequence[Judged]) -> tuple[float, Numbers]:
    """The intercept and weights of a logistic regression with a ridge, on standardised measures."""
    rows, answerable = np.vstack([s.rows for s in sets]), np.hstack([s.answerable for s in sets])
    balance = np.hstack([s.weight * _balance(s.answerable) for s in sets])
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3).fit((rows - centre) / spread, answerable, balance * len(sets[0].rows))
    slopes: Numbers = model.coef_[0] / spread
    return float(model.intercept_[0] - slopes @ centre), slopes


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights, and how well they part the questions that they were fitted on."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibration", description="Anpassar svarbarhetens vikter.")
    parser.add_argument("--index", type=Path, help="mappen för indexet (annars KLIMAT_INDEX_DIR)")
    parser.add_argument("--dataset", type=Path, action="append", default=[], help="en yttre datamängd")
    options = parser.parse_args(arguments)
    settings = load_settings(AssistantSettings, index_dir=options.index)
    encoder = open_embeddings(settings)
    weight = OUTSIDE_WEIGHT / max(1, len(options.dataset))
    sets = [_own(settings, encoder), *(_outside(path, settings, encoder, weight) for path in options.dataset)]
    _report(sets, Console(width=140))
    return 0


def _report(sets: Sequence[Judged], console: Console) -> None:
    intercept, slopes = fit(sets)
    console.print(f"INTERCEPT {intercept:.2f}")
    console.print(f"COSINE, COVERAGE, SENTENCE, KNOWN, MISSING_NAME {np.round(slopes, 2).tolist()}")
    for judged in sets:
        logits = intercept + judged.rows @ slopes
        yes, no = logits[judged.answerable], logits[~judged.answerable]
        console.print(f"{judged.name}: {len(yes)} + {len(no)}, AUROC {auroc(yes.tolist(), no.tolist())}")
        for threshold in (0.3, 0.4, 0.5, 0.6):
            passed = 1 / (1 + np.exp(-logits)) >= threshold
            console.print(
                f"  Tröskel {threshold}: {passed[judged.answerable].mean():.1%} av det som ska besvaras och "
                f"{passed[~judged.answerable].mean():.1%} av det som ska avböjas går vidare."
            )


def _balance(answerable: NDArray[np.bool_]) -> Numbers:
    share = answerable.mean()
    return np.asarray(np.where(answerable, 0.5 / share, 0.5 / (1 - share)) / len(answerable), np.float64)


def _is_clear(case: Case) -> bool:
    return case.must_answer or REFUSALS.issuperset(case.outcomes)


def _own(settings: AssistantSettings, encoder: TextEncoder) -> Judged:
    cases = [case for case in read_cases() if case.split == "dev" and case.kind not in LEFT_OUT and _is_clear(case)]
    with closing(LiveIndex(IndexFolder(settings.index_dir), encoder.stamp, poll_seconds=None)) as live:
        rows = [_case_row(case, live, encoder) for case in cases]
    answerable = np.array([case.must_answer for case in cases])
    return Judged(name="egna utvecklingsfall", rows=np.array(rows), answerable=answerable, weight=1.0)


def _case_row(case: Case, live: LiveIndex, encoder: TextEncoder) -> tuple[float, ...]:
    asked = standalone(Question(text=case.question, history=tuple(Turn(question=turn) for turn in case.history)))
    with live.reading() as index:
        return measures(gather(index, encoder, asked).judgement)


def _outside(path: Path, settings: AssistantSettings, encoder: TextEncoder, weight: float) -> Judged:
    """Each question of the data set with its texts among the passages, and without them."""
    rows = list(_outside_rows(path, settings, encoder))
    answerable = np.arange(len(rows)) % 2 == 0
    return Judged(name=path.name, rows=np.array(rows), answerable=answerable, weight=weight)


def _outside_rows(path: Path, settings: AssistantSettings, encoder: TextEncoder) -> Iterator[tuple[float, ...]]:
    dataset = read_dataset(path)
    names = {text_id: source_id(number) for number, text_id in enumerate(dataset.texts)}
    with (
        ingested(dataset, settings, lambda *_: None) as (index_dir, _),
        closing(LiveIndex(IndexFolder(index_dir), encoder.stamp, poll_seconds=None)) as live,
        live.reading() as index,
    ):
        for question_id, relevant in dataset.relevant.items():
            query = understand(index, encoder, dataset.questions[question_id])
            hits = retrieve(index, query, 4 * PASSAGES_KEPT)
            right = {names[text_id] for text_id in relevant}
            yield measures(judge(query, hits))
            yield measures(judge(query, [hit for hit in hits if hit.source.id not in right]))


if __name__ == "__main__":
    sys.exit(main())
