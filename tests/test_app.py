from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx


def server(index: Path, port: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "assistant", "serve", "--index", str(index), "--port", port]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def test_server_says_where_it_is_answers_and_stops_when_told(small_index: Path) -> None:
    with server(small_index, "0") as running:
        assert running.stdout is not None
        first_line = running.stdout.readline()
        address = first_line.split()[-1]

        answer = httpx.post(f"{address}/api/ask", json={"question": "Vad är en kolsänka?"}).json()
        with server(small_index, address.rpartition(":")[2]) as second:
            second_out, second_err = second.communicate()
        running.terminate()
        out, err = running.communicate()

    assert first_line == f"Klimatassistenten svarar på {address}\n"
    assert answer["outcome"] == "answered"
    assert (second.returncode, second_out) == (2, "")
    assert second_err.startswith("Det går inte att lyssna på 127.0.0.1:")
    assert (running.returncode, out, err) == (0, "", "")
