"""The frame that every plain page stands in: the way around, the foot, and the policy that the page is sent with.

The templates hold the words of the long pages; whatever is filled into them is escaped.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant import texts

_TEMPLATES = Path(__file__).with_name("templates")

POLICY = (
    "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a browser is told of a plain page: nothing from elsewhere, no script in the page, no frame around it. Charts
bear styles of their own as attributes."""


def page(title: str, body: str, *, current: str = "") -> str:
    """A whole page.

    Args:
        title: What the page is called, in the browser's tab.
        body: What stands between its head and its foot, as HTML that is safe already; begins with an h1.
        current: The address of the page, which the way around then marks.
    """
    return render("sida.html", title=title, body=Markup(body), current=current)


def render(template: str, **values: object) -> str:
    """A template of this room, filled in."""
    return _environment().get_template(template).render(values)


def navigation(current: str) -> str:
    """The way around as HTML, for a page with a frame of its own."""
    return render("vagar.html", current=current)


def reply(html: str, status: int = 200) -> Response:
    """A page as it is sent."""
    return HTMLResponse(html, status, {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})


@cache
def _environment() -> Environment:
    return environment()


def environment(*folders: Path) -> Environment:
    """What fills in templates, all of it escaped: those in the folders, and those of this room for the rest."""
    made = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(texts=texts)
    return made
