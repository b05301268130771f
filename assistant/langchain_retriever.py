"""The search as LangChain's `BaseRetriever`.

It stands apart from `assistant.retrieval` because that socket brings LangSmith's client with it: half a second and
36 MB that answering a question has no use for.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Chunk
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.conversation import Hit
from assistant.retrieval import retrieve, understand
from corpus.versions import LiveIndex


class HybridRetriever(BaseRetriever):
    """LangChain's socket for `retrieve`, for programs that build on LangChain.

    The chunks carry the passage's id and flat facts about it in their metadata; fetch the `Passage` by its id.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    live: LiveIndex
    encoder: Any
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Chunk]:
        with self.live.reading() as index:
            return [_chunk(hit) for hit in retrieve(index, understand(index, self.encoder, query), self.k)]


def _chunk(hit: Hit) -> Chunk:
    passage = hit.passage
    facts = {"source_id": hit.source.id, "title": hit.source.title, "heading": passage.heading_path, "score": hit.score}
    page = {"page": passage.page} if passage.page else {}
    return Chunk(id=passage.id, page_content=passage.text, metadata={**facts, **page})
