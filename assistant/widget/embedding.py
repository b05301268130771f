"""Which other websites may send questions and feedback from their pages, and which may not."""

from __future__ import annotations

from collections.abc import Set

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

OPEN_PATHS = frozenset({"/api/ask", "/api/ask/stream", "/api/feedback"})
"""What the widget needs; a page elsewhere reaches nothing else."""

SECONDS_REMEMBERED = 3600
"""How long a browser may remember that a page may ask."""


class Embedding:
    """Middleware: lets the pages of the named websites ask and give feedback, without cookies.

    Args:
        app: What is behind.
        origins: The websites, as browsers name them; `*` is every one.
    """

    def __init__(self, app: ASGIApp, origins: Set[str]) -> None:
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=sorted(origins),
            allow_methods=["POST"],
            allow_headers=["Content-Type"],
            max_age=SECONDS_REMEMBERED,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with leave for the page that sent it where the address gives it."""
        app = self._open if scope.get("path") in OPEN_PATHS else self._app
        await app(scope, receive, send)
