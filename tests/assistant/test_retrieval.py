from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answerability import judge
from assistant.conversation import Hit
from assistant.retrieval import Query, retrieve, understand
from corpus.embeddings import TextEncoder
from corpus.index import Index
from corpus.versions import IndexFolder


@pytest.fixture
def index(small_index: Path, encoder: TextEncoder) -> Iterator[Index]:
    opened = Index(IndexFolder(small_index).current(), encoder.stamp)
    yield opened
    opened.close()


def search(index: Index, encoder: TextEncoder, question: str, k: int = 5) -> tuple[Query, tuple[Hit, ...]]:
    query = understand(index, encoder, question)
    return query, retrieve(index, query, k)


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Vad binder koldioxid länge?", "kolsankor"),
        ("va e en kolsenka", "kolsankor"),
        ("Vilka organisationer deltar?", "om-projektet"),
        ("Hur lång är fjärrvärmeledningen?", "anteckning"),
        ("utsläpp 2024", "utslapp"),
    ],
)
def test_the_passage_that_answers_comes_first(index: Index, encoder: TextEncoder, question: str, source: str) -> None:
    _, hits = search(index, encoder, question)
    assert hits[0].source.id == source


def test_hits_come_best_first_and_never_more_than_asked_for(index: Index, encoder: TextEncoder) -> None:
    _, hits = search(index, encoder, "klimat", 3)
    scores = [hit.score for hit in hits]
    assert len(hits) == 3
    assert scores == sorted(scores, reverse=True)


def test_a_misspelt_word_is_weighed_as_what_it_stands_for(index: Index, encoder: TextEncoder) -> None:
    query = understand(index, encoder, "kolsenka i Rättvik")
    assert "kolsänk" in query.weights
    assert query.unknown == {"rättvik"}
    assert query.names == {"rättvik"}


def test_an_unknown_compound_is_searched_by_its_parts(index: Index, encoder: TextEncoder) -> None:
    assert {"koldioxid", "utsläpp"} <= understand(index, encoder, "koldioxidutsläppen").weights.keys()


def test_a_question_that_the_passages_cover_is_answerable(index: Index, encoder: TextEncoder) -> None:
    judgement = judge(*search(index, encoder, "Vad är en kolsänka?"))
    assert judgement.answerable
    assert judgement.coverage == judgement.known == 1.0


@pytest.mark.parametrize("question", ["Vad är en kolsänka i Rättvik?", "Hur stora var utsläppen 1975?"])
def test_a_name_or_year_that_is_missing_makes_a_question_unanswerable(
    index: Index, encoder: TextEncoder, question: str
) -> None:
    judgement = judge(*search(index, encoder, question))
    assert judgement.missing_name
    assert not judgement.answerable


def test_something_else_altogether_is_out_of_scope(index: Index, encoder: TextEncoder) -> None:
    assert not judge(*search(index, encoder, "Hur lagar man köttbullar?")).in_scope
