"""An answer as HTML for the chat: statements with markers that lead to numbered sources.

Whatever comes from a document or a person is escaped. Each message is one HTML element without line breaks, so that
the chat's Markdown reader leaves everything in it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote as percent_encoded

from assistant import texts
from assistant.conversation import Answer, Citation, Statement
from assistant.plain_text import place


def question_html(text: str) -> str:
    """What a person wrote, shown as they wrote it."""
    return _message(_lines(text), "fraga")


def answer_html(answer: Answer, key: int) -> str:
    """A whole answer with its sources; `key` tells its sources from those of the conversation's other answers."""
    return _message(_body(answer.statements, key) + _sources(answer.citations, key), "svar")


def statements_html(statements: Sequence[Statement], key: int) -> str:
    """The statements that have come so far, or that the search is on when none have."""
    return _message(_body(statements, key) if statements else _element("p", texts.SEARCHING, "soker"), "svar")


def notice_html(sentence: str) -> str:
    """A sentence that is no answer, such as that the question is too long."""
    return _message(_element("p", _lines(sentence)), "svar besked")


def _message(content: str, kind: str) -> str:
    return re.sub(r"[\r\n]+", " ", _element("div", content, kind))


def _body(statements: Iterable[Statement], key: int) -> str:
    blocks = []
    for form, group in groupby(statements, key=lambda statement: statement.form):
        marked = [_marked(statement, key) for statement in group]
        blocks.append(
            _element("ul", "".join(_element("li", item) for item in marked))
            if form == "item"
            else _element("p", " ".join(marked))
        )
    return "".join(blocks)


def _marked(statement: Statement, key: int) -> str:
    # A marker never begins a line of its own.
    return "&nbsp;".join([_lines(statement.text), *(_marker(number, key) for number in statement.numbers)])


def _marker(number: int, key: int) -> str:
    hidden = _element("span", texts.SOURCE, "dold")
    return f'<a class="markor" href="#{_anchor(number, key)}">{hidden}[{number}]</a>'


def _sources(citations: Sequence[Citation], key: int) -> str:
    if not citations:
        return ""
    summary = _element("summary", f"{texts.SOURCES_HEADING} ({len(citations)})")
    items = "".join(_source(citation, key) for citation in citations)
    return f'<details class="kallor" open>{summary}<ol>{items}</ol></details>'


def _source(citation: Citation, key: int) -> str:
    where = place(citation.passage)
    title = _element("cite", escape(citation.source.title)) + (f", {escape(where)}" if where else "")
    links = "".join(_link(text, url) for text, url in _addresses(citation))
    return (
        f'<li id="{_anchor(citation.number, key)}" value="{citation.number}">{_element("p", title)}'
        f"{_element('blockquote', _lines(citation.quote))}{_element('p', links, 'lankar')}</li>"
    )


def _addresses(citation: Citation) -> Iterable[tuple[str, str]]:
    """Where the source can be read: our copy, at the right page if it is a PDF, and the original on the web."""
    copy = f"/api/sources/{percent_encoded(citation.source.id)}/file"
    if page := citation.passage.page:
        yield texts.OPEN_PAGE.format(page=page), f"{copy}#page={page}"
    else:
        yield texts.OPEN_SOURCE, copy
    if citation.url.startswith(("https://", "http://")):
        yield texts.OPEN_ORIGINAL, citation.url


def _link(text: str, url: str) -> str:
    hidden = _element("span", texts.NEW_TAB, "dold")
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{text}{hidden}</a> '


def _anchor(number: int, key: int) -> str:
    return f"kalla-{key}-{number}"


def _lines(text: str) -> str:
    return "<br>".join(escape(line.strip()) for line in text.splitlines() if line.strip())


def _element(tag: str, content: str, kind: str = "") -> str:
    return f'<{tag} class="{kind}">{content}</{tag}>' if kind else f"<{tag}>{content}</{tag}>"
