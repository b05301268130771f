import pytest

from assistant.conversation import Question, Turn
from assistant.rewriting import standalone


def rewritten(*questions: str) -> str:
    *earlier, last = questions
    return standalone(Question(text=last, history=tuple(Turn(question=question) for question in earlier)))


def test_a_question_without_history_is_left_alone() -> None:
    assert rewritten("Och hur mycket kostar den?") == "Och hur mycket kostar den?"


def test_another_year_is_asked_of_the_same_thing() -> None:
    assert rewritten("Hur stora var utsläppen 2024?", "Och 2019 då?") == "Hur stora var utsläppen 2019?"
    assert rewritten("Hur stora var utsläppen?", "Och 2019?") == "Hur stora var utsläppen 2019?"


def test_another_name_takes_the_place_of_the_one_asked_about() -> None:
    assert rewritten("Hur mycket släpper Borlänge ut?", "Och Falun?") == "Hur mycket släpper Falun ut?"
    assert rewritten("Hur stora är Borlänges utsläpp?", "Och Falun?") == "Hur stora är Faluns utsläpp?"
    assert rewritten("Vad har SSAB lovat?", "Och Din Bil då?") == "Vad har Din Bil lovat?"


def test_a_pronoun_takes_over_what_was_asked_about() -> None:
    assert "vätgastankstationen" in rewritten("Vem byggde vätgastankstationen?", "Och hur mycket kostade den?")


def test_what_was_asked_about_is_found_turns_back() -> None:
    asked = rewritten("Vem samordnar Viable Cities?", "Hur länge pågår det?", "Och vilka betalar det?")
    assert "Viable Cities" in asked


@pytest.mark.parametrize("asked", ["Vad är en kolsänka?", "Vilka mål har IKEA för sina transporter?"])
def test_a_new_topic_carries_nothing_over(asked: str) -> None:
    assert rewritten("Vem samordnar Viable Cities?", asked) == asked
