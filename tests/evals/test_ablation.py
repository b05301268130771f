from pathlib import Path

import pytest
from rich.console import Console

from assistant.service import open_assistant
from assistant.settings import AssistantSettings
from corpus.settings import InvalidSettings, load_settings
from evals.ablation import VARIANTS, ablate_dataset, print_ablation
from evals.datasets import Dataset, Text
from evals.scale import run_scale
from tests.conftest import no_progress

TEXTS = {
    "sänka": "En kolsänka tar upp koldioxid ur luften och binder den länge.",
    "budget": "Budgeten för koldioxid räcker i tio år om utsläppen sjunker varje år.",
    "värme": "Fjärrvärme leds i rör under marken till husen i staden.",
}
QUESTIONS = {
    "1": ("Vad är en kolsänka?", "sänka"),
    "2": ("koldioxidbudgeten", "budget"),
    "3": ("fjärrvärmenätet", "värme"),
}


@pytest.fixture
def dataset() -> Dataset:
    return Dataset(
        texts={id_: Text(title="", text=text) for id_, text in TEXTS.items()},
        questions={id_: question for id_, (question, _) in QUESTIONS.items()},
        relevant={id_: {right: 1.0} for id_, (_, right) in QUESTIONS.items()},
    )


def test_each_variant_is_measured_and_compared_with_the_one_it_adds_to(dataset: Dataset) -> None:
    found = {ablation.variant.name: ablation for ablation in ablate_dataset(dataset, AssistantSettings(), no_progress)}
    assert list(found) == [variant.name for variant in VARIANTS]
    assert found["+ stavning (allt)"].ndcg.value == 1.0
    # A compound and its parts have no stem in common, but runs of letters.
    assert found["ordstammar"].ndcg.value < found["bokstavsföljder"].ndcg.value
    added = found["bokstavsföljder"].added
    assert added
    assert added.value > 0
    console = Console(record=True, width=140)
    print_ablation(console, tuple(found.values()))
    assert "+ bokstavsföljder" in console.export_text()


def test_a_stage_that_is_switched_off_is_off_for_whoever_asks(small_index: Path) -> None:
    settings = AssistantSettings(index_dir=small_index, search_stages=frozenset({"stems"}))
    assistant = open_assistant(settings)
    assert {hit.score for hit in assistant.search("zzzz qqqq")} <= {0.0}
    assert assistant.search("kolsänka")[0].source.id == "kolsankor"
    assistant.close()


def test_stages_are_given_with_commas_and_unknown_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIMAT_SEARCH_STAGES", "dense, letters")
    assert load_settings(AssistantSettings).search_stages == {"dense", "letters"}
    monkeypatch.setenv("KLIMAT_SEARCH_STAGES", "dense,magi")
    with pytest.raises(InvalidSettings, match="magi"):
        load_settings(AssistantSettings)


def test_many_passages_are_ingested_and_searched() -> None:
    found = run_scale(60, AssistantSettings(), no_progress)
    assert found.passages == 60
    assert len(found.search_seconds) == 60
    assert found.megabytes > 0
