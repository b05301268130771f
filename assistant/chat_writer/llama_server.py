"""python -m assistant.chat_writer.llama_server WEIGHTS [PORT]: a model on this machine, served by llama.cpp.

A process of its own, so that a model that takes all memory or crashes takes nothing else along. It prints its address
once the model is loaded, and stops when its standard input is closed, as it is when whoever started it is gone.
"""

from __future__ import annotations

import sys
from pathlib import Path

HOST = "127.0.0.1"

CONTEXT = 8_192
"""Tokens that prompt and answer may have together. The longest prompt has some 2,500 where the model knows Swedish
words, and one for each byte where it does not."""


def serve(weights: Path, port: int) -> None:
    """Load the model and serve it until standard input is closed; port 0 is any that is free."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx = CONTEXT
    params.n_parallel = 1  # one after the other: two at once take twice as long on the same cores
    params.n_gpu_layers = 0
    params.hostnames = [HOST]
    params.port = port
    params.ui = False
    params.endpoint_slots = False  # which would show what others ask
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
