import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant.service import Assistant
from assistant.writing.draft import Claim
from evals.case_files import read_cases
from evals.errors import InvalidCase, InvalidFloors
from evals.mutate import ALTERED, Trial, evaluate, report, try_proof
from evals.mutations import mutants
from evals.rewordings import Rewording, as_claims, read_rewordings
from tests.assistant.evidence import hit

QUOTE = "Fågelmyra tog emot minst 80 ton av Gasum år 2024. Det är inte mer än 12 procent."


@pytest.fixture(scope="module")
def trial(assistant: Assistant) -> Trial:
    dev = [case for case in read_cases() if case.split == "dev" and case.kind in ("single_fact", "list")]
    return evaluate(assistant, dev[:30], lambda done, total: None, per_kind=2)


def test_wrong_answers_are_caught_and_right_ones_pass(trial: Trial) -> None:
    made = len(trial.mutants["answers"]) + len(trial.mutants["rewordings"])
    assert made >= 500
    for kind in ALTERED:
        caught = trial.caught("answers", (kind,))
        assert caught is None or caught.value == 1.0, kind
    shares = (trial.caught("answers"), trial.caught("rewordings"), trial.passing("answers"))
    assert all(share and share.value >= 0.97 for share in shares)


def test_there_are_enough_rewordings_and_they_pass(trial: Trial) -> None:
    assert len(read_rewordings()) >= 60
    passing = trial.passing("rewordings_dev")
    assert passing and passing.value >= 0.97


def test_mutants_are_the_same_every_time_and_all_differ_from_what_is_right() -> None:
    said = tuple((Claim(text=text, hit=hit(QUOTE), quote=QUOTE),) for text in QUOTE.split(". "))
    made = mutants(said)
    assert made == mutants(said)
    assert {"figure", "year", "unit", "direction", "negation_dropped"} <= {mutant.kind for mutant in made}
    assert all(mutant.said != mutant.original for mutant in made)


def test_the_report_names_what_passed_and_the_floor_that_broke(tmp_path: Path) -> None:
    right = Claim(text="Kommunen är grön.", hit=hit("Kommunen är grön."), quote="Kommunen är grön.")
    base = try_proof({"answers": ((right,),), "rewordings_dev": (), "rewordings_test": ()})
    wrong = replace(base.mutants["answers"][0], said=(right,))
    console = Console(file=io.StringIO(), width=140)
    floors = tmp_path / "floors.toml"
    floors.write_text("[caught]\nanswers = 1.0\n", encoding="utf-8")
    assert report(base, console, floors) == 0
    assert report(replace(base, passed={"answers": (wrong,), "rewordings": ()}), console, floors) == 1
    printed = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    assert "Gick igenom" in printed
    assert "men ska vara minst 100,0" in printed


@pytest.mark.parametrize("text", ["inte toml", "[caught]\nanswers = 'många'\n"])
def test_floors_that_cannot_be_read_are_named(tmp_path: Path, text: str) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(text, encoding="utf-8")
    empty = try_proof({"answers": (), "rewordings_dev": (), "rewordings_test": ()})
    with pytest.raises(InvalidFloors, match=r"floors\.toml"):
        report(empty, Console(file=io.StringIO()), floors)


def test_a_rewording_whose_quote_is_gone_is_named(assistant: Assistant) -> None:
    gone = Rewording(sentence="Solen är grön.", source="ordlista", quote="Solen lyser grönt.")
    with pytest.raises(InvalidCase, match="Solen lyser grönt"):
        list(as_claims((gone,), assistant.search, gone.split))


def test_a_file_of_rewordings_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "rewordings.yaml"
    broken.write_text("- {sentence: Hej}", encoding="utf-8")
    with pytest.raises(InvalidCase, match=r"rewordings\.yaml"):
        read_rewordings(broken)
