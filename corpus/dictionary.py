"""The Swedish word list of hunspell-sv (Göran Andersson and others, LGPL 3), which its package lays beside Python."""

from __future__ import annotations

import sysconfig
from functools import cache
from pathlib import Path

from corpus.swedish import STOP_WORDS, stem

_ENDINGS = (
    *"ntsaer",
    *"en et ns ts na ar er or ad at ens ets erna arna orna ernas arnas ornas are ade ande ende".split(),
)


@cache
def dictionary_stems() -> frozenset[str]:
    """The stems of the words in the list; names and abbreviations are folded like other words."""
    return frozenset(stem(entry.lower()) for entry in _entries() if entry.isalpha())


def is_ordinary(word: str) -> bool:
    """Whether a folded word is in the list, or both parts of it where it is a compound, and it is no name there."""
    if word in STOP_WORDS:
        return True
    ordinary, names = _by_case()
    if word in names or word.removesuffix("s") in names:
        return False
    parts = ((word[:at], word[at:].removeprefix("s")) for at in range(4, len(word) - 3))
    return _is_listed(word) or any(first in ordinary and _is_listed(last) for first, last in parts)


def _is_listed(word: str) -> bool:
    forms = (word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)))
    return not _by_case()[0].isdisjoint(form for form in forms if len(form) > 2)


@cache
def _by_case() -> tuple[frozenset[str], frozenset[str]]:
    """The entries that are written with a small letter, and those with a capital one, folded."""
    entries = _entries()
    return frozenset(filter(str.islower, entries)), frozenset(entry.lower() for entry in entries if entry[:1].isupper())


def _entries() -> list[str]:
    lines = _file().read_text(encoding="utf-8").splitlines()
    return [line.partition("/")[0].strip() for line in lines[1:]]  # the first line is the count


def _file() -> Path:
    return Path(sysconfig.get_path("data"), "share", "hunspell", "sv_SE.dic")
