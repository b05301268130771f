"""What each stage of the search adds: the same questions asked with fewer and with more of them.

Each row is compared with a row above it, question by question, so that the interval of what it adds is narrower than
those of the two figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from assistant.conversation import Hit, Question, Turn
from assistant.retrieval import Stage
from assistant.rewriting import standalone
from assistant.service import open_assistant
from assistant.settings import AssistantSettings
from evals.cases import Case
from evals.dataset_run import ingested, search_dataset
from evals.datasets import Dataset
from evals.gold import locate_all
from evals.metrics.retrieval import gains, ndcg
from evals.statistics import Interval, mean, paired_difference
from ingest.pipeline import Progress

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A search made of some of the stages.

    Attributes:
        name: What it is called in the table.
        stages: What it is made of.
        beside: The name of the variant that it is compared with, or "".
    """

    name: str
    stages: frozenset[Stage]
    beside: str = ""


VARIANTS = (
    Variant(name="vektorer", stages=frozenset({"dense"})),
    Variant(name="ordstammar", stages=frozenset({"stems"})),
    Variant(name="ordstammar + stavning", stages=frozenset({"stems", "spelling"}), beside="ordstammar"),
    Variant(name="bokstavsföljder", stages=frozenset({"letters"}), beside="ordstammar"),
    Variant(name="vektorer + ordstammar", stages=frozenset({"dense", "stems"}), beside="vektorer"),
    Variant(name="+ bokstavsföljder", stages=frozenset({"dense", "stems", "letters"}), beside="vektorer + ordstammar"),
    Variant(
        name="+ stavning (allt)",
        stages=frozenset({"dense", "stems", "letters", "spelling"}),
        beside="+ bokstavsföljder",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """How well one variant searched.

    Attributes:
        variant: The variant.
        ndcg: Its nDCG@10.
        added: What it added to the variant that it is compared with; None when it is compared with none.
    """

    variant: Variant
    ndcg: Interval
    added: Interval | None


def ablate_cases(cases: Sequence[Case], settings: AssistantSettings) -> tuple[Ablation, ...]:
    """The variants on our own cases that have evidence to be found."""

    def scores(variant: Variant) -> Iterator[float]:
        with closing(open_assistant(settings.model_copy(update={"search_stages": variant.stages}))) as assistant:
            gold = locate_all(cases, assistant.document)
            for case in (case for case in cases if gold[case.id].groups):
                hits: tuple[Hit, ...] = assistant.search(_asked(case), DEPTH)
                gained = gains([hit.passage for hit in hits], gold[case.id])
                yield ndcg(gained, [1.0] * len(gold[case.id].groups), DEPTH)

    return _compared(scores)


def ablate_dataset(dataset: Dataset, settings: AssistantSettings, progress: Progress) -> tuple[Ablation, ...]:
    """The variants on an outside data set, which is ingested once."""
    with ingested(dataset, settings, progress) as (index_dir, _):

        def scores(variant: Variant) -> Iterator[float]:
            opened = settings.model_copy(update={"index_dir": index_dir, "search_stages": variant.stages})
            with closing(open_assistant(opened)) as assistant:
                for found in search_dataset(assistant, dataset):
                    yield ndcg(found.gained, found.ideal, DEPTH)

        return _compared(scores)


def print_ablation(console: Console, ablations: Sequence[Ablation]) -> None:
    """The variants as a table."""
    table = Table("Sökning", "nDCG@10", "tillför", title="Vad varje steg i sökningen tillför (95 % intervall)")
    for ablation in ablations:
        added = f"{_interval(ablation.added, '+.3f')} mot {ablation.variant.beside}" if ablation.added else ""
        table.add_row(ablation.variant.name, _interval(ablation.ndcg, ".3f"), added)
    console.print(table)


def _compared(scores: Callable[[Variant], Iterator[float]]) -> tuple[Ablation, ...]:
    found: Mapping[str, list[float]] = {variant.name: list(scores(variant)) for variant in VARIANTS}
    return tuple(
        Ablation(
            variant=variant,
            ndcg=mean(found[variant.name]),
            added=paired_difference(found[variant.beside], found[variant.name]) if variant.beside else None,
        )
        for variant in VARIANTS
    )


def _asked(case: Case) -> str:
    return standalone(Question(text=case.question, history=tuple(Turn(question=turn) for turn in case.history)))


def _interval(interval: Interval, form: str) -> str:
    return f"{interval.value:{form}} [{interval.low:{form}}, {interval.high:{form}}]".replace(".", ",")
