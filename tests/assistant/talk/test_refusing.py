from __future__ import annotations

from assistant import texts
from assistant.conversation import Question
from assistant.plain_text import answer_with_sources
from assistant.service import Assistant


def test_what_is_not_found_is_said_to_be_looked_for_and_the_nearest_places_are_shown(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="Vilka parter ingår i Faluns klimatkonsortium?"))
    sources = [hit.source.id for hit in answer.nearest]
    assert answer.outcome == "not_found" and answer.citations == ()
    assert answer.text.startswith("Det framgår inte av källorna.")
    assert f"{len(assistant.sources())} källor" in answer.text and texts.CONTACT in answer.text
    assert "om-projektet" in sources and len(sources) == len(set(sources)) <= 3
    assert answer.nearest[0].source.title in answer_with_sources(answer)


def test_what_is_about_something_else_is_declined_briefly(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="Vem vann fotbolls-VM 2022?"))
    assert (answer.outcome, answer.nearest, answer.text) == ("out_of_scope", (), texts.OUT_OF_SCOPE)
