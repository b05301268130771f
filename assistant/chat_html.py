"""An answer as HTML for the chat: statements with markers that lead to numbered sources.

Whatever comes from a document or a person is escaped. Each message is one HTML element without line breaks, so that
the chat's Markdown reader leaves everything in it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from assistant import texts
from assistant.conversation import Answer, Calculation, Citation, Figure, Hit, ResultTable, Statement, runs
from assistant.plain_text import answer_with_sources, place
from assistant.viewer.addresses import address_of_passage, address_of_quote

FEW = 15
FEW_BESIDE_A_TABLE = 3
"""How many rows or sources stand open; more are folded together until someone wants them. The sources of a table
answer are its rows, which are shown already."""


def question_html(text: str) -> str:
    """What a person wrote, shown as they wrote it."""
    return _message(_lines(text), "fraga")


def answer_html(answer: Answer, key: int) -> str:
    """A whole answer with its sources; `key` tells its sources from those of the conversation's other answers."""
    said = _body(answer.statements, key)
    shown = _figure(answer.figure) + _calculations(answer.calculations) + _table(answer.table, key)
    sources = _sources(answer.citations, key, FEW_BESIDE_A_TABLE if answer.table else FEW)
    text = _element("div", said + shown + _nearest(answer.nearest), "text")
    return _message(text + sources + _copied(answer), "svar")


def statements_html(statements: Sequence[Statement], key: int) -> str:
    """The statements that have come so far, or that the search is on when none have."""
    said = _body(statements, key) if statements else _element("p", texts.SEARCHING, "soker")
    return _message(_element("div", said, "text"), "svar")


def notice_html(sentence: str) -> str:
    """A sentence that is no answer, such as that the question is too long."""
    return _message(_element("div", _element("p", _lines(sentence)), "text"), "svar besked")


def _message(content: str, kind: str) -> str:
    return re.sub(r"[\r\n]+", " ", _element("div", content, kind))


def _copied(answer: Answer) -> str:
    """What the button that copies the answer takes; not shown."""
    return f'<div class="kopia" hidden>{escape(answer_with_sources(answer)).replace(chr(10), "&#10;")}</div>'


def _body(statements: Iterable[Statement], key: int) -> str:
    blocks = []
    for form, group in groupby(statements, key=lambda statement: statement.form):
        marked = [_marked(statement, key) for statement in group]
        if form == "item":
            blocks.append(_element("ul", "".join(_element("li", item) for item in marked)))
        elif form == "remark":
            blocks += [_element("p", remark, "anmarkning") for remark in marked]
        else:
            blocks.append(_element("p", " ".join(marked)))
    return "".join(blocks)


def _marked(statement: Statement, key: int) -> str:
    text = _lines(statement.text, statement.emphasis)
    if statement.lang != "sv":  # so that a screen reader pronounces it right, and it runs the way it is read
        text = f'<span lang="{escape(statement.lang)}" dir="auto">{text}</span>'
    # A marker never begins a line of its own.
    return "&nbsp;".join([text, *(_markers(run, key) for run in runs(statement.numbers))])


def _markers(run: tuple[int, ...], key: int) -> str:
    """The markers of numbers in a row: the first and the last where there are three or more."""
    return "–".join(_marker(number, key) for number in run)


def _marker(number: int, key: int) -> str:
    hidden = _element("span", texts.SOURCE, "dold")
    return f'<a class="markor" href="#{_anchor(number, key)}">{hidden}[{number}]</a>'


def _figure(figure: Figure | None) -> str:
    """The chart as an image, so that nothing in it can reach the page; the table below it is its other form."""
    if figure is None:
        return ""
    described = escape(f"{figure.chart.title}. {figure.chart.description}")
    return f'<p class="diagram"><img src="{escape(figure.address)}" alt="{described}"></p>'


def _calculations(calculations: Sequence[Calculation]) -> str:
    steps = [_element("li", escape(step.text)) for step in calculations if step.expression]
    if not steps:
        return ""
    return _details(texts.CALCULATIONS_HEADING, _element("ul", "".join(steps)), "utrakning", is_open=True)


def _table(table: ResultTable | None, key: int) -> str:
    if table is None:
        return ""
    note = escape(texts.DATED.format(note=table.note))
    caption = _element("caption", f"{escape(table.caption)}. {note}")
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in (*table.columns, texts.SOURCES_HEADING))
    rows = "".join(
        _element(
            "tr", "".join(_element("td", _lines(cell)) for cell in row.cells) + _element("td", _marker(row.number, key))
        )
        for row in table.rows
    )
    body = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return _details(texts.ROWS_HEADING.format(count=len(table.rows)), body, "rader", is_open=len(table.rows) <= FEW)


def _details(summary: str, content: str, kind: str, *, is_open: bool) -> str:
    return f'<details class="{kind}"{" open" if is_open else ""}>{_element("summary", summary)}{content}</details>'


def _sources(citations: Sequence[Citation], key: int, few: int) -> str:
    if not citations:
        return ""
    items = "".join(_source(citation, key) for citation in citations)
    heading = f"{texts.SOURCES_HEADING} ({len(citations)})"
    return _details(heading, f"<ol>{items}</ol>", "kallor", is_open=len(citations) <= few)


def _source(citation: Citation, key: int) -> str:
    where = place(citation.passage)
    title = _element("cite", escape(citation.source.title)) + (f", {escape(where)}" if where else "")
    links = "".join(_link(text, url) for text, url in _addresses(citation))
    return (
        f'<li id="{_anchor(citation.number, key)}" value="{citation.number}">{_element("p", title)}'
        f"{_element('blockquote', _lines(citation.quote))}{_element('p', links, 'lankar')}</li>"
    )


def _addresses(citation: Citation) -> Iterable[tuple[str, str]]:
    """Where the source can be read: at the very place in our copy, and the original on the web."""
    yield texts.SHOW_PLACE, address_of_quote(citation)
    if citation.url.startswith(("https://", "http://")):
        yield texts.OPEN_ORIGINAL, citation.url


def _nearest(hits: Sequence[Hit]) -> str:
    """Where to look instead; no part of the answer."""
    if not hits:
        return ""
    items = "".join(_element("li", _link(_place_name(hit), address_of_passage(hit.passage))) for hit in hits)
    return _element("div", _element("p", texts.NEAREST_HEADING) + _element("ul", items), "narmast")


def _place_name(hit: Hit) -> str:
    return escape(", ".join(filter(None, [hit.source.title, place(hit.passage)])))


def _link(text: str, url: str) -> str:
    hidden = _element("span", texts.NEW_TAB, "dold")
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{text}{hidden}</a> '


def _anchor(number: int, key: int) -> str:
    return f"kalla-{key}-{number}"


def _lines(text: str, emphasis: str = "") -> str:
    return "<br>".join(_emphasised(line.strip(), emphasis) for line in text.splitlines() if line.strip())


def _emphasised(line: str, emphasis: str) -> str:
    before, found, after = line.partition(emphasis) if emphasis else (line, "", "")
    return escape(before) + (_element("strong", escape(found)) if found else "") + escape(after)


def _element(tag: str, content: str, kind: str = "") -> str:
    return f'<{tag} class="{kind}">{content}</{tag}>' if kind else f"<{tag}>{content}</{tag}>"
