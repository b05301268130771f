"""Parts of the server that are made after it has begun to answer."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import late
from assistant.late import mount_late


class Part:
    """A part that takes its time, and notes what becomes of it."""

    def __init__(self, failures: int = 0) -> None:
        self.events: list[str] = []
        self.finished = threading.Event()
        self._failures = failures

    def make(self, part: FastAPI) -> None:
        self.events.append("made")
        if self.events.count("made") <= self._failures:
            raise ZeroDivisionError("trasig")
        self.finished.wait(20)

        @asynccontextmanager
        async def lifespan(app: FastAPI) -> AsyncIterator[None]:
            self.events.append("began")
            yield
            self.events.append("ended")

        part.router.lifespan_context = lifespan

        @part.get("/del/sida")
        def show() -> str:
            return "framme"


def served(part: Part, *, unasked: bool = False) -> FastAPI:
    app = FastAPI()
    mount_late(app, "/del", part.make, unasked=unasked)

    @app.get("/")
    def front() -> str:
        return "först"

    return app


def test_server_answers_before_the_part_is_made_and_all_who_come_for_it_wait() -> None:
    part = Part()
    with TestClient(served(part)) as client, ThreadPoolExecutor() as visitors:
        assert client.get("/").json() == "först"
        assert part.events == []

        waiting = [visitors.submit(client.get, "/del/sida") for _ in range(3)]
        assert client.get("/").json() == "först"
        assert not any(visitor.done() for visitor in waiting)
        part.finished.set()

        assert [visitor.result().json() for visitor in waiting] == ["framme"] * 3
        assert part.events == ["made", "began"]
    assert part.events == ["made", "began", "ended"]


def test_part_is_made_unasked_soon_after_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "SECONDS_OF_PEACE", 0)
    part = Part()
    part.finished.set()
    with TestClient(served(part, unasked=True)) as client:
        assert client.get("/del/sida").json() == "framme"
        assert part.events == ["made", "began"]


def test_part_that_could_not_be_made_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    part = Part(failures=1)
    part.finished.set()
    with TestClient(served(part), raise_server_exceptions=False) as client, caplog.at_level(logging.ERROR):
        assert client.get("/del/sida").status_code == 500
        assert "could not be made" in caplog.text
        assert client.get("/del/sida").json() == "framme"
