"""The vectors of sentences, remembered: what one question reads the next often reads again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from corpus.embeddings import TextEncoder
from corpus.store import Vectors

MOST = 8_192
"""How many sentences are remembered: about 13 MB, and all that a corpus of some hundred pages has."""


class SentenceVectors:
    """Embeds sentences, each once as long as it is remembered; safe to use from several threads.

    Args:
        encoder: What embeds them.
        most: How many are remembered; the one unused for longest is forgotten first.
    """

    def __init__(self, encoder: TextEncoder, most: int = MOST) -> None:
        self._encoder, self._most = encoder, most
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> Vectors:
        """Their vectors, shape (texts, dimensions)."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        found.update(zip(new, self._encoder.embed_array(new), strict=True) if new else ())
        self._remember({text: found[text] for text in texts})
        return np.array([found[text] for text in texts], np.float32)

    def _remember(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            for text, vector in vectors.items():
                self._known[text] = vector
                self._known.move_to_end(text)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
