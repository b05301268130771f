"""The numbers that Word shows before list items and numbered headings, but does not keep in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    value, sign = next(((value, sign) for value, sign in _ROMAN if value <= number), (0, ""))
    return sign + _roman(number - value) if value else ""


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": lambda number: _LETTERS[(number - 1) % 26],
    "upperLetter": lambda number: _LETTERS[(number - 1) % 26].upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


class Numbering:
    """Counts the numbered paragraphs of one document, which have to be asked for in order."""

    def __init__(self, document: WordDocument) -> None:
        roots = [part.target_part.element for part in document.part.rels.values() if part.reltype == RT.NUMBERING]
        items = [item for root in roots for item in root]
        abstract = {_value(item, "w:abstractNumId"): item for item in items if item.tag == qn("w:abstractNum")}
        references = {
            _value(item, "w:numId"): item.find(qn("w:abstractNumId")) for item in items if item.tag == qn("w:num")
        }
        self._levels = {
            number: abstract[_value(reference, "w:val")].findall(qn("w:lvl"))
            for number, reference in references.items()
            if _value(reference, "w:val") in abstract
        }
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def label(self, number_id: str, level: int) -> str:
        """What stands before the next paragraph at a level of a list: `3.1`, `a)`, `-` for a bullet or if unknown."""
        levels = self._levels.get(number_id, [])
        if level >= len(levels):
            return "-"
        counts = self._counts[number_id]
        counts[level] = counts.get(level, 0) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        if _child(levels[level], "w:numFmt") == "bullet":
            return "-"
        return re.sub(
            r"%(\d)", lambda found: self._shown(number_id, int(found[1]) - 1), _child(levels[level], "w:lvlText")
        )

    def _shown(self, number_id: str, level: int) -> str:
        definition = self._levels[number_id][level]
        number = self._counts[number_id].get(level, 1) - 1 + int(_child(definition, "w:start") or 1)
        return _FORMATS.get(_child(definition, "w:numFmt"), str)(number)


def _child(element: BaseOxmlElement, name: str) -> str:
    return _value(element.find(qn(name)), "w:val")


def _value(element: BaseOxmlElement | None, name: str) -> str:
    return str(element.get(qn(name), "")) if element is not None else ""
