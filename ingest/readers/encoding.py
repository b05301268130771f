"""Bytes to text: UTF-8 where it is, otherwise the code page under which the text reads as Swedish.

charset-normalizer took `å`, `ä` and `ö` in short Mac and DOS files for other letters, so we count letters ourselves.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1252", "mac_roman", "cp850")
_EXPECTED = frozenset("åäöÅÄÖéÉèàüæøÆØ–—”“’…•·§°²³½€£×«»™®©\u00a0")
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a")


def decode(data: bytes, declared: str | None = None) -> str:
    r"""The text of a file, with `\n` for line breaks.

    Args:
        data: The whole file.
        declared: The encoding that the file itself names, tried after UTF-8.

    Raises:
        UnicodeError: It is not text, or in no encoding that we know.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    text = data.decode(marked) if marked else _unmarked(data, declared)
    if any(character < " " and character not in _TEXT_CONTROLS for character in set(text)):
        raise UnicodeError("control characters: not a text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unmarked(data: bytes, declared: str | None) -> str:
    for encoding in ("utf-8", declared or "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _as_swedish(data)


def _as_swedish(data: bytes) -> str:
    """The text under the code page that gives most of the letters and signs that Swedish is written with."""
    foreign = [byte for byte in data if byte >= 0x80]
    scores = {page: _expected_share(bytes(foreign), page) for page in _CODE_PAGES}
    best = max(scores, key=lambda page: scores[page])
    if scores[best] < 0.5:
        raise UnicodeError(f"no code page makes Swedish of it (the best, {best}: {scores[best]:.0%})")
    return data.decode(best, errors="replace")


def _expected_share(foreign: bytes, page: str) -> float:
    return sum(character in _EXPECTED for character in foreign.decode(page, errors="replace")) / len(foreign)
