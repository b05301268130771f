"""The gate before the staff's pages."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant import texts
from assistant.access.pages import SIGN_IN
from assistant.access.sessions import signed_in
from assistant.wire import ErrorReply

STAFF_PATH = "/personal"
"""Everything below this address is closed to whoever is not signed in."""


class StaffOnly:
    """Middleware: leads whoever is not signed in from the staff's pages to the sign-in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it may go there."""
        is_page = scope["type"] in ("http", "websocket") and f"{scope['path']}/".startswith(f"{STAFF_PATH}/")
        if not is_page or signed_in(HTTPConnection(scope)):
            await self.app(scope, receive, send)
        elif "text/html" in Headers(scope=scope).get("accept", ""):
            await RedirectResponse(SIGN_IN, 303)(scope, receive, send)
        else:
            await JSONResponse(ErrorReply(error=texts.HTTP_ERRORS[401]).model_dump(), 401)(scope, receive, send)
