"""Where a place in a source is shown: addresses that stay right when the sources are read in anew.

A passage's id is made of its words, so an address that names it points at the same words in every version of the
index, or at none. A record's id is the table's own.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from assistant.conversation import Citation
from corpus.documents import Passage

SOURCES = "/kallor"
"""Where the sources are listed."""

QUOTE_ANCHOR = "citat"
"""The name of the element in a source's page where what is pointed at begins."""

Parameters = dict[str, int | str]


def address_of_quote(citation: Citation) -> str:
    """Where the words that a citation quotes are shown, from the server's root: `/kallor/kontrakt?sida=3&...#citat`."""
    start = citation.passage.text.index(citation.quote)
    return _address_in(citation.passage, {"fran": start, "till": start + len(citation.quote)})


def address_of_passage(passage: Passage) -> str:
    """Where a passage is shown, from the server's root."""
    return _address_in(passage, {})


def address_of_record(source_id: str, record_id: str, page: int | None = None) -> str:
    """Where the words that a record rests on are shown, from the server's root: `/kallor/ataganden?rad=C001#citat`."""
    return place_address(source_id, {**_page(page), "rad": record_id})


def address_of_source(source_id: str, page: int | None = None) -> str:
    """Where a source is shown from its beginning, or from one of its pages."""
    query = urlencode(_page(page))
    return f"{SOURCES}/{quote(source_id, safe='')}{'?' if query else ''}{query}"


def place_address(source_id: str, parameters: Parameters) -> str:
    """Where the place in a source that these parameters name is shown."""
    return f"{address_of_source(source_id)}?{urlencode(parameters)}#{QUOTE_ANCHOR}"


def _address_in(passage: Passage, quoted: Parameters) -> str:
    return place_address(passage.span.document_id, {**_page(passage.page), "stycke": passage.id, **quoted})


def _page(page: int | None) -> Parameters:
    return {"sida": page} if page else {}
