from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from evals.case_files import read_cases
from evals.errors import InvalidCase, InvalidFeedback
from evals.feedback import Feedback, drafts, read_feedback

DOWN = Feedback(
    question="Vad kostar det: 10 kr?",
    history=("Vad är Viable Cities?",),
    answer="Rad ett.\n- id: intrång",
    rating="down",
    reason="Fel svar\n- id: intrång",
)


def test_a_thumbs_down_becomes_a_draft_and_a_thumbs_up_does_not() -> None:
    up = Feedback(question="Bra?", rating="up")
    drafted = yaml.safe_load(drafts([up, DOWN, DOWN]))
    assert [case["id"] for case in drafted] == ["vad-kostar-det-10-kr", "vad-kostar-det-10-kr-2"]
    assert drafted[0]["question"] == DOWN.question
    assert drafted[0]["history"] == ["Vad är Viable Cities?"]


def test_what_the_visitor_saw_and_said_stands_in_comments() -> None:
    lines = drafts([DOWN]).splitlines()
    assert lines[0] == "# Svaret var: Rad ett. - id: intrång"
    assert lines[1] == "# Besökaren skrev: Fel svar - id: intrång"


def test_a_draft_cannot_be_run_before_it_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "nya.yaml"
    path.write_text(drafts([DOWN]), encoding="utf-8")
    with pytest.raises(InvalidCase, match="fältet kind: värdet ”FYLL I” går inte"):
        read_cases([path])


def test_reads_lines_with_earlier_turns_as_text_or_objects(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    line = {"question": "A?", "history": ["B?", {"question": "C?", "answer": "c"}], "answer": "a", "rating": "down"}
    path.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    assert read_feedback(path) == (Feedback(question="A?", history=("B?", "C?"), answer="a", rating="down"),)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"question": "A?"}', "rad 1: fältet rating saknas"),
        ('{"question": "A?", "rating": "sådär"}', "rad 1: fältet rating saknas eller har fel värde"),
        ("inte json", "rad 1: raden är inte ett JSON-objekt"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "feedback.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InvalidFeedback, match=message):
        read_feedback(path)
    with pytest.raises(InvalidFeedback, match="går inte att läsa"):
        read_feedback(tmp_path / "borta.jsonl")
