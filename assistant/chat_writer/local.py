"""A chat model on this machine, started beside the assistant and started again when it stops."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from assistant import texts
from corpus.errors import ModelUnavailable

_MAGIC = b"GGUF"


class LocalModel:
    """A llama.cpp server with a model's weights, in a process of its own.

    Its address stays the same when it is started again.

    Args:
        weights: The model, as a GGUF file.

    Raises:
        ModelUnavailable: It is no such file, the bindings are not installed, or the server does not start.
    """

    def __init__(self, weights: Path) -> None:
        _check(weights)
        self._weights = weights
        self._process, self.url = _start(weights, 0)

    def __enter__(self) -> LocalModel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    @property
    def pid(self) -> int:
        """The process that serves it now."""
        return self._process.pid

    def keep_alive(self) -> None:
        """Start the server again if it has stopped.

        Raises:
            ModelUnavailable: It does not start.
        """
        if self._process.poll() is not None:
            self._process.communicate()
            self._process, self.url = _start(self._weights, urlsplit(self.url).port or 0)


def _check(weights: Path) -> None:
    try:
        with weights.open("rb") as file:
            is_gguf = file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise ModelUnavailable(texts.WEIGHTS_UNREADABLE.format(file=weights)) from error
    if not is_gguf:
        raise ModelUnavailable(texts.WEIGHTS_WRONG.format(file=weights))
    if find_spec("xllamacpp") is None:
        raise ModelUnavailable(texts.LLAMA_NOT_INSTALLED)


def _start(weights: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "assistant.chat_writer.llama_server", str(weights), str(port)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    if process.stdout is None:
        raise AssertionError("its standard output is a pipe")
    url = process.stdout.readline().strip()
    if not url:
        process.communicate()
        raise ModelUnavailable(texts.LLAMA_NOT_STARTED.format(file=weights))
    return process, url
