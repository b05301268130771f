"""Answers, sources and hits as a person reads them in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from assistant import texts
from assistant.conversation import Answer, Citation, Hit, ResultTable
from corpus.documents import Passage


def place(passage: Passage) -> str:
    """Where in a source a passage stands, as a reader would say it: the page if there are pages, else the headings."""
    return texts.PAGE.format(page=passage.page) if passage.page else passage.heading_path


def answer_with_sources(answer: Answer) -> str:
    """An answer, the calculations and rows behind it, its sources, and where to go on without one, as plain text."""
    sources = [_source_lines(citation) for citation in answer.citations]
    steps = [_indented(calculation.text) for calculation in answer.calculations if calculation.expression]
    return "\n\n".join(
        [
            answer.text,
            *(["\n".join([f"{texts.CALCULATIONS_HEADING}:", *steps])] if steps else []),
            *([_table_lines(answer.table)] if answer.table else []),
            *([f"{texts.SOURCES_HEADING}:", *sources] if sources else []),
            *_listed(texts.NEAREST_HEADING, [_comma(hit.source.title, place(hit.passage)) for hit in answer.nearest]),
            *_listed(texts.CHOICES_HEADING, answer.choices),
        ]
    )


def list_of_hits(hits: Sequence[Hit]) -> str:
    """What a search found, as plain text."""
    found = [
        f"{number}. {_comma(hit.source.title, place(hit.passage))}\n{_indented(hit.passage.text)}"
        for number, hit in enumerate(hits, start=1)
    ]
    return "\n\n".join(found) or texts.NO_HITS


def _listed(heading: str, items: Sequence[str]) -> list[str]:
    heading = heading if heading.endswith("?") else f"{heading}:"
    return ["\n".join([heading, *(_indented(f"- {item}") for item in items)])] if items else []


def _table_lines(table: ResultTable) -> str:
    rows = [" | ".join([*row.cells, f"[{row.number}]"]) for row in table.rows]
    heading = f"{table.caption}. {texts.DATED.format(note=table.note)}"
    return "\n".join([heading, *map(_indented, [" | ".join(table.columns), *rows])])


def _source_lines(citation: Citation) -> str:
    heading = f"[{citation.number}] {_comma(citation.source.title, place(citation.passage))}"
    return "\n".join([heading, _indented(f"”{citation.quote}”"), *([_indented(citation.url)] if citation.url else [])])


def _comma(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")
