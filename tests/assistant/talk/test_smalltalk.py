import pytest

from assistant import texts
from assistant.talk.smalltalk import reply


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Hej!", texts.GREETING),
        ("god morgon", texts.GREETING),
        ("Tack så mycket för hjälpen", texts.THANKS),
        ("tack hej då", texts.GOODBYE),
        ("Vem är du?", texts.INTRODUCTION),
        ("Hej, är du en robot?", texts.INTRODUCTION),
        ("vad kan du hjälpa mig med", texts.INTRODUCTION),
    ],
)
def test_pleasantries_get_a_human_reply(said: str, expected: str) -> None:
    assert reply(said) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "Hej, vad är en kolsänka?",
        "tack vare vem finns projektet",
        "Vad är målet?",
        "bra mål",
        "Vem är du intresserad av i projektet?",
    ],
)
def test_a_question_is_never_taken_for_a_pleasantry(asked: str) -> None:
    assert reply(asked) is None
