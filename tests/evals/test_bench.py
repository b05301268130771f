from __future__ import annotations

from pathlib import Path

from rich.console import Console

from assistant.settings import AssistantSettings
from evals.bench import run_bench
from evals.generated import generate, write_documents
from evals.report.cost_text import print_benchmark


def test_every_generated_passage_has_a_fact_of_its_own(tmp_path: Path) -> None:
    items = generate(3000)
    assert len({item.fact for item in items}) == len({item.question for item in items}) == 3000
    assert items == generate(3000)
    write_documents(items, tmp_path / "sources")
    assert len(list((tmp_path / "sources").iterdir())) == 150


def test_measures_ours_and_the_peer_on_the_same_corpus() -> None:
    found = run_bench(12, AssistantSettings(), lambda activity, done, total: None)
    assert found.ours.passages == 12
    assert len(found.ours.ranks) == len(found.peer.ranks) == len(found.answer_seconds) == 12
    assert found.ours.found.value > 0.9
    assert found.memory > 50
    console = Console(record=True, width=120)
    print_benchmark(console, found)
    assert "LangChain + Chroma" in console.export_text()
