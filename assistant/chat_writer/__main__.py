"""python -m assistant.chat_writer WEIGHTS COMMAND …: a local model, and a command that asks it.

The command finds the model through its settings. When the model's server stops it is started again; when the command
ends, so does the server.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.chat_writer.local import LocalModel
from corpus.errors import KlimatError

SECONDS_BETWEEN_LOOKS = 2.0
"""How often to look whether the server is still there."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status, or 2 when the model cannot be served."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant.chat_writer", description="Startar en språkmodell på datorn och ett kommando."
    )
    parser.add_argument("weights", type=Path, metavar="MODELL", help="modellens fil, i formatet GGUF")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="KOMMANDO", help="det som ska använda modellen")
    options = parser.parse_args(arguments)
    try:
        with LocalModel(options.weights) as model:
            return _run(options.command, options.weights, model)
    except KlimatError as error:
        print(error, file=sys.stderr)
        return 2


def _run(command: Sequence[str], weights: Path, model: LocalModel) -> int:
    found = {"KLIMAT_WRITER": "chat", "KLIMAT_CHAT_URL": model.url, "KLIMAT_CHAT_MODEL": weights.stem}
    with subprocess.Popen(command, env={**os.environ, **found}) as running:
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())  # who is told to stop tells the command
        try:
            while running.poll() is None:
                time.sleep(SECONDS_BETWEEN_LOOKS)
                model.keep_alive()
        except KeyboardInterrupt:
            pass  # the command has been told to stop too, and is waited for
        except KlimatError as error:  # without its model the assistant quotes
            print(error, file=sys.stderr)
            running.wait()
        return running.wait()


if __name__ == "__main__":
    sys.exit(main())
