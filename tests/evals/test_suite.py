"""A planted defect of each sort makes the suite fail, and the sound assistant passes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from fpdf import FPDF
from rich.console import Console

from assistant.conversation import Answer, Citation, Hit, Question, Statement
from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from corpus.documents import Document
from corpus.embeddings import TextEncoder
from evals.case_files import read_cases
from evals.cases import SPLITS, Case
from evals.compare import compare
from evals.errors import InvalidCase
from evals.gate import Floors, Limits
from evals.runs import find_run, load_run
from evals.scorecard import Scorecard, Surroundings
from evals.suite import REPORT, RUNS, conclude, evaluate
from ingest.pipeline import ingest

CASES = Path("tests/data/evals/liten.yaml")

Defect = Callable[[Answer], Answer]

LIMITS = Limits(
    min={
        "right": 1.0,
        "citation_recall": 1.0,
        "list_complete": 1.0,
        "quotes_verbatim": 1.0,
        "page_right": 1.0,
        "correct_refusal": 1.0,
    },
    max={"altered_figures": 0.0, "wrong_figures": 0.0, "crashed": 0.0},
)
"""What the small corpus is held against, over all its cases at once."""

SURROUNDINGS = Surroundings(
    date="2026-11-23T12:00:00+00:00",
    commit="abc1234",
    machine="maskin",
    model="modell",
    index_version="version",
    passages=9,
    corpus="korpus",
    settings={},
)


class Planted:
    """The real assistant with a defect in every answer that the defect applies to."""

    def __init__(self, assistant: Assistant, defect: Defect) -> None:
        self._assistant = assistant
        self._defect = defect

    def stream(self, question: Question) -> Iterator[Statement | Answer]:
        answer = self._defect(self._assistant.answer(question))
        yield from answer.statements
        yield answer

    def search(self, text: str, k: int = 10) -> tuple[Hit, ...]:
        return self._assistant.search(text, k)

    def document(self, source_id: str) -> Document:
        return self._assistant.document(source_id)


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Iterator[Assistant]:
    """The assistant over a small corpus that has a PDF file of two pages."""
    folder = tmp_path_factory.mktemp("suite")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "om-projektet.md").write_text(
        "# Om projektet\n\n## Målet\nBorlänge ska vara klimatneutralt år 2030. Målet gäller hela kommunen.\n\n"
        "## Parterna\nProjektet har tre parter:\n\n- Borlänge kommun\n- AB Borlänge Energi\n- IK Brage\n",
        encoding="utf-8",
    )
    (sources / "kolsankor.md").write_text(
        "# Kolsänkor\n\n## Vad är en kolsänka?\nEn kolsänka är något som tar upp koldioxid ur luften.\n",
        encoding="utf-8",
    )
    (sources / "utslapp.md").write_text(
        "# Utsläpp\n\n## Borlänges utsläpp år 2024\nBorlänges totala utsläpp var 423 796 ton år 2024.\n",
        encoding="utf-8",
    )
    _write_contract(sources / "kontrakt.pdf")
    ingest(sources, folder / "index", encoder, lambda activity, done, total: None)
    opened = open_assistant(AssistantSettings(index_dir=folder / "index"))
    yield opened
    opened.close()


def _write_contract(path: Path) -> None:
    pdf = FPDF()
    promise = "Parterna lovar att minska sina utsläpp och att köra sina fordon utan fossila bränslen. "
    for text in (10 * promise, 2 * "Kontraktet följs upp varje år i mars. Då redovisar parterna vad de har gjort. "):
        pdf.add_page()
        pdf.set_font("Helvetica", size=12)
        pdf.multi_cell(0, 8, text)
    pdf.output(str(path))


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return read_cases([CASES])


def run(subject: Assistant | Planted, cases: tuple[Case, ...], out: Path) -> tuple[int, str]:
    """The exit code and what was printed; every split has the same limits, where it has cases for them."""
    scorecard = evaluate(subject, cases, SURROUNDINGS, lambda done, total: None)
    console = Console(file=StringIO(), width=150)
    status = conclude(scorecard, _floors(scorecard), out, console, whole=True)
    assert isinstance(console.file, StringIO)
    return status, console.file.getvalue()


def _floors(scorecard: Scorecard) -> Floors:
    floors: Floors = {}
    for split in SPLITS:
        measured = {name for result in scorecard.of(split) for name in result.values}
        floors[split] = Limits(
            min={name: least for name, least in LIMITS.min.items() if name in measured},
            max={name: most for name, most in LIMITS.max.items() if name in measured},
        )
    return floors


def test_the_sound_assistant_passes(subject: Assistant, cases: tuple[Case, ...], tmp_path: Path) -> None:
    status, printed = run(subject, cases, tmp_path)
    assert "Utanför gränsen" not in printed
    assert status == 0


def wrong_figure(answer: Answer) -> Answer:
    return _with_text(answer, lambda text: text.replace("423 796", "423 976"))


def wrong_figure_in_quote_too(answer: Answer) -> Answer:
    altered = tuple(replace(c, quote=c.quote.replace("423 796", "423 976")) for c in answer.citations)
    return replace(wrong_figure(answer), citations=altered)


def dropped_citation(answer: Answer) -> Answer:
    return replace(answer, citations=answer.citations[:-1])


def dropped_marker(answer: Answer) -> Answer:
    return replace(answer, statements=tuple(replace(statement, numbers=()) for statement in answer.statements))


def missing_list_item(answer: Answer) -> Answer:
    return replace(answer, statements=tuple(s for s in answer.statements if "Brage" not in s.text))


def wrong_page(answer: Answer) -> Answer:
    return replace(answer, citations=tuple(map(_on_next_page, answer.citations)))


def forbidden_statement(answer: Answer) -> Answer:
    return _with_text(answer, lambda text: text.replace("tar upp koldioxid", "tar upp koldioxid och släpper ut den"))


def refused_in_vain(answer: Answer) -> Answer:
    statement = Statement(text="Det framgår inte av källorna. Fråga Borlänge kommun.")
    return replace(answer, statements=(statement,), citations=(), outcome="not_found")


def _with_text(answer: Answer, change: Callable[[str], str]) -> Answer:
    return replace(answer, statements=tuple(replace(s, text=change(s.text)) for s in answer.statements))


def _on_next_page(citation: Citation) -> Citation:
    page = citation.passage.page
    return replace(citation, passage=replace(citation.passage, page=page + 1 if page else None))


@pytest.mark.parametrize(
    ("defect", "measure"),
    [
        (wrong_figure, "altered_figures"),
        (wrong_figure_in_quote_too, "wrong_figures"),
        (dropped_citation, "citation_recall"),
        (dropped_marker, "citation_recall"),
        (missing_list_item, "list_complete"),
        (wrong_page, "page_right"),
        (forbidden_statement, "right"),
        (refused_in_vain, "right"),
    ],
)
def test_a_planted_defect_fails_the_gate(
    subject: Assistant, cases: tuple[Case, ...], tmp_path: Path, defect: Defect, measure: str
) -> None:
    status, printed = run(Planted(subject, defect), cases, tmp_path)
    assert status == 1
    assert f"Utanför gränsen: {measure}." in printed


def test_answering_what_should_be_refused_fails_the_gate(
    subject: Assistant, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    answered = subject.answer(Question(text="Vad är en kolsänka?"))
    status, printed = run(
        Planted(subject, lambda answer: answer if answer.outcome == "answered" else answered), cases, tmp_path
    )
    assert status == 1
    assert "Utanför gränsen: correct_refusal. Avstår när den ska" in printed
    assert "blev 0,0" in printed


def test_an_assistant_that_fails_is_a_result_and_not_the_end(
    subject: Assistant, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    def fail(answer: Answer) -> Answer:
        raise RuntimeError("trasig")

    status, printed = run(Planted(subject, fail), cases, tmp_path)
    assert status == 1
    assert "Utanför gränsen: crashed." in printed
    assert "RuntimeError: trasig" in printed


def test_a_quote_that_is_gone_stops_the_run(subject: Assistant, cases: tuple[Case, ...]) -> None:
    moved = replace(cases[0], evidence=(replace(cases[0].evidence[0], quote="Borlänge ska vara klimatneutralt 2040"),))
    elsewhere = replace(cases[5], evidence=(replace(cases[5].evidence[0], page=1),))
    unknown = replace(cases[1], evidence=(replace(cases[1].evidence[0], source_id="borta"),))
    with pytest.raises(InvalidCase) as error:
        evaluate(subject, (moved, elsewhere, unknown), SURROUNDINGS, lambda done, total: None)
    first, second, third = str(error.value).splitlines()
    assert first.startswith(
        "liten.yaml, malar: Citatet ”Borlänge ska vara klimatneutralt 2040” står inte i om-projektet.md"
    )
    assert "står på sidan 2, inte på sidan 1" in second
    assert "borta" in third


def test_a_refusal_holds_no_fact_whatever_it_says(subject: Assistant, cases: tuple[Case, ...]) -> None:
    """The sentence that refuses names the municipality, which is one of the parties that the list asks for."""
    scorecard = evaluate(Planted(subject, refused_in_vain), cases, SURROUNDINGS, lambda done, total: None)
    parties = next(result for result in scorecard.results if result.id == "parterna")
    assert parties.held == (False, False, False)
    assert parties.values["list_recall"] == 0.0


def test_paraphrases_are_held_against_their_original(subject: Assistant, cases: tuple[Case, ...]) -> None:
    scorecard = evaluate(subject, cases, SURROUNDINGS, lambda done, total: None)
    consistent = {result.id: result.values.get("consistent") for result in scorecard.results}
    assert {id_ for id_, value in consistent.items() if value is not None} == {"kolsanka-omskriven"}
    assert consistent["kolsanka-omskriven"] == 1.0


def test_a_run_is_stored_whole_but_for_what_test_cases_were_answered(
    subject: Assistant, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    run(subject, cases, tmp_path)
    stored = find_run(tmp_path / RUNS, "20261123")
    assert stored.name == "20261123T120000-abc1234.json"
    scorecard = load_run(stored)
    assert [result.id for result in scorecard.results] == [case.id for case in cases]
    assert {result.transcript is None for result in scorecard.of("test")} == {True}
    assert {result.transcript is None for result in scorecard.of("dev")} == {False}
    content = stored.read_text(encoding="utf-8")
    assert not any(case.question in content for case in cases if case.split == "test")


def test_the_report_shows_no_test_question(subject: Assistant, cases: tuple[Case, ...], tmp_path: Path) -> None:
    run(Planted(subject, refused_in_vain), cases, tmp_path)
    page = (tmp_path / REPORT / "index.html").read_text(encoding="utf-8")
    shown = [case for case in cases if case.split == "dev" and case.must_answer]
    hidden = [case for case in cases if case.split == "test"]
    assert shown
    assert hidden
    assert all(case.question in page for case in shown)
    assert not any(case.question in page or case.id in page for case in hidden)
    figures = json.loads((tmp_path / REPORT / "rapport.json").read_text(encoding="utf-8"))
    assert set(figures["measures"]["right"]) == {"dev", "test"}


def test_two_runs_are_compared_case_by_case(subject: Assistant, cases: tuple[Case, ...]) -> None:
    sound = evaluate(subject, cases, SURROUNDINGS, lambda done, total: None)
    broken = evaluate(Planted(subject, refused_in_vain), cases, SURROUNDINGS, lambda done, total: None)
    comparison = compare(sound, broken, "dev")
    assert comparison.worse == tuple(case.id for case in cases if case.split == "dev" and case.must_answer)
    assert comparison.better == ()
    right = next(change for change in comparison.changes if change.measure.id == "right")
    assert right.difference.value < 0
    assert right.p == 2 * 0.5 ** len(comparison.worse)


def test_a_case_that_was_changed_between_runs_is_not_compared(subject: Assistant, cases: tuple[Case, ...]) -> None:
    changed = tuple(replace(case, question=f"{case.question} ") for case in cases)
    first = evaluate(subject, cases, SURROUNDINGS, lambda done, total: None)
    second = evaluate(subject, changed[:1] + cases[1:], SURROUNDINGS, lambda done, total: None)
    assert compare(first, second, cases[0].split).left_out == 1
