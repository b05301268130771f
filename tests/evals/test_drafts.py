import shutil
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from corpus.documents import Source
from corpus.errors import QuoteNotFound
from evals.contracts.build import build
from evals.drafts import CONTRACTS, evaluate, measure, report
from evals.errors import InvalidCase, InvalidFloors
from ingest.readers import read


def printed(folder: Path = CONTRACTS) -> tuple[int, str]:
    out = StringIO()
    status = report(evaluate(folder), Console(file=out, width=200), folder / "floors.toml")
    return status, out.getvalue()


def test_commitments_are_found_as_well_as_the_floors_ask() -> None:
    status, text = printed()
    assert status == 0, text


def test_contracts_of_three_layouts_and_some_held_out_are_measured() -> None:
    comparisons = evaluate()
    assert len({comparison.layout for comparison in comparisons}) >= 4
    assert {comparison.split for comparison in comparisons} == {"dev", "test"}
    assert all(comparison.pairs for comparison in comparisons)


def text_of(file: Path) -> str:
    return read(Source(id="avtal", path=file.name, title="Avtal", kind="contract"), file).text


@pytest.mark.parametrize("name", [path.name for path in sorted(CONTRACTS.glob("*.yaml"))])
def test_the_kept_files_are_what_their_descriptions_give(name: str, tmp_path: Path) -> None:
    for file in (name, "blad.typ"):
        shutil.copy(CONTRACTS / file, tmp_path)
    built = build(tmp_path / name)
    assert built is None or text_of(built) == text_of(CONTRACTS / built.name)


def test_what_is_missed_and_what_is_too_much_lower_their_measures(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Avtal\n\n## Åtaganden\n\nViks kommun ska bygga 9 km väg senast 2029. Viks kommun ska cykla till 2030.\n"
        "Vi hoppas att Viks kommun sparar el.\n",
        encoding="utf-8",
    )
    gold = """layout: prov
split: dev
file: a.md
commitments:
  - {quote: Viks kommun ska bygga 9 km väg senast 2029., party: Viks kommun, due: 2028}
  - {quote: Vi hoppas att Viks kommun sparar el., party: Viks kommun}
"""
    (tmp_path / "a.yaml").write_text(gold, encoding="utf-8")
    measured = {name: interval.value for name, interval in measure(evaluate(tmp_path)).items()}
    assert measured == {"recall": 0.5, "precision": 0.5, "party": 1.0, "due": 0.0, "clause": 1.0}
    (tmp_path / "floors.toml").write_text("[dev]\nrecall = 0.6\nparty = 1.0\n", encoding="utf-8")
    status, text = printed(tmp_path)
    assert status == 1
    assert "Hittade av alla åtaganden (utveckling) blev 50,0\u00a0%, men ska vara minst 60,0\u00a0%." in text


def test_a_list_that_does_not_fit_its_contract_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Avtal\n\nText.\n", encoding="utf-8")
    listed = "layout: prov\nsplit: dev\nfile: a.md\ncommitments:\n  - {quote: Något annat, party: Vik}\n"
    (tmp_path / "a.yaml").write_text(listed, encoding="utf-8")
    with pytest.raises(QuoteNotFound, match="Något annat"):
        evaluate(tmp_path)
    (tmp_path / "a.yaml").write_text("layout: prov\n", encoding="utf-8")
    with pytest.raises(InvalidCase, match=r"a\.yaml"):
        evaluate(tmp_path)


def test_floors_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text("[dev]\nskonhet = 1.0\n", encoding="utf-8")
    with pytest.raises(InvalidFloors, match=r"floors\.toml"):
        report([], Console(file=StringIO()), tmp_path / "floors.toml")
