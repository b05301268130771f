from __future__ import annotations

from pathlib import Path

import pytest

from evals.__main__ import main
from evals.runs import find_run, load_run

CASES = """
- id: kolsanka
  kind: definition
  question: Vad är en kolsänka?
  facts: [{any: [tar upp koldioxid]}]
  evidence: [{source: kolsankor, quote: En kolsänka är något som tar upp koldioxid}]
  outcome: answered
- id: malet
  kind: single_fact
  question: När ska Borlänge vara klimatneutralt?
  facts: [{figure: 2030}]
  evidence: [{source: om-projektet, quote: Borlänge ska vara klimatneutralt år 2030}]
  outcome: answered
- id: fall-1
  kind: out_of_scope
  question: Vem vann fotbolls-VM i Brasilien?
  outcome: [out_of_scope, not_found]
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "fall.yaml"
    path.write_text(CASES, encoding="utf-8")
    return path


def test_runs_stores_compares_and_shows(
    small_index: Path, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--index", str(small_index), "--cases", str(cases)]
    out = ["--out", str(tmp_path)]
    assert main(["check", *given]) == 0
    assert "Alla 3 fall går att läsa" in capsys.readouterr().out

    assert main(["run", *given, *out]) == 0
    assert "Rätt svar" in capsys.readouterr().out
    assert not (tmp_path / "kvalitet").exists()  # a part of the cases does not replace the report

    assert main(["compare", "2", "2", *out]) == 0
    assert "Utvecklingsfrågor: 2 gemensamma" in capsys.readouterr().out

    assert main(["show", "kolsanka", *given]) == 0
    shown = capsys.readouterr().out
    assert "Facit" in shown
    assert "”tar upp koldioxid”" in shown
    assert "Allt är rätt." in shown


def test_a_test_case_is_not_shown_unasked(small_index: Path, cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["show", "fall-1", "--index", str(small_index), "--cases", str(cases)]
    assert main(given) == 2
    assert "fall-1 är en provfråga" in capsys.readouterr().err
    assert main([*given, "--test"]) == 0
    assert "Vem vann fotbolls-VM" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--index", "finns-inte"], "Det finns inget index i finns-inte"),
        (["check", "--cases", "finns-inte.yaml"], "finns-inte.yaml: filen går inte att läsa"),
        (["show", "finns-inte"], "Det finns inget fall med id ”finns-inte”"),
        (["compare", "a", "b", "--out", "finns-inte"], "Det finns ingen körning som heter ”a”"),
        (["run", "--dataset", "tests/data/evals"], "varken corpus.jsonl"),
        (["from-feedback", "finns-inte.jsonl"], "finns-inte.jsonl går inte att läsa"),
    ],
)
def test_what_cannot_be_done_is_told_in_swedish(
    arguments: list[str], message: str, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cased = ["--cases", str(cases)] if arguments[0] in ("run", "show") else []
    assert main([*arguments, *cased]) == 2
    assert message in capsys.readouterr().err


def test_a_run_says_who_was_to_write_and_takes_the_same_sample_again(
    small_index: Path, cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("langchain_openai", reason="the chat model's client is not installed: the extra chat")
    monkeypatch.setenv("KLIMAT_CHAT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("KLIMAT_CHAT_KEY", "hemlig")
    monkeypatch.setenv("KLIMAT_CHAT_MODEL", "liten")
    given = ["run", "--index", str(small_index), "--cases", str(cases), "--writer", "chat", "--sample", "2"]
    assert main([*given, "--out", str(tmp_path / "1")]) == 0
    assert main([*given, "--out", str(tmp_path / "2")]) == 0
    first, second = (load_run(find_run(tmp_path / folder / "evals", "2")) for folder in ("1", "2"))
    assert len(first.results) == 2
    assert [result.id for result in first.results] == [result.id for result in second.results]
    assert (first.surroundings.settings["writer"], first.surroundings.settings["chat_model"]) == ("chat", "liten")
    assert not {"chat_url", "chat_key"} & first.surroundings.settings.keys()
