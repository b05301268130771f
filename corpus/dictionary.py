"""The Swedish word list of hunspell-sv (Göran Andersson and others, LGPL 3), which its package lays beside Python."""

from __future__ import annotations

import sysconfig
from functools import cache
from pathlib import Path

from corpus.swedish import stem


@cache
def dictionary_stems() -> frozenset[str]:
    """The stems of the words in the list; names and abbreviations are folded like other words."""
    lines = _file().read_text(encoding="utf-8").splitlines()
    entries = (line.partition("/")[0].strip().lower() for line in lines[1:])  # the first line is the count
    return frozenset(stem(entry) for entry in entries if entry.isalpha())


def _file() -> Path:
    return Path(sysconfig.get_path("data"), "share", "hunspell", "sv_SE.dic")
