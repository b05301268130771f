"""The plain peer of the benchmark: LangChain's default splitter and Chroma, with the same embeddings as ours."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from langchain_chroma import Chroma
from langchain_core.documents import Document as Chunk
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.embeddings import TextEncoder

_BATCH = 5_000  # Chroma takes at most 5,461 rows in one call


class Peer:
    """An index of a folder of text files, as the libraries' own defaults make it.

    Args:
        folder: Where the files are.
        index: An empty place for the index.
        encoder: The model.
    """

    def __init__(self, folder: Path, index: Path, encoder: TextEncoder) -> None:
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
        chunks = RecursiveCharacterTextSplitter().split_documents([Chunk(page_content=text) for text in texts])
        self._store = Chroma(
            collection_name="peer",
            persist_directory=str(index),
            embedding_function=cast(Embeddings, encoder),
            collection_metadata={"hnsw:space": "cosine"},
        )
        for start in range(0, len(chunks), _BATCH):
            self._store.add_documents(chunks[start : start + _BATCH])
        self.passages = len(chunks)

    def search(self, question: str, k: int) -> list[str]:
        """The texts of the `k` nearest chunks, best first."""
        return [chunk.page_content for chunk in self._store.similarity_search(question, k=k)]
