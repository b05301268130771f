"""The viewer over HTTP: /kallor, /kallor/{id} and the pictures of its pages. Only what anyone may see is shown."""

from __future__ import annotations

import hashlib
from functools import partial

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from assistant.api import UsedAssistant
from assistant.errors import UnknownSource
from assistant.viewer.addresses import SOURCES
from assistant.viewer.contents import picture_version
from assistant.viewer.pages import STYLES, STYLES_VERSION, list_page, missing_page, source_page
from assistant.viewer.pictures import Pictures, draw_page
from assistant.viewer.places import asked, open_source

_HEADERS = {
    # The pages are copies of what stands elsewhere; a search engine should lead to the original.
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
    "frame-ancestors 'self'; base-uri 'none'",
}
_ASK_AGAIN = "no-cache"  # kept, but used only after the server has said that it still holds
_FOR_EVER = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@router.get(SOURCES)
def sources(request: Request, assistant: UsedAssistant) -> Response:
    """The list of sources."""
    return _page(request, list_page(assistant.sources()))


@router.get(f"{SOURCES}/stil.css")
def styles(request: Request) -> Response:
    """The pages' style sheet."""
    return FileResponse(STYLES, media_type="text/css", headers=_kept(request, STYLES_VERSION))


@router.get(f"{SOURCES}/{{source_id}}")
def source(source_id: str, request: Request, assistant: UsedAssistant) -> Response:
    """A source at the place that the address points at."""
    wanted = asked(request.query_params)
    try:
        opened = open_source(assistant.live, source_id, wanted.passage_id)
    except UnknownSource as error:
        return HTMLResponse(missing_page(str(error)), 404, _HEADERS)
    return _page(request, source_page(opened, wanted, assistant.live.folder.original(opened.file_hash)))


@router.get(f"{SOURCES}/{{source_id}}/sida/{{number}}.png")
def picture(source_id: str, number: int, request: Request, assistant: UsedAssistant) -> Response:
    """A page of a PDF file as a picture; not another file's picture than the one that was asked for."""
    opened = open_source(assistant.live, source_id)
    file, version = assistant.live.folder.original(opened.file_hash), picture_version(opened.file_hash)
    if not opened.document.page_starts or not file.is_file() or request.query_params.get("v", version) != version:
        raise HTTPException(404)
    pictures: Pictures = request.app.state.pictures
    drawn = pictures.get((opened.file_hash, number), partial(draw_page, file, number))
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/png", headers=_kept(request, version))


def mount_viewer(app: FastAPI) -> None:
    """Put the viewer on an app that has an assistant."""
    app.state.pictures = Pictures()
    app.include_router(router)


def _page(request: Request, html: str) -> Response:
    """A page, or that the one which the browser keeps still says the same, whichever version of the index it is of."""
    headers = {**_HEADERS, "Cache-Control": _ASK_AGAIN, "ETag": f'"{hashlib.sha256(html.encode()).hexdigest()[:32]}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(html, headers=headers)


def _kept(request: Request, version: str) -> dict[str, str]:
    """The headers of what never changes under an address that names its version."""
    named = request.query_params.get("v") == version
    return {"X-Robots-Tag": "noindex", "Cache-Control": _FOR_EVER if named else _ASK_AGAIN}
