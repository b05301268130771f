"""A real llama.cpp server on this machine: started, stalled, killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from assistant.chat_writer.breaking import CircuitBreaker
from assistant.chat_writer.fallback import FallbackWriter
from assistant.chat_writer.local import LocalModel
from assistant.chat_writer.opening import open_writer
from assistant.conversation import Question
from assistant.service import Assistant
from assistant.settings import AssistantSettings
from assistant.tables.answering import TableReader
from assistant.writing.quoting import QuotingWriter
from corpus.embeddings import TextEncoder
from corpus.errors import ModelUnavailable
from corpus.versions import IndexFolder, LiveIndex

for package, extra in (("xllamacpp", "llm"), ("gguf", "test"), ("langchain_openai", "chat")):
    pytest.importorskip(package, reason=f"{package}, of the extra {extra}, is not installed")

from tests.assistant.chat_writer.small_model import write_model  # noqa: E402  after what it needs was looked for

QUESTION = "När ska Borlänge vara klimatneutralt?"
SENTENCE = "I Borlänge ska vi vara klimatneutrala år 2030."
PATIENT = 120.0


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("modell") / "liten.gguf", SENTENCE)


@pytest.fixture
def model(weights: Path) -> Iterator[LocalModel]:
    with LocalModel(weights) as model:
        yield model


@pytest.fixture(scope="module")
def live(bundled_index: Path, encoder: TextEncoder) -> Iterator[LiveIndex]:
    with closing(LiveIndex(IndexFolder(bundled_index), encoder.stamp)) as live:
        yield live


class Asking:
    """Asks an assistant whose model is served at this address."""

    def __init__(self, live: LiveIndex, encoder: TextEncoder, url: str) -> None:
        self._live, self._encoder, self._url = live, encoder, url
        self._breaker = CircuitBreaker(failures=2, pause=0)
        self.quoting = QuotingWriter(encoder, "Borlänge")

    def __call__(self, seconds: float = PATIENT) -> tuple[str, set[str]]:
        """Who wrote the answer, and why quotes came instead."""
        settings = AssistantSettings(writer="chat", chat_url=self._url, chat_model="liten", chat_seconds=seconds)
        chat = open_writer(settings, self.quoting)
        assert isinstance(chat, FallbackWriter)
        answer = Assistant(self._live, self._encoder, chat, TableReader("Borlänge")).answer(Question(text=QUESTION))
        assert "2030" in answer.text
        assert all(citation.quote in citation.passage.text for citation in answer.citations)
        return answer.writer, {reason for reason, times in chat.fallbacks.by_reason.items() if times}


def test_it_words_the_answer_stalls_goes_on_dies_and_comes_back(
    live: LiveIndex, encoder: TextEncoder, model: LocalModel
) -> None:
    ask = Asking(live, encoder, model.url)
    assert ask() == ("chat", set())

    os.kill(model.pid, signal.SIGSTOP)
    assert ask(seconds=1.0) == ("quoting", {"slow"})
    os.kill(model.pid, signal.SIGCONT)
    assert ask() == ("chat", set())

    killed = model.pid
    os.kill(killed, signal.SIGKILL)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)
    assert ask() == ("quoting", {"unreachable"})

    model.keep_alive()
    assert model.pid != killed
    assert ask() == ("chat", set())


def test_a_prompt_that_is_longer_than_the_models_memory_is_an_error(
    live: LiveIndex, encoder: TextEncoder, model: LocalModel
) -> None:
    reply = httpx.post(
        f"{model.url}/v1/chat/completions",
        json={"messages": [{"role": "user", "content": "å" * 10_000}]},
        timeout=PATIENT,
    )
    assert reply.status_code in {400, 500}
    assert Asking(live, encoder, model.url)() == ("chat", set())


def test_the_command_that_is_started_beside_it_finds_it_and_takes_it_along(weights: Path) -> None:
    look = (
        "from assistant.settings import AssistantSettings; import urllib.request as r; s = AssistantSettings();"
        "print(s.writer, s.chat_model, s.chat_url, r.urlopen(s.chat_url + '/health').status)"
    )
    command = [sys.executable, "-m", "assistant.chat_writer", str(weights), sys.executable, "-c", look]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    writer, name, url, status = done.stdout.split()
    assert (writer, name, status) == ("chat", "liten", "200")
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "går inte att läsa. Ange en fil i formatet GGUF"),
        (b"PK\x03\x04", "är ingen modell i formatet GGUF"),
        (b"GGUF" + b"\0" * 100, "går inte att starta"),
    ],
)
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    weights = tmp_path / "modell.gguf"
    if content is not None:
        weights.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=message):
        LocalModel(weights)
    command = [sys.executable, "-m", "assistant.chat_writer", str(weights), "true"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert str(weights) in done.stderr
    assert "Traceback" not in done.stderr
