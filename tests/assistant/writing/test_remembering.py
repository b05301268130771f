import numpy as np

from assistant.writing.remembering import SentenceVectors
from corpus.embeddings import TextEncoder
from corpus.store import Vectors

TEXTS = ["Träd binder kol.", "Målet är 2030.", "Träd binder kol."]


class Counting:
    """Embeds with the real model, and notes what it was asked for."""

    def __init__(self, encoder: TextEncoder) -> None:
        self.encoder = encoder
        self.asked: list[str] = []

    def embed_array(self, texts: list[str]) -> Vectors:
        self.asked += texts
        return self.encoder.embed_array(texts)


def test_vectors_are_the_models_own_and_each_is_made_once(encoder: TextEncoder) -> None:
    counting = Counting(encoder)
    vectors = SentenceVectors(counting)  # type: ignore[arg-type]

    first, again = vectors.of(TEXTS), vectors.of(TEXTS)

    assert np.allclose(first, encoder.embed_array(TEXTS), atol=1e-3)
    assert np.array_equal(first, again)
    assert counting.asked == TEXTS[:2]


def test_no_more_are_remembered_than_may_be(encoder: TextEncoder) -> None:
    counting = Counting(encoder)
    vectors = SentenceVectors(counting, most=1)  # type: ignore[arg-type]

    vectors.of(TEXTS[:1])
    vectors.of(TEXTS[1:2])
    vectors.of(TEXTS[:1])

    assert counting.asked == [TEXTS[0], TEXTS[1], TEXTS[0]]


def test_nothing_has_no_vectors(encoder: TextEncoder) -> None:
    assert len(SentenceVectors(encoder).of([])) == 0
