"""What the chat shows step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.chat_flow import MOST_OFFERED, Shown, respond
from assistant.conversation import Question, Turn
from tests.assistant.fixed_assistant import SINK_QUOTE, FixedAssistant, answer_to


def test_answer_grows_statement_by_statement() -> None:
    steps = list(respond(FixedAssistant(), Question(text="Vad är en kolsänka?"), ()))

    said = [step.messages[-1]["content"] for step in steps]
    assert "Söker i källorna" in said[0]
    assert SINK_QUOTE in said[1] and "<li>" not in said[1]
    assert "<li>" in said[2] and "<details" not in said[2]
    assert "<details" in said[-1]
    assert [len(step.past) for step in steps] == [0, 0, 0, 1]
    assert [step.answer is not None for step in steps] == [False, False, False, True]


def test_earlier_turns_go_with_the_next_question_and_stay_on_the_page() -> None:
    assistant = FixedAssistant()
    first = answer_to(Question(text="Vad är målet?"))

    *_, last = respond(assistant, Question(text="När?", easy=True), (first,))

    asked = assistant.asked[0]
    assert (asked.history, asked.easy) == ((Turn(question="Vad är målet?", answer=first.text),), True)
    assert [message["role"] for message in last.messages] == ["user", "assistant"] * 2
    assert "Vad är målet?" in last.messages[0]["content"]
    assert (len(last.past), last.typed) == (2, "")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (" ", "Frågan är tom."),
        ("föråldrat", "Indexet är gammalt."),
        ("haveri", "Något gick fel hos oss."),
    ],
)
def test_question_that_fails_is_told_of_and_put_back(question: str, sentence: str) -> None:
    first = answer_to(Question(text="Vad är målet?"))

    *_, last = respond(FixedAssistant(), Question(text=question), (first,))

    assert sentence in last.messages[-1]["content"]
    assert (len(last.messages), last.past, last.typed, last.answer) == (3, (first,), question, None)


def test_choices_are_offered_rather_than_questions_to_go_on_with() -> None:
    answer = replace(answer_to(Question(text="Hur mycket?")), follow_ups=("Varför?",))
    vague = replace(answer, choices=tuple(f"Hur mycket {number}?" for number in range(9)))

    assert (Shown(answer=answer).offered, Shown(answer=answer).offered_heading) == (("Varför?",), "Fråga vidare")
    assert (len(Shown(answer=vague).offered), Shown(answer=vague).offered_heading) == (MOST_OFFERED, "Vad menar du?")
    assert Shown().offered == ()
