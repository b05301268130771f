"""In which language a question is asked, so that who asks in another than Swedish is told why the answer is Swedish.

The languages are told apart by py3langid's naive Bayes over byte n-grams (Lui and Baldwin, 2012, langid.py: An
off-the-shelf language identification tool), among those spoken most in Sweden. Its model is loaded, in about a second,
when the first question comes that is not plainly Swedish. Short and misspelt Swedish fits no language well, so only a
sure finding counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.conversation import Statement
from corpus.swedish import ENGLISH_STOP_WORDS, QUESTION_WORDS, STOP_WORDS, words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

SURE = 0.6
"""The least probability of a language; names and misspelt Swedish stay below, see the tests' sentences."""

PLAINLY_SWEDISH = 0.4
"""The share of Swedish function words from which no other language is looked for."""

_SCANDINAVIAN = ("sv", "da", "no", "nn")
_TIGRINYA = re.compile("[\u1250-\u125d\u12a3\u12b8-\u12c5]|እዩ|እንታይ")
"""Letters of Tigrinya that Amharic has no sound for or writes otherwise; the model knows Amharic alone."""


def remark_on(question: str) -> Statement | None:
    """That the sources and so the answer are in Swedish, in the question's language; None when that is Swedish."""
    lang = language(question)
    said = _remarks().get(lang)
    return Statement(text=said, form="remark", lang=lang) if said else None


def language(text: str) -> str:
    """The ISO 639 code of the language that a text is in; `sv` unless another is sure."""
    spoken = words(text)
    swedish = sum(word in STOP_WORDS | QUESTION_WORDS for word in spoken)
    if not spoken or swedish >= PLAINLY_SWEDISH * len(spoken):
        return "sv"
    found, probability = _identifier().classify(text)
    if found in _SCANDINAVIAN or probability < SURE:
        return "sv"
    if found == "en" and not _is_english(spoken):
        return "sv"
    return "ti" if found == "am" and _TIGRINYA.search(text) else str(found)


def _is_english(spoken: tuple[str, ...]) -> bool:
    """Whether small words make English words more than a name, such as that of a programme."""
    return spoken[0] in ENGLISH_STOP_WORDS or sum(word in ENGLISH_STOP_WORDS for word in spoken) > 1


@cache
def _remarks() -> Mapping[str, str]:
    remarks: dict[str, str] = tomllib.loads(
        files("assistant.talk").joinpath("remarks.toml").read_text(encoding="utf-8")
    )
    return remarks


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels) & {*_remarks(), *_SCANDINAVIAN}
    identifier.set_languages(sorted(known))
    return identifier
