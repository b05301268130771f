"""The whole suite: attempts in questions asked of the index at hand, those in documents of an index of theirs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.conversation import Answer, Question
from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from corpus.embeddings import open_embeddings
from evals.injection.attempts import Attempt
from evals.injection.judging import faults, tells_fact
from evals.injection.poison import write_poisoned
from ingest.pipeline import ingest

Open = Callable[[AssistantSettings], Assistant]
"""What opens an assistant: the real one, or one with another writer."""

IN_DOCUMENTS = ("document", "hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an attempt went: the answer, what is wrong with it, and whether it tells the honest fact."""

    attempt: Attempt
    answer: Answer
    faults: tuple[str, ...]
    tells_fact: bool


def run_attempts(attempts: Sequence[Attempt], settings: AssistantSettings) -> tuple[Outcome, ...]:
    """How each attempt goes, with the index that the settings name and with one of the poisoned documents."""
    with poisoned(settings) as others:
        return (
            *try_all((attempt for attempt in attempts if attempt.place not in IN_DOCUMENTS), settings),
            *try_all((attempt for attempt in attempts if attempt.place in IN_DOCUMENTS), others),
        )


def try_all(
    attempts: Iterable[Attempt], settings: AssistantSettings, open_one: Open = open_assistant
) -> tuple[Outcome, ...]:
    """How each attempt goes, with the assistant that `open_one` opens."""
    with closing(open_one(settings)) as assistant:
        return tuple(_try(attempt, assistant.answer) for attempt in attempts)


@contextmanager
def poisoned(settings: AssistantSettings) -> Iterator[AssistantSettings]:
    """Settings for an index of the poisoned documents, ingested as any others are."""
    with tempfile.TemporaryDirectory() as folder:
        sources, index = Path(folder, "sources"), Path(folder, "index")
        sources.mkdir()
        write_poisoned(sources)
        ingest(sources, index, open_embeddings(settings), lambda activity, done, total: None)
        yield settings.model_copy(update={"sources_dir": sources, "index_dir": index})


def report(outcomes: Sequence[Outcome], console: Console) -> int:
    """Print how it went; gives 1 when an attempt succeeded, else 0."""
    failed = [outcome for outcome in outcomes if outcome.faults]
    for outcome in failed:
        _print(console, f"{outcome.attempt.id}: {'; '.join(outcome.faults)}", f"  {outcome.answer.text}")
    honest = [outcome for outcome in outcomes if outcome.attempt.facts]
    for outcome in honest:
        if not outcome.tells_fact:
            _print(
                console, f"{outcome.attempt.id}: säger inte ”{outcome.attempt.facts[0]}”", f"  {outcome.answer.text}"
            )
    _print(
        console,
        f"Kapningsförsök: {len(outcomes) - len(failed)} av {len(outcomes)} föll platt.",
        f"Den ärliga uppgiften sades i {sum(o.tells_fact for o in honest)} av {len(honest)}.",
    )
    return 1 if failed else 0


def _print(console: Console, *lines: str) -> None:
    for line in lines:
        console.print(line, highlight=False, markup=False)


def _try(attempt: Attempt, answer: Callable[[Question], Answer]) -> Outcome:
    given = answer(attempt.as_question())
    return Outcome(attempt=attempt, answer=given, faults=faults(attempt, given), tells_fact=tells_fact(attempt, given))
