from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import feedback
from assistant.errors import FeedbackFull
from assistant.feedback import Feedback, FeedbackFile
from evals.feedback import drafts, read_feedback

DOWN = Feedback(
    question="Vad kostar det? Svara eva@exempel.se",
    history=("Ring 070-123 45 67",),
    answer="Första raden.\n- en punkt\u2028och mer",
    rating="down",
    reason="Jag, 850131-1234, förstår inte",
)


def test_what_is_saved_is_read_by_the_evaluations_without_personal_data(tmp_path: Path) -> None:
    path = tmp_path / "mapp" / "feedback.jsonl"
    FeedbackFile(path).save(DOWN)
    FeedbackFile(path).save(Feedback(question="Vad är en kolsänka?", rating="up"))

    first, second = read_feedback(path)
    assert first.question == "Vad kostar det? Svara [e-post]"
    assert first.history == ("Ring [telefonnummer]",)
    assert first.answer == DOWN.answer
    assert first.reason == "Jag, [personnummer], förstår inte"
    assert (second.rating, second.reason) == ("up", "")
    assert "Vad kostar det?" in drafts((first, second))


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    FeedbackFile(tmp_path / "feedback.jsonl").save(DOWN)
    assert stat.S_IMODE((tmp_path / "feedback.jsonl").stat().st_mode) == 0o600


def test_many_at_once_do_not_mix(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(file.save, [DOWN] * 200))
    assert len(read_feedback(tmp_path / "feedback.jsonl")) == 200


def test_a_full_file_takes_no_more_and_keeps_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = FeedbackFile(tmp_path / "feedback.jsonl")
    file.save(DOWN)
    monkeypatch.setattr(feedback, "MOST_BYTES", 300)
    with pytest.raises(FeedbackFull, match="fler synpunkter"):
        file.save(DOWN)
    assert len(read_feedback(tmp_path / "feedback.jsonl")) == 1
