"""Which lines of a PDF file are headings, and how deep: by its table of contents, size, weight and clause number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.lines import Line

_CLAUSE = re.compile(r"(?:§ ?\d|\d{1,3} ?§|\d{1,2}(?:\.\d{1,2})*\.? +[A-ZÅÄÖÉ])")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_LARGER = 1.08
_LONGEST = 150
_CLEARANCE = 1.2

Outline = Sequence[tuple[str, int, int]]
"""A table of contents: the title, the page and the depth of each entry."""


def line_pitch(lines: Sequence[Line]) -> float:
    """The usual distance between lines of running text, in points."""
    steps = [above.box.bottom - below.box.bottom for above, below in pairwise(lines) if above.page == below.page]
    usual = [step for step, line in zip(steps, lines, strict=False) if 0 < step < 3 * line.box.height]
    return median(usual) if usual else 0.0


def heading_levels(lines: Sequence[Line], outline: Outline) -> Mapping[Line, int]:
    """The headings among the lines with their levels: 1 for the largest, and deeper ones by weight and number."""
    body, pitch = _body_height(lines), line_pitch(lines)
    depths = {(_key(title), page): depth for title, page, depth in outline}
    found = [
        line
        for above, line in zip([None, *lines], lines, strict=False)
        if (_key(line.text), line.page) in depths or _stands_out(line, above, body, pitch)
    ]
    looks = {line: _look(line, depths.get((_key(line.text), line.page), 0)) for line in found}
    ranks = {look: rank for rank, look in enumerate(sorted(set(looks.values())), start=1)}
    return {line: ranks[look] for line, look in looks.items()}


def _look(line: Line, depth: int) -> tuple[int, bool, int]:
    """What ranks a heading: its size, then its weight, then its depth in the contents or in its own number."""
    number = _NUMBER.match(line.text)
    return -round(line.size), not line.bold, depth or (number[0].count(".") + 1 if number else 1)


def _stands_out(line: Line, above: Line | None, body: float, pitch: float) -> bool:
    if len(line.text) > _LONGEST or sum(map(str.isalpha, line.text)) < 3 or line.text.endswith((",", ";", ":")):
        return False
    if line.size > body * _LARGER:
        return True
    clear = above is None or above.page != line.page or above.box.bottom - line.box.bottom > _CLEARANCE * pitch
    numbered = _CLAUSE.match(line.text) is not None
    return not line.text.endswith(".") and clear and (line.bold or (numbered and len(line.text) < _LONGEST / 2))


def _body_height(lines: Sequence[Line]) -> float:
    heights = Counter[float]()
    for line in lines:
        heights[round(line.size, 1)] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
