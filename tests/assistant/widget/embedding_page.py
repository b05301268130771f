"""A page on another website, with the strictest policy, that embeds the widget; and servers that the widget asks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import uvicorn
from fastapi import FastAPI

PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Borlänge kommun</title></head>
<body><main><h1>Bygga, bo och miljö</h1><p>{filler}</p><p><a href="#h">En länk</a></p></main>
<script src="{origin}/widget.js" {attributes} defer></script></body></html>"""


class Host(ThreadingHTTPServer):
    """The other website; what stands after the question mark in an address become the script's attributes."""

    assistant = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _HostPage)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _HostPage(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        attributes = " ".join(
            f'{name}="{escape(value)}"' for name, value in parse_qsl(parts.query, keep_blank_values=True)
        )
        origin = self.server.assistant
        page = PAGE.format(filler="Text om kommunen. " * 200, origin=origin, attributes=attributes)
        self.send_response(200 if parts.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src {origin}; connect-src {origin}; base-uri 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'",
        )
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@contextmanager
def hosting() -> Iterator[Host]:
    with Host() as host:
        thread = threading.Thread(target=host.serve_forever)
        thread.start()
        yield host
        host.shutdown()
        thread.join()


class RealServer:
    """The real server, in a process that can be killed and started again at the same address."""

    def __init__(self, index: Path, feedback: Path, widget_origin: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        self.origin = f"http://127.0.0.1:{port}"
        self._command = [sys.executable, "-m", "assistant", "serve", "--port", port, "--index", str(index)]
        self._environment = {
            **os.environ,
            "KLIMAT_WIDGET_ORIGINS": widget_origin,
            "KLIMAT_FEEDBACK_FILE": str(feedback),
        }
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, encoding="utf-8", env=self._environment)
        assert self._process.stdout is not None
        assert self.origin in self._process.stdout.readline()

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of an app that is served from this process."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False, lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()
