"""Which of the original model's 250,002 word pieces are kept: 55,558.

The original is multilingual; most of its vocabulary is never met in Swedish. A piece was kept when any of these uses
it: wordfreq's Swedish list (340,000 words in several casings), the Swedish hunspell dictionary with common endings,
wordfreq's 60,000 commonest English words, Swedish treebank and program texts, numbers up to 100,000; and besides
those all punctuation, digits and Latin pieces of up to three letters. Texts without a removed piece get the same
tokens as before, since the best path through the vocabulary stays the best when unused pieces go. In Swedish texts that
were not used for choosing, at most 6 tokens in 10,000 were lost, nearly all in foreign names.

`kept_pieces.npy` is that choice: one bit per piece in the original's order, packed into bytes (`numpy.packbits`).
wordfreq's word list is CC BY-SA 4.0; it served to choose rows, and no part of it is in the file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_KEPT_PIECES = Path(__file__).with_name("kept_pieces.npy")


def kept_pieces(total: int) -> NDArray[np.int64]:
    """The original ids of the kept pieces, ascending, out of a vocabulary of `total` pieces."""
    return np.flatnonzero(np.unpackbits(np.load(_KEPT_PIECES), count=total))
