"""The viewer's pages as HTML: the list of sources, a source at the place pointed at, and a source that is not there.

They are made on the server and need no script. The templates escape everything that a document says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from assistant.pages.frame import environment
from assistant.viewer.addresses import QUOTE_ANCHOR, SOURCES
from assistant.viewer.contents import content_of
from assistant.viewer.details import facts_of, grouped, link_to, originals_of
from assistant.viewer.places import Asked, OpenSource
from assistant.viewer.text import host
from corpus.documents import Source

STYLES = Path(__file__).parents[1] / "static" / "kallor.css"
STYLES_VERSION = hashlib.sha256(STYLES.read_bytes()).hexdigest()[:16]

_TEMPLATES = environment(Path(__file__).with_name("templates"))
_TEMPLATES.globals.update(
    list_address=SOURCES, current=SOURCES, anchor=QUOTE_ANCHOR, styles=f"{SOURCES}/stil.css?v={STYLES_VERSION}"
)
_TEMPLATES.filters["host"] = host


def list_page(sources: Iterable[Source]) -> str:
    """The page with all sources."""
    return _TEMPLATES.get_template("lista.html").render(groups=grouped(sources))


def source_page(opened: OpenSource, asked: Asked, file: Path) -> str:
    """A source's page at what is asked for; `file` is the original, which need not exist."""
    source, content = opened.source, content_of(opened, asked, file)
    page = content.pager.number if content.pager and content.picture else None
    return _TEMPLATES.get_template("kalla.html").render(
        source=source,
        facts=facts_of(source),
        originals=originals_of(source, page),
        successor=link_to(opened.successor) if opened.successor else None,
        content=content,
    )


def missing_page(sentence: str) -> str:
    """The page for a source that is not there."""
    return _TEMPLATES.get_template("saknas.html").render(sentence=sentence)
