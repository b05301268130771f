from __future__ import annotations

import pytest

from assistant.conversation import Question, Turn
from assistant.service import Assistant
from assistant.talk.clarifying import offer, offers


@pytest.mark.parametrize(
    "vague", ["Hur går det?", "Berätta mer", "Vad gäller?", "energi", "Energi?", "Berätta om mat", "hjälp", "budgeten"]
)
def test_a_vague_question_is_asked_back_with_choices(assistant: Assistant, vague: str) -> None:
    answer = assistant.answer(Question(text=vague))
    assert (answer.outcome, answer.citations) == ("not_found", ())
    assert 2 <= len(answer.choices) <= 4
    assert answer.text.count("?") == 1


@pytest.mark.parametrize(
    "clear",
    ["kolsänka", "fallfrukt", "matsvinn mål", "Vad är energi?", "biltäthet Borlänge", "Hur stora är utsläppen?"],
)
def test_a_word_with_a_clear_subject_is_answered(clear: str) -> None:
    assert offer(Question(text=clear), clear) is None


def test_what_the_conversation_is_about_makes_it_clear(assistant: Assistant) -> None:
    asked = Question(text="Berätta mer", history=(Turn(question="Vad är en kolsänka?"),))
    assert assistant.answer(asked).choices == ()


@pytest.mark.parametrize("choice", sorted({choice for offered in offers() for choice in offered.choices}))
def test_every_choice_is_answered_by_the_corpus(assistant: Assistant, choice: str) -> None:
    answer = assistant.answer(Question(text=choice))
    assert answer.outcome == "answered"
    assert answer.choices == ()
