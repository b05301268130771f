"""Markdown: the text that a reader of the finished page sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from corpus.documents import Source
from ingest.readers.encoding import decode
from ingest.readers.html import html_pieces
from ingest.readers.pieces import Piece, first_address, heading, paragraph, table_row

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def read_markdown(source: Source, path: Path) -> Iterator[Piece]:
    """The blocks of a Markdown file, without markup."""
    return markdown_pieces(decode(path.read_bytes()))


def markdown_pieces(text: str) -> Iterator[Piece]:
    """The blocks of a Markdown text, without markup and without front matter."""
    tree = SyntaxTreeNode(_PARSER.parse(_FRONT_MATTER.sub("", text, count=1)))
    for node in tree.children:
        yield from _pieces(node)


def _pieces(node: SyntaxTreeNode, depth: int = 1) -> Iterator[Piece]:
    match node.type:
        case "heading":
            yield heading(_plain(node), int(node.tag[1:]))
        case "paragraph":
            yield paragraph(_plain(node), _address(node))
        case "code_block" | "fence":
            yield paragraph(node.content)
        case "html_block":
            yield from html_pieces(node.content)
        case "bullet_list" | "ordered_list":
            yield from _items(node, depth)
        case "table":
            yield from _rows(node)
        case _:
            for child in node.children:
                yield from _pieces(child, depth)


def _items(node: SyntaxTreeNode, depth: int) -> Iterator[Piece]:
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, start=first):
        lists = [child for child in item.children if child.type in ("bullet_list", "ordered_list")]
        words = " ".join(_plain(child) for child in item.children if child not in lists)
        marker = f"{number}." if node.type == "ordered_list" else "-"
        yield Piece(kind="item", text=f"{marker} {words}", level=depth)
        for child in lists:
            yield from _items(child, depth + 1)


def _rows(table: SyntaxTreeNode) -> Iterator[Piece]:
    header, *rows = [row for part in table.children for row in part.children]
    names = [_plain(cell) for cell in header.children]
    for row in rows:
        yield table_row(names, [_plain(cell) for cell in row.children], _address(row))


def _plain(node: SyntaxTreeNode) -> str:
    """The words of a node: a link is its text, a picture its description, a line break a space."""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type in ("text", "code_inline", "code_block", "fence"):
        return node.content
    return "".join(map(_plain, node.children))


def _address(node: SyntaxTreeNode) -> str:
    """Where the first web link in a node leads, or the first address that is written out, or ""."""
    links = (str(child.attrs.get("href", "")) for child in node.walk() if child.type == "link")
    return next((link for link in links if link.startswith(("http://", "https://"))), first_address(_plain(node)))
