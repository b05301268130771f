from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.conversation import Turn
from assistant.settings import AssistantSettings
from corpus.settings import SERVER_FIELDS, CorpusSettings
from tests.assistant.fixed_assistant import SINK_QUOTE, FixedAssistant

Run = Callable[..., int]


@pytest.fixture
def fixed() -> FixedAssistant:
    return FixedAssistant()


@pytest.fixture
def run(fixed: FixedAssistant) -> Run:
    return lambda *arguments: main(arguments, lambda settings: fixed)


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line as a person runs it, where Python would write ASCII."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )


def test_ask_prints_the_answer_and_its_sources(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "Vad är en kolsänka?") == 0

    out = capsys.readouterr().out
    assert out.startswith(f"{SINK_QUOTE} [1]\n")
    assert "[2] Kontrakt <2030>, sida 3" in out


def test_ask_json_is_one_line(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "Vad är en kolsänka?", "--json") == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert "kolsänka" in line  # not \u00e4
    assert json.loads(line)["outcome"] == "answered"
    assert "id" not in json.loads(line)


def test_history_goes_with_the_question(run: Run, fixed: FixedAssistant) -> None:
    assert run("ask", "När?", "--history", '["Vad är målet?", {"question": "Vems?", "answer": "Allas."}]') == 0

    assert fixed.asked[0].history == (Turn(question="Vad är målet?"), Turn(question="Vems?", answer="Allas."))


def test_batch_answers_each_line_and_fails_if_one_did(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "frågor.jsonl"
    file.write_text('{"id": 1, "question": "Ett?"}\n{"id": 2}\n{"id": 3, "question": "Tre?"}\n', encoding="utf-8")

    assert run("ask", "--batch", str(file), "--json") == 1

    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reply["id"] for reply in replies] == [1, 2, 3]
    assert replies[1] == {"id": 2, "error": "Rad 2: Fältet question saknas."}
    assert replies[2]["question"] == "Tre?"


def test_batch_reads_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a", "question": "Ett?"}\n')))

    assert run("search", "--batch", "-", "-k", "1") == 0

    reply = json.loads(capsys.readouterr().out)
    assert reply["id"] == "a"
    assert [hit["passage_id"] for hit in reply["hits"]] == ["0000000000000001"]


def test_search_prints_hits(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "kolsänka", "-k", "2") == 0
    assert capsys.readouterr().out.startswith("1. Ordlista")

    assert run("search", "kolsänka", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["hits"]) == 2


def test_assistant_is_closed_when_the_answer_has_been_given(run: Run, fixed: FixedAssistant) -> None:
    run("ask", "Ett?")

    assert fixed.closed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ask", " "), "Frågan är tom."),
        (("ask", "När?", "--history", "["), "Det som står efter --history är inte giltig JSON."),
        (("ask", "När?", "--history", "[1]"), "Fältet history.0 ska vara ett JSON-objekt."),
        (("ask", "kol\udce4nka"), "Fältet question innehåller tecken som inte är giltig text."),
        (("ask", "--batch", "finns-inte.jsonl"), "Filen finns-inte.jsonl går inte att läsa."),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert run(*arguments) == 2

    assert capsys.readouterr().err.startswith(sentence)


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "Ett?", "--batch", "-"), ("fråga", "Ett?"), ()])
def test_wrong_usage_exits_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)

    assert caught.value.code == 2


def test_index_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIMAT_INDEX_DIR", "ur-miljön")
    opened: list[Path] = []

    def open_assistant(settings: AssistantSettings) -> FixedAssistant:
        opened.append(settings.index_dir)
        return FixedAssistant()

    main(("ask", "Ett?"), open_assistant)
    main(("ask", "Ett?", "--index", "annan"), open_assistant)

    assert opened == [Path("ur-miljön"), Path("annan")]


def test_settings_of_the_server_are_known_to_ingest() -> None:
    assert AssistantSettings.model_fields.keys() - CorpusSettings.model_fields.keys() == SERVER_FIELDS


def test_misspelt_variable_is_told_of(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLIMAT_INDX_DIR", "x")

    assert run("ask", "Ett?") == 2
    assert capsys.readouterr().err.startswith("Miljövariabeln KLIMAT_INDX_DIR finns inte. Menade du KLIMAT_INDEX_DIR?")


def test_missing_index_is_told_of(tmp_path: Path) -> None:
    missing = python("ask", "Ett?", "--index", str(tmp_path))

    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr == f"Det finns inget index i {tmp_path}. Kör python -m ingest först.\n"


def test_real_assistant_answers_on_the_command_line(small_index: Path) -> None:
    answered = python("ask", "Vad är en kolsänka?", "--json", "--index", str(small_index))

    assert answered.returncode == 0, answered.stderr
    assert answered.stderr == ""
    reply = json.loads(answered.stdout)
    assert reply["outcome"] == "answered"
    assert "tar upp koldioxid" in reply["text"]
    assert reply["citations"][0]["path"] == "kolsankor.md"


def test_reader_that_goes_away_is_no_error(small_index: Path, tmp_path: Path) -> None:
    file = tmp_path / "frågor.jsonl"
    file.write_text('{"id": 1, "question": "Vad är en kolsänka?"}\n' * 20, encoding="utf-8")
    command = f'"{sys.executable}" -m assistant ask --batch "{file}" --index "{small_index}" | head -n 1'

    piped = subprocess.run(command, shell=True, capture_output=True, encoding="utf-8", check=True)

    assert json.loads(piped.stdout)["id"] == 1
    assert piped.stderr == ""


def test_asking_loads_neither_the_web_server_nor_gradio() -> None:
    loaded = "import assistant.__main__, assistant.service, sys; print({'gradio', 'fastapi'} & sys.modules.keys())"

    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout.strip() == b"set()"
