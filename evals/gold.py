"""Where the evidence of a case stands in the documents as they are now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpus.documents import Document, Passage, Span, locate
from corpus.errors import KlimatError
from evals.cases import Case, Evidence
from evals.errors import InvalidCase

Documents = Callable[[str], Document]
"""The document with an id; raises a `KlimatError` when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What has to be found for a case: at least one of the alternatives in each group.

    Attributes:
        groups: Where the quotes stand; those that can stand for each other make a group.
    """

    groups: tuple[tuple[Span, ...], ...]

    @property
    def source_ids(self) -> tuple[frozenset[str], ...]:
        """The documents that each group has its quotes in."""
        return tuple(frozenset(span.document_id for span in group) for group in self.groups)


def locate_all(cases: Iterable[Case], documents: Documents) -> Mapping[str, Gold]:
    """The gold of each case, by its id.

    Raises:
        InvalidCase: A document is missing, a quote does not stand in it or stands on another page than the case says;
            the message has one line for each.
    """
    gold: dict[str, Gold] = {}
    problems: list[str] = []
    for case in cases:
        try:
            gold[case.id] = _gold(case, documents)
        except KlimatError as error:
            problems.append(f"{case.file}, {case.id}: {error}")
    if problems:
        raise InvalidCase("\n".join(problems))
    return gold


def overlaps(passage: Passage, span: Span) -> bool:
    """Whether a passage holds any of a span's characters."""
    own = passage.span
    return own.document_id == span.document_id and own.start < span.end and span.start < own.end


def _gold(case: Case, documents: Documents) -> Gold:
    spans = [span for evidence in case.evidence for span in _spans(evidence, documents(evidence.source_id))]
    if case.kind != "several_documents":
        return Gold(groups=(tuple(spans),) if spans else ())
    ids = dict.fromkeys(span.document_id for span in spans)
    return Gold(groups=tuple(tuple(span for span in spans if span.document_id == id_) for id_ in ids))


def _spans(evidence: Evidence, document: Document) -> tuple[Span, ...]:
    """Every place where the quote stands: a passage that says the same in the same words is as right as the first."""
    span = locate(document, evidence.quote)
    quote = r"\s+".join(map(re.escape, evidence.quote.split()))
    found = [(place.start(), place.end()) for place in re.finditer(quote, document.text)]
    pages = [document.page_at(start) for start, _ in found]
    if evidence.page is not None and evidence.page not in pages:
        stands = f"på sidan {pages[0]}" if pages[0] else "i ett dokument utan sidor"
        raise InvalidCase(f"Citatet ”{evidence.quote}” står {stands}, inte på sidan {evidence.page}. Rätta page.")
    return tuple(
        Span(document_id=span.document_id, start=start, end=end)
        for (start, end), page in zip(found, pages, strict=True)
        if evidence.page in (None, page)
    )
