"""Word documents: body text, lists and tables in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.documents import Source
from ingest.readers.archives import check_archive
from ingest.readers.numbering import Numbering
from ingest.readers.pieces import Piece, heading, paragraph, table_row

_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLE_STYLE = "Title"
_SPACES = frozenset({qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:ptab")})
# A text box is written twice, the second time for older programs, and stands apart from the paragraph that holds it.
_TEXT_BOX, _FALLBACK = qn("w:txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_COLUMNS_WITH_HEADER = 3


def read_docx(source: Source, path: Path) -> Iterator[Piece]:
    """The blocks of a Word document."""
    check_archive(source, path)
    document = docx.Document(str(path))
    numbering = Numbering(document)
    has_title = any(_is_title(paragraph) for paragraph in document.paragraphs)
    for element in _blocks(document.element.body):
        if isinstance(element, CT_Tbl):
            yield from _rows(Table(element, document))
        else:
            yield _piece(Paragraph(element, document), numbering, has_title)


def _blocks(element: BaseOxmlElement) -> Iterator[CT_P | CT_Tbl]:
    """Paragraphs and tables in order, also those in content controls and, after their paragraph, in text boxes."""
    for child in element:
        if isinstance(child, (CT_P, CT_Tbl)):
            yield child
        if child.tag != _FALLBACK and not isinstance(child, CT_Tbl):
            yield from _blocks(child)


def _piece(part: Paragraph, numbering: Numbering, has_title: bool) -> Piece:
    text, level, (number_id, depth) = _text(part._p), _heading_level(part), _list_place(part)
    label = numbering.label(number_id, depth) if number_id and text.strip() else ""
    if _is_title(part):
        return heading(text, 1)
    if level:
        return heading(f"{label.rstrip('.')} {text}" if label != "-" else text, level + has_title)
    if label:
        return Piece(kind="item", text=f"{label} {text}", level=depth + 1)
    return paragraph(text, next((link.address for link in part.hyperlinks if link.address.startswith("http")), ""))


def _rows(table: Table) -> Iterator[Piece]:
    rows = _cells(table)
    header = rows[0] if rows and _has_header(table, rows) else []
    for row in rows[bool(header) :]:
        yield table_row(header, row)


def _cells(table: Table) -> list[list[str]]:
    """The cells' texts row by row; one that spans rows is repeated, one that spans columns leaves the others empty."""
    rows = list[list[str]]()
    for row in table.rows:
        texts = list[str]()
        for cell in row._tr.tc_lst:
            continued = cell.vMerge == "continue" and rows and len(texts) < len(rows[-1])
            texts.append(rows[-1][len(texts)] if continued else _cell_text(cell))
            texts += [""] * (cell.grid_span - 1)
        rows.append(texts)
    return rows


def _has_header(table: Table, rows: list[list[str]]) -> bool:
    """Whether the first row names the columns: it is marked so, or stands over three columns or more and is full."""
    properties = table.rows[0]._tr.trPr
    marked = properties is not None and properties.find(qn("w:tblHeader")) is not None
    return marked or (len(rows) > 1 and len(rows[0]) >= _COLUMNS_WITH_HEADER and all(rows[0]))


def _cell_text(cell: BaseOxmlElement) -> str:
    return " ".join(filter(None, (_text(part).strip() for part in cell.iter(qn("w:p")))))


def _text(element: BaseOxmlElement) -> str:
    return "".join(_texts(element))


def _texts(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag not in (_TEXT_BOX, _FALLBACK):
            yield from _texts(child)


def _styles(part: Paragraph) -> Iterator[ParagraphStyle]:
    """The paragraph's style and those it is based on, nearest first."""
    style: BaseStyle | None = part.style
    while isinstance(style, ParagraphStyle):
        yield style
        style = style.base_style


def _is_title(part: Paragraph) -> bool:
    return any(style.name == _TITLE_STYLE for style in _styles(part)) and bool(part.text.strip())


def _heading_level(part: Paragraph) -> int:
    """1 for the topmost; 0 for what is no heading."""
    for style in _styles(part):
        if found := _HEADING_STYLE.fullmatch(style.name or ""):
            return int(found[1])
        outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            return (int(outline.get(qn("w:val"))) + 1) % 10
    return 0


def _list_place(part: Paragraph) -> tuple[str, int]:
    """The id of the list that the paragraph belongs to, "" for none, and its depth there from 0."""
    for element in (part._p, *(style.element for style in _styles(part))):
        place = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if place is not None:
            number_id, depth = place.find(qn("w:numId")), place.find(qn("w:ilvl"))
            shown = number_id is not None and number_id.get(qn("w:val")) != "0"
            return (number_id.get(qn("w:val")) if shown else ""), int(
                depth.get(qn("w:val"))
            ) if depth is not None else 0
    return "", 0
