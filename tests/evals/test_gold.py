from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus.documents import Document, Source, Span
from evals.cases import Case, Evidence
from evals.gold import Gold, locate_all

TEXT = "Målet är 2030.\nNågot annat.\nMålet\när 2030."


def document(source_id: str) -> Document:
    source = Source(id=source_id, path=f"{source_id}.pdf", title=source_id)
    return Document(source=source, text=TEXT, blocks=(), page_starts=(0, TEXT.index("Något")))


def located(case: Case) -> Gold:
    gold: Mapping[str, Gold] = locate_all([case], document)
    return gold[case.id]


CASE = Case(
    id="malet",
    kind="single_fact",
    question="När?",
    outcomes=("answered",),
    evidence=(Evidence(source_id="a", quote="Målet är 2030."), Evidence(source_id="b", quote="Något annat.")),
)


def test_every_place_where_a_quote_stands_is_right() -> None:
    repeated = replace(CASE, evidence=CASE.evidence[:1])
    last = TEXT.index("Målet\när")
    assert located(repeated).groups == (
        (Span(document_id="a", start=0, end=14), Span(document_id="a", start=last, end=len(TEXT))),
    )


def test_a_page_leaves_only_the_places_on_it() -> None:
    paged = replace(CASE, evidence=(Evidence(source_id="a", quote="Målet är 2030.", page=2),))
    assert [span.start for group in located(paged).groups for span in group] == [TEXT.index("Målet\när")]


def test_any_document_will_do_unless_the_case_is_of_several() -> None:
    assert len(located(CASE).groups) == 1
    several = located(replace(CASE, kind="several_documents"))
    assert several.source_ids == (frozenset({"a"}), frozenset({"b"}))


def test_a_case_without_evidence_has_no_gold() -> None:
    assert located(replace(CASE, evidence=(), outcomes=("not_found",))).groups == ()
