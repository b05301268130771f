"""While a server runs, the follow-up questions are tried anew whenever its index has been built from other sources."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.settings import AssistantSettings
from assistant.suggesting.keeping import digest_of, file_for, read_suggestions
from corpus.errors import DamagedIndex
from corpus.settings import variable
from corpus.versions import LiveIndex

SECONDS = 5.0
"""How often the index is looked at."""

Renew = Callable[[threading.Event], None]
"""Tries the questions anew; breaks off when the event is set."""


@contextmanager
def renewing(live: LiveIndex, renew: Renew, seconds: float = SECONDS) -> Iterator[None]:
    """Have the questions renewed in the background until the `with` block ends, once for each state of the index."""
    stopped = threading.Event()

    def follow() -> None:
        seen, tried = "", ""
        while not stopped.wait(seconds):
            with live.reading() as index:
                if index.manifest.version == seen:
                    continue
                seen, digest = index.manifest.version, digest_of(index)
            if digest != tried and digest != _digest_kept(live.folder.path):
                tried = digest
                renew(stopped)

    thread = threading.Thread(target=follow, name="suggestions", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(SECONDS)


def in_a_process(settings: AssistantSettings) -> Renew:
    """What tries the questions in a process of its own, which gives way to whoever is waiting for an answer."""
    command = [sys.executable, "-m", "assistant", "suggest", "--index", str(settings.index_dir)]
    shared = ("model", "model_dir", "model_backend", "home")
    environment = {**os.environ, **{variable(name): str(getattr(settings, name)) for name in shared}}

    def renew(stopped: threading.Event) -> None:
        # When it fails, answers come without suggestions, or with those whose passages are as they were.
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(["nice", "-n", "19", *command], env=environment, stdout=quiet, stderr=quiet)
        while process.poll() is None:
            if stopped.wait(1.0):
                process.terminate()
                process.wait()

    return renew


def _digest_kept(folder: Path) -> str:
    try:
        return read_suggestions(file_for(folder)).digest
    except DamagedIndex:
        return ""
