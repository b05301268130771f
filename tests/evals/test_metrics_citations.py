from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.conversation import Answer, Citation, Question, Statement
from corpus.documents import Document, Passage, Source, Span
from evals.cases import Phrase, Quantity
from evals.gold import Gold
from evals.metrics.answers import contradicted, forbidden_said, held, unsupported_figures
from evals.metrics.citations import (
    citation_precision,
    citation_recall,
    cites_gold,
    is_verbatim,
    shows_page,
    supports,
)

TEXT = "Utsläppen var 423 796 ton år 2024. Industrin står för det mesta.\nEn kolsänka tar upp koldioxid."
SOURCE = Source(id="utslappen", path="utslappen.pdf", title="Utsläppen")
DOCUMENT = Document(source=SOURCE, text=TEXT, blocks=(), page_starts=(0, TEXT.index("En kolsänka")))


def citation(number: int, quote: str) -> Citation:
    start = TEXT.index(quote)
    passage = Passage(
        id=str(number),
        span=Span(document_id=SOURCE.id, start=start, end=start + len(quote)),
        text=quote,
        page=DOCUMENT.page_at(start),
    )
    return Citation(number=number, source=SOURCE, passage=passage, quote=quote)


FIGURE = citation(1, "Utsläppen var 423 796 ton år 2024.")
INDUSTRY = citation(2, "Industrin står för det mesta.")
SINK = citation(3, "En kolsänka tar upp koldioxid.")


def answer(*statements: Statement) -> Answer:
    return Answer(
        question=Question(text="?"),
        standalone_question="?",
        statements=statements,
        citations=(FIGURE, INDUSTRY, SINK),
        outcome="answered",
        writer="test",
    )


@pytest.mark.parametrize(
    ("sentence", "supported"),
    [
        ("Utsläppen var 423 796\nton år 2024", True),
        ("År 2024 var utsläppen 423 796 ton.", True),
        ("År 2024 var utsläppen 423 976 ton.", False),
        ("Utsläppen var inte 423 796 ton år 2024.", False),
        ("Trafiken står för det mesta av länets utsläpp.", False),
    ],
)
def test_supports_by_words_figures_and_negation(sentence: str, supported: bool) -> None:
    assert supports([FIGURE.quote, INDUSTRY.quote], sentence) is supported


def test_nothing_supports_nothing() -> None:
    assert not supports([], "Utsläppen minskar.")
    assert not supports([], "")


def test_recall_is_the_share_of_statements_that_their_own_citations_support() -> None:
    right = Statement(text="Industrin står för det mesta.", numbers=(2,))
    elsewhere = Statement(text="En kolsänka tar upp koldioxid.", numbers=(1,))
    uncited = Statement(text="En kolsänka tar upp koldioxid.")
    unknown = Statement(text="En kolsänka tar upp koldioxid.", numbers=(9,))
    assert citation_recall(answer(right, elsewhere, uncited, unknown)) == 0.25


def test_precision_counts_a_citation_that_is_not_needed() -> None:
    padded = Statement(text="Industrin står för det mesta.", numbers=(2, 3))
    assert citation_precision(answer(padded)) == 0.5


def test_precision_keeps_citations_that_are_needed_together() -> None:
    joined = Statement(text="Utsläppen var 423 796 ton år 2024. Industrin står för det mesta.", numbers=(1, 2))
    assert citation_recall(answer(joined)) == 1.0
    assert citation_precision(answer(joined)) == 1.0


def test_an_unsupported_statement_has_no_needed_citation() -> None:
    assert citation_precision(answer(Statement(text="Trafiken ökar.", numbers=(1, 2)))) == 0.0
    assert citation_precision(answer(Statement(text="Trafiken ökar."))) == 0.0


def test_a_quote_stands_in_its_passage_and_the_passage_in_its_document() -> None:
    assert is_verbatim(FIGURE, DOCUMENT)
    assert not is_verbatim(replace(FIGURE, quote="423 976 ton"), DOCUMENT)
    assert not is_verbatim(replace(FIGURE, passage=replace(FIGURE.passage, text="Något annat")), DOCUMENT)


def test_the_page_is_the_one_that_the_quote_stands_on() -> None:
    assert shows_page(FIGURE, DOCUMENT)
    assert shows_page(SINK, DOCUMENT)
    assert not shows_page(replace(SINK, passage=replace(SINK.passage, page=1)), DOCUMENT)
    assert not shows_page(replace(SINK, passage=replace(SINK.passage, page=None)), DOCUMENT)
    assert not shows_page(SINK, replace(DOCUMENT, page_starts=()))


def test_a_source_of_every_group_is_cited() -> None:
    here, there = Span(document_id="utslappen", start=0, end=3), Span(document_id="annan", start=0, end=3)
    assert cites_gold(answer(), Gold(groups=((here, there),)))
    assert not cites_gold(answer(), Gold(groups=((here,), (there,))))


def test_facts_are_held_one_by_one() -> None:
    facts = (Phrase(alternatives=("industri",)), Quantity(value=2024), Phrase(alternatives=("trafik",)))
    assert held([FIGURE.quote, INDUSTRY.quote], facts) == (True, True, False)


def test_forbidden_words_must_stand_together() -> None:
    assert forbidden_said(["Den släpper ut koldioxid."], ["släpper ut", "släpper koldioxid"]) == ("släpper ut",)


def test_a_figure_that_stands_in_no_quote_is_unsupported() -> None:
    assert unsupported_figures(answer(Statement(text="Utsläppen var 423 796 ton.", numbers=(1,)))) == frozenset()
    assert unsupported_figures(answer(Statement(text="Utsläppen var 423 976 ton.", numbers=(1,)))) == {423976}


def test_a_figure_is_contradicted_by_another_with_its_unit() -> None:
    facts = (Quantity(value=423796, unit="ton"), Quantity(value=60, unit="kronor"))
    assert contradicted(["Utsläppen var 423 976 ton."], facts) == facts[:1]
    assert contradicted(["Utsläppen var 423 796 ton, före det 500 000 ton."], facts) == ()


def test_a_remark_needs_no_citation_and_may_repeat_the_questions_figures() -> None:
    remark = Statement(text="Källorna anger 2024, inte 2030.", form="remark")
    figure = Statement(text="Utsläppen var 423 796 ton år 2024.", numbers=(1,))
    corrected = replace(answer(remark, figure), standalone_question="Var utsläppen så stora 2030?")

    assert citation_recall(corrected) == citation_precision(corrected) == 1.0
    assert unsupported_figures(corrected) == frozenset()
    assert unsupported_figures(replace(corrected, standalone_question="?")) == {2030}
