"""A page of the register: conditions, the rows that meet them, page by page, and the rows as a file."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any, get_args
from urllib.parse import urlencode

import gradio as gr

from assistant import texts
from assistant.register.lookup import COLUMNS, Lookup, Measurable
from assistant.register.registry import Registry
from assistant.register.requests import parse
from assistant.register.terminal import SHOWN
from assistant.staff_ui.desk import html_area, then
from assistant.staff_ui.desk import listen as desk_listen
from assistant.staff_ui.html import notice, page_html
from corpus.documents import AUDIENCES
from corpus.errors import KlimatError
from corpus.records import TABLES, RecordKind, column

_CHOSEN = frozenset({"area", "party_kind", "certainty", "place", "sector"})
"""Conditions whose few values are picked from a list; the rest are written."""

_LABELS = {"text": texts.TEXT_LABEL, "source": "Källa", "years": "År"}

_HINTS = {"year": texts.YEARS_HINT, "number": texts.NUMBERS_HINT}

Choices = list[tuple[str, str]]
Shown = tuple[str, str, Any, Any, int]
"""The rows, the links to the files, the buttons to the page before and after, and which page it is."""


def list_page(page: gr.Blocks, registry: Registry, kind: type[Lookup]) -> None:
    """Lay out a part of the Gradio page that is being made, and wire it up."""
    fields = [name for name in kind.model_fields if name not in ("sort", "page", "page_size")]
    with gr.Column(elem_classes="villkor"):
        with gr.Row():
            boxes = [_box(registry, kind.kind, name) for name in fields]
            sort = gr.Dropdown(_sort_choices(kind.kind), value="", label=texts.SORT_BY)
        with gr.Row(elem_classes="knappar"):
            search = gr.Button(texts.SEARCH_ROWS, variant="primary")
            clear = gr.Button(texts.CLEAR_FILTERS)
    rows, files = html_area("tabell"), html_area()
    with gr.Row(elem_classes="bladdra"):
        before, after = gr.Button(texts.PREVIOUS_PAGE), gr.Button(texts.NEXT_PAGE)
    number = gr.State(1)
    inputs, outputs = [*boxes, sort], [rows, files, before, after, number]
    show = partial(show_rows, registry, kind, fields)
    listen = partial(desk_listen, outputs=outputs)
    on_enter = [box.submit for box in boxes if isinstance(box, gr.Textbox)]
    listen([page.load, search.click, sort.change, *on_enter], partial(show, 1), inputs=inputs)
    listen(before.click, lambda page, *given: show(page - 1, *given), inputs=[number, *inputs])
    listen(after.click, lambda page, *given: show(page + 1, *given), inputs=[number, *inputs])
    cleared = desk_listen(clear.click, lambda: [""] * len(inputs), outputs=inputs)
    then(cleared, partial(show, 1), inputs=inputs, outputs=outputs)


def show_rows(registry: Registry, kind: type[Lookup], fields: Collection[str], page: int, *given: str) -> Shown:
    """What the page shows for these conditions; what is wrong with them is said in place of the rows."""
    *values, sort = given
    asked = {name: value for name, value in zip(fields, values, strict=True) if value} | (
        {"sort": sort} if sort else {}
    )
    try:
        found = registry.look_up(parse(kind, {**asked, "page": page}), AUDIENCES)
    except KlimatError as error:
        return notice(str(error)), "", _button(False), _button(False), 1
    buttons = (_button(page > 1), _button(page < found.pages))
    return page_html(kind.kind, found), _files(kind.kind, asked), *buttons, page


def _box(registry: Registry, kind: RecordKind, name: str) -> gr.Textbox | gr.Dropdown:
    label = _LABELS.get(name) or column(kind, name).label
    if name == "measurable":
        return gr.Dropdown(_choices([value for value in get_args(Measurable) if value]), value="", label=label)
    if name in _CHOSEN:
        return gr.Dropdown(_choices(registry.values(kind, name, AUDIENCES)), value="", label=label)
    type_ = "text" if name in ("text", "source") else column(kind, COLUMNS.get(name, name)).type
    return gr.Textbox(label=label, max_lines=1, placeholder=_HINTS.get(type_))


def _choices(values: Collection[str]) -> Choices:
    return [(texts.ANY, ""), *((value, value) for value in values)]


def _sort_choices(kind: RecordKind) -> Choices:
    labels = {of.name: of.label for of in TABLES[kind]}
    both = [
        choice
        for name in SHOWN[kind]
        for choice in ((labels[name], name), (texts.DESCENDING.format(label=labels[name]), f"-{name}"))
    ]
    return [(texts.AS_IN_FILE, ""), *both]


def _button(is_on: bool) -> Any:  # noqa: ANN401  # what Gradio gives
    return gr.update(interactive=is_on)


def _files(kind: RecordKind, asked: dict[str, str]) -> str:
    query = f"?{urlencode(asked)}" if asked else ""
    links = "".join(
        f'<a href="/api/{kind}.{form}{query}" download>{label}</a> '
        for form, label in (("csv", "CSV"), ("xlsx", "Excel"))
    )
    return f'<p class="lankar">{texts.EXPORT_HEADING} {links}</p>'
