"""A part of the server that is made after the server has begun to answer.

Gradio takes seconds to import and tens of megabytes to hold, and no answer needs it. So its pages are made in a thread
of their own, the chat's soon after the start and the staff's when someone first goes there; whoever comes before they
are ready waits for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

_log = logging.getLogger(__name__)

SECONDS_OF_PEACE = 1.5
"""How long after the start a part waits before it is made unasked, so that the first answers have the processor."""

_ONE_AT_A_TIME = threading.Lock()
"""Gradio, as it is imported, changes for a while which warnings the whole process shows."""

Make = Callable[[FastAPI], None]
"""Puts a part's routes on an app, under the same paths as they have on the server."""


class LatePart:
    """An ASGI app that is made when it is first asked for.

    Args:
        make: Makes it, in a thread; may take its time. If it fails the next request tries again.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._life: asyncio.Task[None] | None = None
        self._ready: asyncio.Future[FastAPI] | None = None
        self._ending = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with its whole path, once the part is there."""
        part = await self.ready()
        await part({**scope, "root_path": scope.get("app_root_path", "")}, receive, send)

    async def ready(self) -> FastAPI:
        """The part, made if it is not yet."""
        if self._ready is None or (self._ready.done() and self._ready.exception()):
            self._ready = asyncio.get_running_loop().create_future()
            self._life = asyncio.create_task(self._live(self._ready))
        return await asyncio.shield(self._ready)  # one visitor who leaves takes nothing from the others

    async def close(self) -> None:
        """End the part's life, if it has one; what is still being made is left."""
        self._ending.set()
        if self._life and self._ready and not self._ready.done():
            self._life.cancel()
        if self._life:
            with contextlib.suppress(asyncio.CancelledError):
                await self._life

    async def _live(self, ready: asyncio.Future[FastAPI]) -> None:
        """Make the part, and keep what it has running until the end."""
        try:
            # Gradio makes event loops of its own, and never closes them, where none is running.
            part = await asyncio.to_thread(lambda: asyncio.run(self._made()))
        except Exception as error:
            _log.exception("A part of the server could not be made")
            ready.set_exception(error)
            return
        async with part.router.lifespan_context(part):
            ready.set_result(part)
            await self._ending.wait()

    async def _made(self) -> FastAPI:
        part = FastAPI(openapi_url=None)
        with _ONE_AT_A_TIME:
            self._make(part)
        return part


def mount_late(app: FastAPI, path: str, make: Make, *, unasked: bool = False) -> None:
    """Put a part on the app at a path.

    Args:
        app: The server.
        path: What the part's paths begin with.
        make: Makes it.
        unasked: Whether it is made soon after the start even when no one has come.
    """
    part = LatePart(make)
    before = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with before(app):
            making = asyncio.create_task(_soon(part)) if unasked else None
            try:
                yield
            finally:
                if making:
                    making.cancel()
                await part.close()

    app.router.lifespan_context = lifespan
    app.mount(path, part)


async def _soon(part: LatePart) -> None:
    await asyncio.sleep(SECONDS_OF_PEACE)
    await part.ready()
