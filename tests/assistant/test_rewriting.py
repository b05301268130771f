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


@pytest.mark.parametrize(
    ("questions", "asked"),
    [
        (("Vad är en koldioxidbudget?", "Hur fort måste vi minska enligt den?"), "koldioxidbudget"),
        (
            ("Vad är Dala återbyggdepå?", "När öppnade den?", "Vilka ligger bakom?", "Vad hann de rädda?"),
            "återbyggdepå",
        ),
        (("Vem skrev under avsiktsförklaringen?", "Vem skrev på kontraktet året därpå?"), "avsiktsförklaringen"),
        (("Vad är Viable Cities?", "Vem samordnar det?", "Hur länge håller det på?"), "Viable Cities"),
    ],
)
def test_a_pronoun_anywhere_takes_over_what_the_conversation_is_about(questions: tuple[str, ...], asked: str) -> None:
    assert asked in rewritten(*questions)


@pytest.mark.parametrize(
    "asked", ["Blir det regn i helgen?", "Finns det laddstolpar i centrum?", "Vad säger de sex myndigheterna?"]
)
def test_an_article_or_a_formal_subject_points_at_nothing(asked: str) -> None:
    assert rewritten("När ska Borlänge vara klimatneutralt?", asked) == asked


def test_the_same_thing_asked_of_another_place_or_year_later_in_the_conversation() -> None:
    assert rewritten("Hur mycket släpper Borlänge ut?", "Hur är det i Falun?") == "Hur mycket släpper Falun ut?"
    asked = rewritten("Hur mycket släppte bussarna ut 2024?", "Var det mer än året innan?", "Hur mycket var det 2019?")
    assert asked == "Hur mycket släppte bussarna ut 2019?"


def test_the_verb_of_an_earlier_question_is_not_carried_over() -> None:
    assert "samordnar" not in rewritten("Vem samordnar Viable Cities?", "Hur länge pågår det?")
