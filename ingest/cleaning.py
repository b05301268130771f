"""Text as it should have been written: characters, broken words, running heads.

Files bring along what their programs needed on paper: ligatures, soft hyphens, words broken at the end of a line,
page numbers, a head on every page. None of it is part of what the document says.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = dict.fromkeys((0x2010, 0x2011), "-")
_CHARACTERS = {0x00AD: "", **_LIGATURES, **_HYPHENS}
# Control characters, zero-width and direction marks, lone surrogates and what Unicode has set aside.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Cn"})

# Where a line ended inside a word pdfium leaves one of these instead of the hyphen.
HYPHEN_MARKS = "\ufffe\x02"
_LINE_END_HYPHENS = f"-\u00ad\u2010{HYPHEN_MARKS}"
# "el- och värmeproduktion": the hyphen stands for the rest of the word and stays.
_AFTER_SUSPENDED_HYPHEN = re.compile(r"(?:och|eller|samt|respektive|resp|till)(?!\w)", re.IGNORECASE)
_NOT_SUSPENDED = re.compile(
    r"(?:gemen|lång|verk|spar|var|märk|våld|svår|akt|hälso|råd|följ|en|allte)-samt\b|\b(?:in|där|här|var)-till\b",
    re.IGNORECASE,
)

# "2020–" and "2040" are one range.
_BROKEN_RANGE = re.compile(r"\w–$")

_EDGE_LINES = 3
_FEWEST_PAGES = 3
_PAGE_NUMBER = re.compile(
    r"(?:(?:sida|sidan|sid\.?|s\.|page)\s*)?\d{1,4}(?:\s*(?:av|/|\(|of)\s*\d{1,4}\)?)?", re.IGNORECASE
)
_DASHED_PAGE_NUMBER = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]")


def tidy(text: str) -> str:
    """The text composed (NFC), without ligatures and invisible characters, and with single spaces between words."""
    spaced = " ".join(text.translate(_CHARACTERS).split())
    composed = unicodedata.normalize("NFC", spaced)
    if composed.isprintable():
        return composed
    return " ".join("".join(c for c in composed if unicodedata.category(c) not in _UNPRINTABLE).split())


def slug(text: str) -> str:
    """The text as part of an id: lower-case letters a to z, digits and single hyphens; "" when nothing is left."""
    letters = (c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(letters)))


def join_lines(before: str, after: str) -> str:
    """Two lines of one paragraph as running text; it always ends with `after`, so that `after` can be found in it.

    A hyphen at the end of `before` is taken away with the line break, but kept where it belongs to the word.
    """
    if _BROKEN_RANGE.search(before) and after[:1].isalnum():
        return before + after
    stem = before.rstrip(_LINE_END_HYPHENS)
    if stem == before or not stem or not after:
        return f"{before} {after}" if before and after else before + after
    if not stem[-1].isalnum() or not after[0].isalnum():
        return f"{stem}- {after}" if stem[-1].isalnum() else f"{stem} {after}"
    if _AFTER_SUSPENDED_HYPHEN.match(after) and not _NOT_SUSPENDED.search(f"{stem}-{after}", max(0, len(stem) - 10)):
        return f"{stem}- {after}"
    return (
        f"{stem}-{after}"
        if stem[-1].isdigit() or stem[-1].isupper() or after[0].isupper() or after[0].isdigit()
        else stem + after
    )


def running_lines(pages: Sequence[Sequence[str]]) -> tuple[frozenset[int], ...]:
    """For each page which of its lines, given from the top, are a running head or foot or a bare page number.

    A line is one when it is among the first or last lines of its page and, with its digits masked, stands so on more
    than half of the pages; the outermost one already when it does so on three, as the head of a chapter does. A page
    number that stands outermost is known on any page.
    """
    edges = [_edge(page) for page in pages]
    counts = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_masked(page[i]) for i in edge})
    return tuple(
        frozenset(i for i in edge if _is_running(page, i, counts[_masked(page[i])], len(pages)))
        for page, edge in zip(pages, edges, strict=True)
    )


def _is_running(page: Sequence[str], index: int, count: int, pages: int) -> bool:
    is_outermost = index in (0, len(page) - 1)
    if is_outermost and is_page_number(page[index]):
        return True
    if not any(map(str.isalpha, page[index])):  # A figure may be the last row of a table on every page.
        return False
    return count >= _FEWEST_PAGES and (is_outermost or count > pages / 2)


def is_page_number(line: str) -> bool:
    """Whether the line holds a page number alone: `3`, `– 3 –`, `Sida 3 av 9`, `3 (9)`."""
    return bool(_PAGE_NUMBER.fullmatch(line.strip()) or _DASHED_PAGE_NUMBER.fullmatch(line.strip()))


def _edge(page: Sequence[str]) -> frozenset[int]:
    return frozenset([*range(len(page))[:_EDGE_LINES], *range(len(page))[-_EDGE_LINES:]])


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))
