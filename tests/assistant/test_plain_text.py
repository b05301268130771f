from __future__ import annotations

from assistant.conversation import Question
from assistant.plain_text import answer_with_sources, list_of_hits
from tests.assistant.fixed_assistant import FixedAssistant, answer_to


def test_answer_is_followed_by_its_sources_with_place_quote_and_address() -> None:
    assert (
        answer_with_sources(answer_to(Question(text="Vad är en kolsänka?")))
        == """En kolsänka tar upp mer koldioxid än den släpper ut. [1]
- Parterna ska <b>minska</b> utsläppen. [2] [1]

Källor:

[1] Ordlista, Ordlista › Kolsänka
    ”En kolsänka tar upp mer koldioxid än den släpper ut.”
    https://example.se/ord?a=1&b=2

[2] Kontrakt <2030>, sida 3
    ”Parterna ska <b>minska</b> utsläppen
    med 85 procent & mer.”
    javascript:alert(1)"""
    )


def test_hits_are_numbered() -> None:
    text = list_of_hits(FixedAssistant().search("kolsänka", 2))

    assert text.splitlines()[0] == "1. Ordlista, Ordlista › Kolsänka"
    assert "2. Kontrakt <2030>, sida 3" in text


def test_no_hits_is_said() -> None:
    assert list_of_hits(()) == "Inga stycken passar."
