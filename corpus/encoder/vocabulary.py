"""Which of the original model's 250,002 word pieces are kept: 113,069.

The original is multilingual; much of its vocabulary is never met by a Swedish municipality. A piece was kept when any
of these uses it: wordfreq's Swedish list (340,000 words in several casings), the Swedish hunspell dictionary with
common endings, Swedish treebank and program texts, numbers up to 100,000; and, so that residents can ask in their own
language, wordfreq's 60,000 commonest English words and its 8,000 to 40,000 commonest words of Finnish, Norwegian,
Danish, German, Dutch, French, Spanish, Italian, Polish, Romanian, Bosnian/Croatian/Serbian, Turkish, Ukrainian,
Russian, Arabic, Persian and Urdu. Besides those all punctuation, digits, Ethiopic pieces (Tigrinya, Amharic), Latin
pieces of up to three letters, and Arabic and Cyrillic ones of up to two. Texts without a removed piece get the same
tokens as before, since the best path through the vocabulary stays the best when unused pieces go. In Swedish texts that
were not used for choosing, at most 6 tokens in 10,000 were lost, nearly all in foreign names.

`kept_pieces.npy` is that choice: one bit per piece in the original's order, packed into bytes (`numpy.packbits`).
wordfreq's word lists are CC BY-SA 4.0; they served to choose rows, and no part of them is in the file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_KEPT_PIECES = Path(__file__).with_name("kept_pieces.npy")


def kept_pieces(total: int) -> NDArray[np.int64]:
    """The original ids of the kept pieces, ascending, out of a vocabulary of `total` pieces."""
    return np.flatnonzero(np.unpackbits(np.load(_KEPT_PIECES), count=total))
