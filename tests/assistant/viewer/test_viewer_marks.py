"""Every passage of the bundled sources, whole and in part: what is marked is what is pointed at, never more or less."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from assistant.service import Assistant
from assistant.viewer.glyphs import read_page
from assistant.viewer.highlighting import highlight
from assistant.viewer.pages import source_page
from assistant.viewer.places import Asked, open_source
from assistant.viewer.tables import TABLE_SUFFIXES
from assistant.viewer.text import parts_of
from corpus.documents import Document, Passage, Source, Span
from corpus.settings import BUNDLED_SOURCES
from ingest.catalogue import read_catalogue
from tests.assistant.viewer.reading import letters, marked, text_under

SOURCES = read_catalogue(BUNDLED_SOURCES).sources
PAGED = [source for source in SOURCES if source.path.endswith(".pdf")]
LEAST_HIGHLIGHTED = 0.98
PARTS_OF_A_PASSAGE = 4


def passages(assistant: Assistant, source: Source) -> tuple[Passage, ...]:
    with assistant.live.reading() as index:
        entry = index.store.entry(source.id)
        assert entry is not None
        return entry.passages


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_the_mark_holds_exactly_the_words_pointed_at(assistant: Assistant, source: Source) -> None:
    chance = random.Random(source.id)
    sampled = passages(assistant, source)[:: 15 if source.path.endswith(TABLE_SUFFIXES) else 1]
    for passage in sampled:
        start, end = sorted(chance.sample(range(len(passage.text) + 1), 2))
        for first, last in ((None, None), (start, end)):
            words = passage.text[first:last].split()
            asked = Asked(page=passage.page, passage_id=passage.id, start=first, end=last)
            opened = open_source(assistant.live, source.id, passage.id)
            html = source_page(opened, asked, assistant.original(source.id))

            shown = marked(html)

            if opened.document.page_starts:  # the rest of it stands on another page
                place = Span(
                    document_id=source.id,
                    start=passage.span.start + (first or 0),
                    end=passage.span.start + (len(passage.text) if last is None else last),
                )
                assert shown in [words_on(opened.document, part, place) for part in parts_of(opened.document)]
            else:
                assert shown == words
            assert bool(words) == ('id="citat"' in html)


def words_on(document: Document, page: Span, place: Span) -> list[str]:
    return document.text[max(page.start, place.start) : min(page.end, place.end)].split()


@pytest.mark.parametrize("source", PAGED, ids=lambda source: source.id)
def test_boxes_on_a_pdf_page_cover_exactly_the_words_pointed_at(assistant: Assistant, source: Source) -> None:
    chance = random.Random(source.id)
    file, document = assistant.original(source.id), assistant.document(source.id)
    pages = [(part, read_page(file, number)) for number, part in enumerate(parts_of(document), start=1)]
    covered = []
    for passage in passages(assistant, source):
        for place in places_in(passage, chance):
            for number, (part, page) in enumerate(pages, start=1):
                if expected := letters("".join(words_on(document, part, place))):
                    boxes = highlight(document, part, place, page.glyphs)
                    covered.append(bool(boxes))
                    if boxes:
                        check_letters(text_under(file, number, boxes), expected, rows_of(document, place))

    assert sum(covered) >= LEAST_HIGHLIGHTED * len(covered)


def places_in(passage: Passage, chance: random.Random) -> list[Span]:
    """The whole passage, and some of its words in a row."""
    words = [(word.start(), word.end()) for word in re.finditer(r"\w+", passage.text)]
    some = (sorted(chance.choices(range(len(words)), k=2)) for _ in range(PARTS_OF_A_PASSAGE))
    return [
        Span(
            document_id=passage.span.document_id,
            start=passage.span.start + words[first][0],
            end=passage.span.start + words[last][1],
        )
        for first, last in ((0, len(words) - 1), *some)
    ]


def rows_of(document: Document, place: Span) -> int:
    """How many rows of tables a place touches."""
    rows = (block for block in document.blocks if block.kind == "row")
    return sum(row.start < place.end and place.start < row.end for row in rows)


def check_letters(under: list[str], expected: str, rows: int) -> None:
    if not rows:
        assert "".join(under) == expected
        return
    # A row's cells and the names of its columns stand apart, and rows of one table share those names.
    read, wanted = Counter("".join(under).casefold()), Counter(expected.casefold())
    assert read == wanted if rows == 1 else read <= wanted
