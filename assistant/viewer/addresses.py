"""Where a place in a source is shown: addresses that stay right when the sources are read in anew.

A passage's id is made of its words, so an address that names it points at the same words in every version of the
index, or at none.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from assistant.conversation import Citation
from corpus.documents import Passage


def address_of_quote(citation: Citation) -> str:
    """Where the words that a citation quotes are shown, from the server's root: `/kallor/kontrakt?sida=3&...#citat`."""
    start = citation.passage.text.index(citation.quote)
    return _address(citation.passage, {"fran": start, "till": start + len(citation.quote)})


def address_of_passage(passage: Passage) -> str:
    """Where a passage is shown, from the server's root."""
    return _address(passage, {})


def _address(passage: Passage, quoted: dict[str, int]) -> str:
    page = {"sida": passage.page} if passage.page else {}
    query = urlencode({**page, "stycke": passage.id, **quoted})
    return f"/kallor/{quote(passage.span.document_id)}?{query}#citat"
