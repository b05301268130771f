from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app import RebuildFailed, rebuilder
from assistant.settings import AssistantSettings


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


def test_rebuild_takes_in_what_has_changed_and_says_why_it_cannot(small_index: Path, small_sources: Path) -> None:
    register = f"sqlite:///{small_index}/register.db"
    settings = AssistantSettings(sources_dir=small_sources, index_dir=small_index, database_url=register)
    (small_sources / "anteckning.txt").write_text("Fjärrvärmenätet är nu 360 km långt.\n", encoding="utf-8")

    assert "ändrad  anteckning.txt" in rebuilder(settings)()
    (small_sources / "sources.toml").write_text("[[source", encoding="utf-8")
    with pytest.raises(RebuildFailed, match=r"gick inte att bygga om, så allt är som förut\. sources\.toml"):
        rebuilder(settings)()
