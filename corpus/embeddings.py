"""Texts become vectors here, through LangChain's `Embeddings` socket.

`OnnxEmbeddings` runs the bundled model and never imports torch; `SentenceTransformerEmbeddings` runs any other model.
Both give unit vectors in 32-bit floats, so that a scalar product is a cosine.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from corpus.encoder.build import NAME, RECIPE, build_model, graph_file, pieces_file
from corpus.encoder.weights import Backend, Floats
from corpus.errors import ModelUnavailable
from corpus.settings import CorpusSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

OnBatch = Callable[[int], object]
"""Told, from the calling thread, how many more texts have been embedded."""

_QUERY = "query: "
_PASSAGE = "passage: "
_BATCH = 8
_MAX_TOKENS = 512
"""Tokens that the bundled model reads of a text, with the two around it."""

_SPECIAL = re.compile(r"</?s>|<(?:pad|unk|mask)>")
"""What the model's special tokens are written as. Someone has typed them in a text, so there they mean nothing; they go
after the compatibility forms are resolved, since full-width brackets become plain ones."""


class TextEncoder(Protocol):
    """What turns questions and passages into vectors that can be compared."""

    @property
    def stamp(self) -> str:
        """Names the model and how it computes; vectors are comparable only when their stamps are equal."""

    @property
    def dimension(self) -> int:
        """Numbers per vector."""

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The unit vectors of passages."""

    def embed_array(self, texts: Sequence[str], *, on_batch: OnBatch | None = None) -> Floats:
        """The unit vectors of passages, shape (texts, dimension)."""


def open_embeddings(settings: CorpusSettings) -> TextEncoder:
    """The model that the settings name; the bundled one is built first when it is not there.

    Raises:
        ModelUnavailable: It cannot be built or loaded.
    """
    if settings.model == "bundled":
        return OnnxEmbeddings(build_model(settings.model_dir, settings.model_backend), settings.model_backend)
    return SentenceTransformerEmbeddings(settings.model)


class OnnxEmbeddings(Embeddings):
    """The bundled model on ONNX Runtime. Threads may share one.

    Texts are computed one by one, each on one thread, many at a time: on a processor that is as fast as batches, a
    vector never depends on the texts beside it, and requests do not wait for each other.

    Args:
        folder: What `build_model` gave.
        backend: Which of the graphs in it to run.

    Raises:
        ModelUnavailable: The folder is damaged.
    """

    def __init__(self, folder: Path, backend: Backend) -> None:
        import onnxruntime  # type: ignore[import-untyped]
        from sentencepiece import SentencePieceProcessor

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._pieces = SentencePieceProcessor(model_file=str(pieces_file(folder)))
            self._session = onnxruntime.InferenceSession(
                graph_file(folder, backend), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # neither library has an error of its own for a damaged file
            raise ModelUnavailable(
                f"Språkmodellen i {folder} går inte att läsa. Ta bort mappen och bygg den på nytt: "
                f"python -m corpus.encoder ({error})"
            ) from error
        self._begin, self._end = self._pieces.piece_to_id(["<s>", "</s>"])
        self.stamp = f"{NAME}/{RECIPE}+onnx-{backend}"
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        vector: list[float] = self._embed(_QUERY + text).tolist()
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The unit vectors of passages."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_array(self, texts: Sequence[str], *, on_batch: OnBatch | None = None) -> Floats:
        """The unit vectors of passages, shape (texts, dimension); uses all processors."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for row, vector in enumerate(pool.map(self._embed, [_PASSAGE + text for text in texts])):
                vectors[row] = vector
                if on_batch:
                    on_batch(1)
        return vectors

    def _embed(self, text: str) -> Floats:
        ids = self._pieces.encode(_SPECIAL.sub(" ", unicodedata.normalize("NFKC", _plain(text))))
        tokens = np.array([[self._begin, *ids[: _MAX_TOKENS - 2], self._end]], np.int64)
        vector: Floats = self._session.run(None, {"input_ids": tokens})[0][0]
        return vector


class SentenceTransformerEmbeddings(Embeddings):
    """Any sentence-transformers model, with its own prompts for questions and passages. Threads may share one.

    Args:
        model: The path of a folder, or the name of a model that has been downloaded from Hugging Face.

    Raises:
        ModelUnavailable: sentence-transformers is not installed, or the model is not on this machine.
    """

    def __init__(self, model: str) -> None:
        self._model = _load(model).float().eval()
        self._lock = threading.Lock()  # the tokenizers of transformers fail when two threads pad at once
        self.stamp = f"{Path(model).name}+sentence-transformers-{_digest(self._model)}"
        self.dimension = len(self.embed_query(""))

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        with self._lock:
            vector: list[float] = _unit(self._model.encode_query([_plain(text)], show_progress_bar=False))[0].tolist()
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The unit vectors of passages."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_array(self, texts: Sequence[str], *, on_batch: OnBatch | None = None) -> Floats:
        """The unit vectors of passages, shape (texts, dimension)."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        by_length = sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True)
        for start in range(0, len(texts), _BATCH):
            rows = by_length[start : start + _BATCH]
            with self._lock:
                batch = self._model.encode_document([_plain(texts[row]) for row in rows], show_progress_bar=False)
            vectors[rows] = _unit(batch)
            if on_batch:
                on_batch(len(rows))
        return vectors


def _load(model: str) -> SentenceTransformer:
    """The model from this machine; looking for it on the network would hang where there is none."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelUnavailable(
            f"Språkmodellen {model} kräver paketet sentence-transformers, som inte är installerat. "
            "Installera det: pip install sentence-transformers"
        ) from error
    try:
        return SentenceTransformer(model, local_files_only=True)
    except Exception as error:  # what goes wrong has as many types as there are kinds of model
        raise ModelUnavailable(
            f"Språkmodellen {model} går inte att läsa från den här datorn. Kontrollera sökvägen i KLIMAT_MODEL, eller "
            f"ladda först ner modellen från Hugging Face: hf download {model} ({error})"
        ) from error


def _digest(model: SentenceTransformer) -> str:
    """Tells two trainings of one model apart: eight hexadecimal digits of a hash over its weights."""
    digest = hashlib.sha256()
    for weights in model.state_dict().values():
        digest.update(weights.cpu().numpy())
    return digest.hexdigest()[:8]


def _plain(text: str) -> str:
    """Letters composed, since `a` + ring is another token than `å`; what UTF-8 cannot hold becomes a question mark."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode("utf-8")


def _unit(vectors: NDArray[np.generic]) -> Floats:
    rows = vectors.astype(np.float32)
    unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
