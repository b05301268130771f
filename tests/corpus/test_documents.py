import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Source, Span, locate, passage_id
from corpus.errors import QuoteNotFound


def document(text: str, page_starts: tuple[int, ...] = ()) -> Document:
    source = Source(id="avtal", path="avtal.pdf", title="Avtalet")
    return Document(source=source, text=text, blocks=(), page_starts=page_starts)


def test_a_character_is_on_the_page_that_began_last_before_it() -> None:
    paged = document("första sidan\nandra sidan", page_starts=(0, 13))
    assert [paged.page_at(offset) for offset in (0, 12, 13, 20)] == [1, 1, 2, 2]
    assert document("utan sidor").page_at(3) is None


def test_a_quote_is_found_across_line_breaks() -> None:
    text = "Parterna ska\nminska utsläppen till 2030."
    span = locate(document(text), "ska minska  utsläppen")
    assert text[span.start : span.end] == "ska\nminska utsläppen"


@pytest.mark.parametrize("quote", ["", "  ", "öka utsläppen", "ska minska utsläppen till 2031"])
def test_a_quote_that_does_not_stand_there_is_an_error_that_names_it(quote: str) -> None:
    with pytest.raises(QuoteNotFound, match=r"avtal\.pdf"):
        locate(document("Parterna ska minska utsläppen till 2030."), quote)


@given(text=st.text(min_size=1), start=st.integers(0, 50), length=st.integers(1, 50))
def test_what_stands_in_a_document_is_located_there(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    if quote.split():
        span = locate(document(text), quote)
        assert text[span.start : span.end].split() == quote.split()


def test_ids_differ_by_document_place_and_text() -> None:
    ids = {
        passage_id(Span(document_id=document_id, start=start, end=9), text)
        for document_id in ("a", "b")
        for start in (0, 1)
        for text in ("x", "y")
    }
    assert len(ids) == 8
