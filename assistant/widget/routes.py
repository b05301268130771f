"""The widget's addresses: its script, a page that shows it, and what visitors think of answers."""

from __future__ import annotations

from collections.abc import Set
from html import escape
from pathlib import Path
from string import Template

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from assistant import texts
from assistant.feedback import Feedback, FeedbackFile
from assistant.http_errors import document_errors
from assistant.widget.embedding import Embedding
from assistant.widget.script import Script, widget_script

_DEMO = Path(__file__).parent / "demo.html"
_DEMO_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

_FOR_EVERY_SITE = {
    "Access-Control-Allow-Origin": "*",  # a page that demands the script's integrity has to be let to read it
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}
_NEWEST = "public, max-age=300, must-revalidate"
_FOR_EVER = "public, max-age=31536000, immutable"

router = APIRouter()


@router.get("/widget.js", include_in_schema=False)
def script(request: Request) -> Response:
    """The script as it is now."""
    return _script(request, widget_script(), _NEWEST)


@router.get("/widget-{version}.js", include_in_schema=False)
def script_of_version(version: str, request: Request) -> Response:
    """The script for a page that demands this very version."""
    current = widget_script()
    if version != current.version:
        raise HTTPException(404)
    return _script(request, current, _FOR_EVER)


@router.get("/widget-demo", include_in_schema=False)
def demo(request: Request) -> Response:
    """A page with the widget on it, that says how to embed it."""
    rows = "".join(
        f"<tr><th scope='row'><code>{name}</code></th><td>{escape(meaning)}</td><td>{escape(default)}</td></tr>"
        for name, (meaning, default) in texts.WIDGET_ATTRIBUTES.items()
    )
    current = widget_script()
    page = Template(_DEMO.read_text(encoding="utf-8")).substitute(
        origin=escape(str(request.base_url).rstrip("/")),
        version=current.version,
        integrity=current.integrity,
        attributes=rows,
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": _DEMO_POLICY})


@router.post(
    "/api/feedback",
    tags=["Fråga"],
    summary="Säg vad du tycker om ett svar",
    status_code=204,
    response_description="Det är sparat.",
    responses=document_errors(422, 503),
)
def feedback(given: Feedback, request: Request) -> None:
    """Bara det som skickas sparas; e-postadresser, telefonnummer och personnummer tas bort först."""
    file: FeedbackFile = request.app.state.feedback
    file.save(given)


def mount_widget(app: FastAPI, origins: Set[str], feedback_file: FeedbackFile) -> None:
    """Put the widget on the app.

    Args:
        app: The app.
        origins: The websites that may embed the widget, beside the server's own; `*` is every one.
        feedback_file: Where feedback is kept.
    """
    app.state.feedback = feedback_file
    app.include_router(router)
    app.add_middleware(Embedding, origins=origins)


def _script(request: Request, current: Script, cache: str) -> Response:
    headers = {**_FOR_EVERY_SITE, "Cache-Control": cache, "ETag": f'W/"{current.version}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(current.body, media_type="text/javascript", headers=headers)
    return Response(current.gzipped, media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})
