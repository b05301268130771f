from dataclasses import replace

from assistant.combining import Combined
from assistant.conversation import Answer, Outcome, Question, Statement
from tests.assistant.fixed_assistant import CITATIONS, GOAL_QUOTE, SINK_QUOTE, answer_to

QUESTION = Question(text="Vad är en kolsänka, och vad är målet?")


def part(text: str, *, cites: int = 0, outcome: Outcome = "answered", writer: str = "quoting") -> Answer:
    """A part with one statement that rests on one of the fixed citations, or on none."""
    numbers = (1,) if outcome == "answered" else ()
    citations = (replace(CITATIONS[cites], number=1),) if numbers else ()
    told = replace(answer_to(QUESTION), statements=(Statement(text=text, numbers=numbers),), citations=citations)
    return replace(told, outcome=outcome, writer=writer, standalone_question=f"{text}?")


def combined(*parts: Answer) -> Answer:
    whole = Combined(QUESTION, QUESTION.text)
    for one in parts:
        whole.add(one)
    return whole.whole()


def test_citations_are_numbered_through_the_whole_answer() -> None:
    answer = combined(part(SINK_QUOTE), part(GOAL_QUOTE, cites=1))

    assert answer.outcome == "answered"
    assert [statement.numbers for statement in answer.statements] == [(1,), (2,)]
    assert [(c.number, c.quote) for c in answer.citations] == [(1, SINK_QUOTE), (2, GOAL_QUOTE)]


def test_what_is_said_already_is_not_said_or_cited_again() -> None:
    answer = combined(part(SINK_QUOTE), part("En kolsänka tar upp koldioxid.", cites=1))

    assert [statement.text for statement in answer.statements] == [SINK_QUOTE]
    assert len(answer.citations) == 1


def test_a_part_without_an_answer_is_named_in_a_remark() -> None:
    answer = combined(part(SINK_QUOTE), part("Vad är målet", outcome="not_found", writer="fixed"))

    assert answer.outcome == "partial"
    assert answer.statements[-1].form == "remark"
    assert "Vad är målet" in answer.statements[-1].text


def test_what_the_sources_leave_open_is_said_in_their_words() -> None:
    left_open = "Det framgår inte av källorna när målet sattes."

    answer = combined(part(SINK_QUOTE), part(left_open, outcome="not_found"))

    assert answer.statements[-1].text == left_open


def test_where_no_part_is_answered_it_is_one_refusal() -> None:
    answer = combined(
        part("Utanför.", outcome="out_of_scope", writer="fixed"), part("Saknas.", outcome="not_found", writer="fixed")
    )

    assert (answer.outcome, answer.text, answer.citations) == ("not_found", "Saknas.", ())
    assert answer.question == QUESTION
