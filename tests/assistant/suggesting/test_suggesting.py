"""Each answer offers questions to go on with, which were tried and found to be answered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from assistant.conversation import Answer, Question, Turn
from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from assistant.suggesting.candidates import candidates
from assistant.suggesting.keeping import (
    NAME,
    SHIPPED,
    Suggestion,
    Suggestions,
    digest_of,
    file_for,
    read_suggestions,
    still_answered,
    write_suggestions,
)
from assistant.suggesting.making import make_suggestions
from assistant.suggesting.renewing import renewing
from assistant.suggesting.trying import stands_alone, try_out
from corpus.embeddings import TextEncoder
from corpus.errors import DamagedIndex
from corpus.index import Index
from corpus.versions import IndexFolder, LiveIndex

EVERY = 6
"""Which of the shipped questions are tried anew here; all are when the list is made."""


@pytest.fixture
def index(assistant: Assistant) -> Iterator[Index]:
    with assistant.live.reading() as opened:
        yield opened


def test_the_shipped_questions_were_made_for_the_bundled_corpus(index: Index) -> None:
    remedy = "Kör python -m assistant suggest --out corpus/suggestions.json"
    assert read_suggestions(SHIPPED).digest == digest_of(index), remedy


def test_the_shipped_questions_are_still_answered(assistant: Assistant, index: Index) -> None:
    kept = {suggestion.question for suggestion in read_suggestions(SHIPPED).questions}
    made = [candidate for candidate in candidates(index, "Borlänge") if candidate.question in kept][::EVERY]
    passages = index.passages([candidate.passage_id for candidate in made])
    lost = [c.question for c in made if not try_out(c, passages.get(c.passage_id), assistant.answer)]
    assert len(kept) > 100
    assert lost == []


@pytest.mark.parametrize(
    "question",
    [
        "Vad är en kolsänka?",
        "Hur stora är Borlänges utsläpp?",
        "Vilka är med i konsortiet?",
        "Vem samordnar Viable Cities?",
        "Vad kan jag själv göra?",
    ],
)
def test_an_answer_offers_up_to_three_different_questions_that_were_not_asked(
    assistant: Assistant, question: str
) -> None:
    offered = assistant.answer(Question(text=question)).follow_ups
    assert 0 < len(offered) <= 3
    assert len(set(offered)) == len(offered)
    assert question not in offered


def test_what_was_asked_earlier_is_not_offered_again(assistant: Assistant) -> None:
    first = assistant.answer(Question(text="Vad är en kolsänka?"))
    again = replace(first.question, history=tuple(Turn(question=asked) for asked in first.follow_ups))
    assert not set(first.follow_ups) & set(assistant.answer(again).follow_ups)


def test_an_offered_question_is_answered_in_the_conversation_that_it_is_offered_in(assistant: Assistant) -> None:
    asked = "Vad är en koldioxidbudget?"
    for offered in assistant.answer(Question(text=asked)).follow_ups:
        answer = assistant.answer(Question(text=offered, history=(Turn(question=asked),)))
        assert answer.standalone_question == offered
        assert answer.outcome == "answered"


def test_a_refusal_offers_nothing(assistant: Assistant) -> None:
    assert assistant.answer(Question(text="Vem vann fotbolls-VM 1994?")).follow_ups == ()


@pytest.mark.parametrize("heading", ["Vilka är medlemmar?", "Vilka versioner finns?", "Och hur gick det?"])
def test_a_heading_that_leans_on_those_above_it_does_not_stand_alone(heading: str) -> None:
    assert not stands_alone(heading)


def test_other_documents_get_questions_of_their_own(small_index: Path) -> None:
    assistant = open_assistant(AssistantSettings(index_dir=small_index))
    with assistant.live.reading() as index:
        made = make_suggestions(index, "Borlänge", assistant.answer, lambda done, total: None)
        write_suggestions(small_index / NAME, made)
    assert "Vad är en kolsänka?" in [suggestion.question for suggestion in made.questions]
    assert read_suggestions(file_for(small_index)) == made
    assert assistant.answer(Question(text="När ska Borlänge vara klimatneutralt?")).citations
    assistant.close()


def test_no_question_is_made_from_what_only_staff_may_see(small_index: Path, encoder: TextEncoder) -> None:
    live = LiveIndex(IndexFolder(small_index), encoder.stamp, poll_seconds=None)
    with live.reading() as index:
        (secret,) = [
            passage.id
            for passage in index.passages(index.store.passage_ids()).values()
            if passage.span.document_id == "internt"
        ]
        leaked = Suggestion(question="Vad heter planen?", passage_ids=(secret,))
        gone = Suggestion(question="Vad hände?", passage_ids=("0" * 16,))
        assert still_answered(index, (leaked, gone)) == ()
        assert not [made for made in candidates(index, "Borlänge") if made.passage_id == secret]
    live.close()


def test_a_damaged_list_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{", encoding="utf-8")
    with pytest.raises(DamagedIndex, match="python -m assistant suggest"):
        read_suggestions(tmp_path / NAME)


def test_a_server_renews_the_list_once_for_an_index_that_has_none(small_index: Path, encoder: TextEncoder) -> None:
    live, asked, done = LiveIndex(IndexFolder(small_index), encoder.stamp, poll_seconds=None), list[Event](), Event()

    def renew(stopped: Event) -> None:
        asked.append(stopped)
        done.set()

    with renewing(live, renew, seconds=0.01):
        assert done.wait(30)
        Event().wait(0.2)
    assert len(asked) == 1
    assert asked[0].is_set()  # told to break off when the server stops
    with live.reading() as index:
        write_suggestions(small_index / NAME, Suggestions(digest=digest_of(index), questions=()))
    with renewing(live, renew, seconds=0.01):
        Event().wait(0.2)
    assert len(asked) == 1
    live.close()


def test_an_answer_says_what_follow_ups_it_offers_last(assistant: Assistant) -> None:
    *_, whole = assistant.stream(Question(text="Vad är en kolsänka?"))
    assert isinstance(whole, Answer)
    assert whole.follow_ups
