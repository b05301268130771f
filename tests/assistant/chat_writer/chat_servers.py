"""Chat servers on this machine that follow OpenAI's protocol, or fail to in one way each."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Exchange"], None]
"""What a server does with a request for an answer."""


class Exchange(BaseHTTPRequestHandler):
    """A request for an answer, and the means to answer it.

    Attributes:
        behaviour: What the server does.
        requests: What it has been asked.
        over: Set when the server is to stop; waits end then.
    """

    behaviour: Behaviour
    requests: list[dict[str, Any]]
    over: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.requests.append(
            {
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
                **json.loads(body),
            }
        )
        self.close_connection = True
        with suppress(OSError):  # the client has left
            type(self).behaviour(self)

    def reply(self, status: int, body: bytes, content_type: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def piece(self, text: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
        self.event(json.dumps(chunk))

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for so long, or until the server is to stop; whether it is."""
        return self.over.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:
        pass


def says(text: str, finish: str = "stop") -> Behaviour:
    """Answers properly, with this text, word by word."""

    def say(exchange: Exchange) -> None:
        exchange.begin()
        for word in text.split(" "):
            exchange.piece(f"{word} ")
        exchange.piece("", finish)
        exchange.event("[DONE]")

    return say


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that behaves so: its address, and what it is asked."""
    requests: list[dict[str, Any]] = []
    over = threading.Event()
    kind = type("Exchange", (Exchange,), {"behaviour": staticmethod(behaviour), "requests": requests, "over": over})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", requests
        finally:
            over.set()
            server.shutdown()
            running.join()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def hangs(exchange: Exchange) -> None:
    exchange.wait()


def hangs_midway(exchange: Exchange) -> None:
    exchange.begin()
    exchange.piece("Borlänge ska vara")
    exchange.wait()


def drips(exchange: Exchange) -> None:
    exchange.begin()
    for letter in "Borlänge ska vara klimatneutralt år 2030, " * 1_000:
        if exchange.wait(0.1):
            return
        exchange.piece(letter)


def keeps_alive_only(exchange: Exchange) -> None:
    exchange.begin()
    while not exchange.wait(0.1):
        exchange.wfile.write(b": ping\n\n")
        exchange.wfile.flush()


def is_out_of_memory(exchange: Exchange) -> None:
    exchange.reply(500, b'{"error": {"code": 500, "message": "failed to allocate", "type": "server_error"}}')


def is_loading(exchange: Exchange) -> None:
    exchange.reply(503, b'{"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}')


def wants_another_key(exchange: Exchange) -> None:
    exchange.reply(401, b'{"error": "no"}')


def redirects(exchange: Exchange) -> None:
    exchange.reply(302, b"", Location="http://127.0.0.1:9/v1/chat/completions")


def sends_garbage(exchange: Exchange) -> None:
    exchange.reply(200, bytes(range(256)) * 40, "text/event-stream")


def sends_a_page(exchange: Exchange) -> None:
    exchange.reply(200, b"<!doctype html><title>Router</title><p>Log in", "text/html")


def sends_broken_json(exchange: Exchange) -> None:
    exchange.begin()
    exchange.event('{"choices": [{"index": 0, "delta": {"content": "Borl')


def sends_other_json(exchange: Exchange) -> None:
    exchange.begin()
    exchange.event('{"choices": 7, "model": ["x"]}')
    exchange.event("[DONE]")


def sends_an_error_midway(exchange: Exchange) -> None:
    exchange.begin()
    exchange.piece("Borlänge ska vara ")
    exchange.event('{"error": {"code": 500, "message": "Compute error.", "type": "server_error"}}')


def sends_nothing(exchange: Exchange) -> None:
    exchange.begin()
    exchange.event("[DONE]")


def hangs_up_midway(exchange: Exchange) -> None:
    exchange.send_response(200)
    exchange.send_header("Content-Type", "text/event-stream")
    exchange.send_header("Content-Length", "100000")
    exchange.end_headers()
    exchange.piece("Borlänge ska vara klimatneutralt år")


def never_ends(exchange: Exchange) -> None:
    exchange.begin()
    while not exchange.over.is_set():
        exchange.piece("och så vidare ")


def sends_it_all_at_once(exchange: Exchange) -> None:
    exchange.begin()
    exchange.piece("och så vidare " * 500_000, "stop")
    exchange.event("[DONE]")
