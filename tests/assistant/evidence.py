"""Hits made by hand for tests that need no index."""

from assistant.conversation import Hit
from corpus.documents import Passage, Source, Span, passage_id


def hit(
    text: str, *, source_id: str = "kalla", heading: tuple[str, ...] = (), record_id: str = "", score: float = 0.9
) -> Hit:
    span = Span(document_id=source_id, start=0, end=len(text))
    passage = Passage(id=passage_id(span, text), span=span, text=text, heading=heading, record_id=record_id)
    source = Source(id=source_id, path=f"{source_id}.md", title=source_id.title())
    return Hit(passage=passage, source=source, score=score, cosine=score)
