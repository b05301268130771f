"""Tables, quotes and notices of the staff's pages, as HTML made on the server.

Whatever comes from a document or a person is escaped. On a narrow screen each row becomes a card, so every cell bears
its column's name, and the roles are spelt out because such a layout takes a table's meaning away from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from assistant import texts
from assistant.register.exporting import place_link
from assistant.register.followup import Matter
from assistant.register.lookup import Page
from assistant.register.terminal import SHOWN, shown
from corpus.changes import Changes, RowChange
from corpus.records import TABLES, Column, Record, RecordKind, column
from corpus.tables import Row


def page_html(kind: RecordKind, page: Page) -> str:
    """A page of rows, with how many there are in all."""
    count = texts.FOUND.format(total=page.total, page=page.number, pages=page.pages)
    columns = [column(kind, name) for name in SHOWN[kind]]
    rows = [_row_cells(row, columns) for row in page.rows]
    heads = [(of.label, of.type != "text") for of in columns]
    table = table_html(texts.TABLE_NAMES[kind], [("Id", False), *heads, (texts.SOURCE_HEADING, False)], rows)
    return f'<p class="antal" role="status">{count}</p>{table if rows else ""}'


def table_html(caption: str, heads: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; a head says whether its column holds figures."""
    head = "".join(_cell("th", label, 'role="columnheader" scope="col"', is_figure) for label, is_figure in heads)
    body = "".join(
        '<tr role="row">'
        + "".join(
            _cell("td", cell, f'role="cell" data-rubrik="{escape(label)}"', is_figure)
            for (label, is_figure), cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="register" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def followup_html(matters: Sequence[Matter]) -> str:
    """What there is to follow up, a section for each rule."""
    sections = []
    for rule, group in groupby(matters, key=lambda matter: matter.rule):
        items = [_matter(matter) for matter in group]
        heading = f"<h2>{texts.FOLLOWUP_RULES[rule]} ({len(items)})</h2>"
        sections.append(f'<section class="regel">{heading}<ul>{"".join(items)}</ul></section>')
    return "".join(sections) or notice(texts.NOTHING_TO_FOLLOW_UP)


def changes_html(kind: RecordKind, changes: Changes) -> str:
    """What would become of a table's rows."""
    if not changes:
        return notice(texts.NO_ROWS_DIFFER)
    return (
        _records(kind, texts.ROWS_ADDED, changes.added)
        + _changed(changes.changed)
        + _records(kind, texts.ROWS_REMOVED, changes.removed)
    )


def lines_html(lines: Sequence[str]) -> str:
    """What would become of a text: lines gone and lines new, each said in words too."""
    words = {"+": ("ins", texts.LINE_ADDED), "-": ("del", texts.LINE_REMOVED)}
    items = []
    for line in filter(str.strip, lines):
        tag, said = words[line[0]]
        items.append(f'<li><span class="marke">{said}</span> <{tag}>{escape(line[1:])}</{tag}></li>')
    return f'<ul class="rader">{"".join(items)}</ul>' if items else notice(texts.NO_LINES_DIFFER)


def place_html(row: Row) -> str:
    """One click to the place in the source, another to the original on the web, and the words behind a third."""
    title = str(row.values.get("source_title") or row.source_id)
    where = ", ".join(
        part
        for part in (
            texts.CLAUSE.format(clause=row.clause) if row.clause else "",
            texts.PAGE.format(page=row.page) if row.page else "",
        )
        if part
    )
    links = link(place_link(row), texts.OPEN_PLACE.format(id=row.id))
    if str(row.values.get("source_url", "")).startswith(("https://", "http://")):
        links += " " + link(str(row.values["source_url"]), texts.OPEN_ORIGINAL)
    return (
        f"<details><summary>{escape(title)}{f', {escape(where)}' if where else ''}</summary>"
        f'{quote_html(row.quote)}</details><p class="lankar">{links}</p>'
    )


def quote_html(words: str) -> str:
    """Words of a source."""
    return f"<blockquote>{escape(' '.join(words.split()))}</blockquote>"


def link(address: str, text: str) -> str:
    """A link that opens in a tab of its own, and says so."""
    hidden = f'<span class="dold">{texts.NEW_TAB}</span>'
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(text)}{hidden}</a>'


def notice(sentence: str) -> str:
    """A sentence that is read aloud when it comes."""
    lines = "<br>".join(map(escape, sentence.splitlines()))
    return f'<p class="besked" role="status">{lines}</p>' if sentence else ""


def _row_cells(row: Row, columns: Iterable[Column]) -> list[str]:
    return [escape(row.id), *(escape(shown(of, row.values[of.name])) for of in columns), place_html(row)]


def _cell(tag: str, content: str, attributes: str, is_figure: bool) -> str:
    figure = ' class="tal"' if is_figure else ""
    return f"<{tag} {attributes}{figure}>{content}</{tag}>"


def _matter(matter: Matter) -> str:
    who = str(matter.row.values.get("party") or matter.row.values.get("owner") or "")
    against = f"<p>{texts.AGAINST}:</p>{_quoted(matter.against)}" if matter.against else ""
    heading = f"<h3>{escape(matter.row.id)} {escape(who)}</h3>"
    return f"<li>{heading}<p>{escape(matter.reason)}</p>{_quoted(matter.row)}{against}</li>"


def _quoted(row: Row) -> str:
    return (
        quote_html(str(row.quote))
        + f'<p class="lankar">{link(place_link(row), texts.OPEN_PLACE.format(id=row.id))}</p>'
    )


def _records(kind: RecordKind, heading: str, records: Sequence[Record]) -> str:
    if not records:
        return ""
    columns = [column(kind, name) for name in SHOWN.get(kind, tuple(of.name for of in TABLES[kind]))]
    rows = [[escape(record.id), *(escape(shown(of, record.values[of.name])) for of in columns)] for record in records]
    heads = [("Id", False), *((of.label, of.type != "text") for of in columns)]
    return table_html(f"{heading} ({len(records)})", heads, rows)


def _changed(changes: Sequence[RowChange]) -> str:
    if not changes:
        return ""
    rows = [
        [escape(change.id), escape(cell.label), escape(str(cell.old or "–")), escape(str(cell.new or "–"))]
        for change in changes
        for cell in change.cells
    ]
    heads = [(label, False) for label in ("Id", *texts.CHANGE_HEADINGS)]
    return table_html(f"{texts.ROWS_CHANGED} ({len(changes)})", heads, rows)
