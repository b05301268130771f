"""The public pages' addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from assistant.access.sessions import HOURS
from assistant.conversation import MAX_QUESTION_LENGTH
from assistant.pages.emissions import drawings, origins, summary
from assistant.pages.frame import render, reply
from assistant.register.registry import Registry
from assistant.service import Assistant

_STATIC = Path(__file__).parents[1] / "static"

ASSESSED = "24 november 2026"
"""When the pages were last held against what the accessibility statement says of them."""


def mount_pages(app: FastAPI, assistant: Assistant, registry: Registry, home: str) -> None:
    """Put the start page, the charts and the statements on the app.

    Args:
        app: The server.
        assistant: Tells of the sources.
        registry: Holds the figures.
        home: The place whose emissions are drawn.
    """
    router = APIRouter(include_in_schema=False)

    def add(address: str, template: str, values: Callable[[], dict[str, object]]) -> None:
        def show() -> Response:
            return reply(render(template, current=address, **values()))

        router.add_api_route(address, show)

    add("/", "start.html", lambda: _start(assistant, registry, home))
    add("/utslapp", "utslapp.html", lambda: _emissions(assistant, registry, home))
    add("/om-tjansten", "om-tjansten.html", lambda: {"sources": assistant.sources()})
    add("/integritet", "integritet.html", lambda: {"hours": HOURS})
    add("/tillganglighet", "tillganglighet.html", lambda: {"assessed": ASSESSED})

    @router.get("/favicon.ico")
    async def icon() -> FileResponse:
        return FileResponse(_STATIC / "favicon.svg", media_type="image/svg+xml")

    app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC))


def _start(assistant: Assistant, registry: Registry, home: str) -> dict[str, object]:
    return {"sources": assistant.sources(), "longest": MAX_QUESTION_LENGTH, "emissions": summary(registry, home)}


def _emissions(assistant: Assistant, registry: Registry, home: str) -> dict[str, object]:
    return {
        "summary": tuple(filter(None, [summary(registry, home)])),
        "drawings": drawings(registry, home),
        "sources": origins(registry, home, assistant.sources()),
    }
