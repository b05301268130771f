"""Web pages: the page's own content, without menus, forms and notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString, PageElement, Tag

from corpus.documents import Source
from ingest.readers.encoding import decode
from ingest.readers.pieces import Piece, heading, paragraph, table_row

_UNSEEN = "script, style, noscript, template, svg, iframe, object, [hidden]"
_AROUND = (
    "nav, header, footer, aside, form, dialog, button, [role=dialog], [role=alertdialog], [role=navigation], "
    "[role=banner], [role=contentinfo], [role=search], [id*=cookie], [class*=cookie], [id*=consent], [class*=consent]"
)
# Some systems wrap the whole page in a form, or write the visitor's cookie choice on the outermost element.
_NOT_CONTENT = f":is({_AROUND}):not(:has(main, article, h1)):not(html, body, main, article)"
_CONTENT = "main, [role=main], article"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (
    *("address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer").split(),
    *("header hr html main p pre section summary table ul ol li").split(),
    *_HEADINGS,
)


def read_html(source: Source, path: Path) -> Iterator[Piece]:
    """The blocks of a web page's main content, under the page's first heading or else its title."""
    data = path.read_bytes()
    page = _soup(decode(data, EncodingDetector.find_declared_encoding(data, is_html=True)))
    name = page.h1 or page.title
    content = page.select_one(_CONTENT) or page.body or page
    for element in content.select(_NOT_CONTENT):
        element.extract()
    if name and content.h1 is None:
        yield heading(_words([name]), 1)
    yield from _pieces(content)


def html_pieces(markup: str) -> Iterator[Piece]:
    """The blocks of a scrap of HTML."""
    yield from _pieces(_soup(markup))


def _soup(markup: str) -> BeautifulSoup:
    page = BeautifulSoup(markup, "lxml")
    for element in page.select(_UNSEEN):
        element.extract()
    for line_break in page.find_all("br"):
        line_break.replace_with("\n")
    return page


def _pieces(tag: Tag, depth: int = 1) -> Iterator[Piece]:
    for is_block, children in groupby(list(tag.children), key=_is_block):
        if not is_block:
            yield from _paragraph(list(children))
            continue
        for child in children:
            if isinstance(child, Tag):
                yield from _block(child, depth)


def _block(tag: Tag, depth: int) -> Iterator[Piece]:
    if tag.name in _HEADINGS:
        yield heading(_words([tag]), int(tag.name[1]))
    elif tag.name in ("ul", "ol"):
        yield from _items(tag, depth)
    elif tag.name == "table" and not tag.table and tag.get("role") != "presentation":
        yield from _rows(tag)
    else:
        yield from _pieces(tag, depth)


def _items(tag: Tag, depth: int) -> Iterator[Piece]:
    for number, item in enumerate(tag.find_all("li", recursive=False), start=1):
        inner = [child.extract() for child in item.find_all(["ul", "ol"]) if child.find_parent("li") is item]
        marker = f"{number}." if tag.name == "ol" else "-"
        if words := _words([item]):
            yield Piece(kind="item", text=f"{marker} {words}", level=depth)
        for child in inner:
            yield from _items(child, depth + 1)


def _rows(table: Tag) -> Iterator[Piece]:
    if table.caption:
        yield paragraph(_words([table.caption.extract()]))
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    has_header = bool(rows) and all(cell.name == "th" for cell in rows[0])
    header = [_words([cell]) for cell in rows[0]] if has_header else []
    for row in rows[has_header:]:
        yield table_row(header, [_words([cell]) for cell in row], _address(row))


def _paragraph(nodes: list[PageElement]) -> Iterator[Piece]:
    if words := _words(nodes):
        yield paragraph(words, _address(nodes))


def _is_block(node: PageElement) -> bool:
    return isinstance(node, Tag) and (node.name in _BLOCKS or node.find(_BLOCKS) is not None)


def _words(nodes: Iterable[PageElement]) -> str:
    """The text of the nodes on one line; comments and the like are no text."""
    texts = (node.get_text() if isinstance(node, Tag) else str(node) for node in nodes if _is_visible(node))
    return " ".join("".join(texts).split())


def _is_visible(node: PageElement) -> bool:
    return isinstance(node, Tag) or type(node) is NavigableString


def _address(nodes: Iterable[PageElement]) -> str:
    """Where the first web link in the nodes leads, or ""."""
    tags = [node for node in nodes if isinstance(node, Tag)]
    links = (str(link["href"]) for tag in tags for link in (tag, *tag.find_all("a")) if link.get("href"))
    return next((link for link in links if link.startswith(("http://", "https://"))), "")
