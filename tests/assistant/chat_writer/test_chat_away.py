"""A chat server that is away or misbehaves: the quoting answer comes instead, whatever it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.chat_writer.fallback import FallbackWriter
from assistant.chat_writer.opening import open_writer
from assistant.conversation import Answer, Question
from assistant.service import Assistant
from assistant.settings import AssistantSettings
from assistant.tables.answering import TableReader
from assistant.writing.quoting import QuotingWriter
from corpus.embeddings import TextEncoder
from corpus.settings import InvalidSettings
from corpus.versions import IndexFolder, LiveIndex
from tests.assistant.chat_writer import chat_servers
from tests.assistant.chat_writer.chat_servers import Behaviour, free_port, says, serving

pytest.importorskip("langchain_openai", reason="the chat model's client is not installed: the extra chat")

QUESTION = Question(text="När ska Borlänge vara klimatneutralt?")
RIGHT = "I Borlänge ska vi vara klimatneutrala år 2030."
PATIENT = 120.0
"""Seconds in which a machine that does anything at all has answered."""


@pytest.fixture(scope="module")
def live(bundled_index: Path, encoder: TextEncoder) -> Iterator[LiveIndex]:
    with closing(LiveIndex(IndexFolder(bundled_index), encoder.stamp)) as live:
        yield live


@pytest.fixture(scope="module")
def quoted(live: LiveIndex, encoder: TextEncoder) -> Answer:
    """What the quoting writer answers."""
    return Assistant(live, encoder, QuotingWriter(encoder, "Borlänge"), TableReader("Borlänge")).answer(QUESTION)


class Asked:
    """An assistant whose chat model is at this address."""

    def __init__(self, live: LiveIndex, encoder: TextEncoder, url: str, seconds: float) -> None:
        settings = AssistantSettings(
            writer="chat", chat_url=url, chat_model="m", chat_key=SecretStr("hemlig"), chat_seconds=seconds
        )
        writer = open_writer(settings, QuotingWriter(encoder, "Borlänge"))
        assert isinstance(writer, FallbackWriter)
        self.fallbacks = writer.fallbacks
        self.assistant = Assistant(live, encoder, writer, TableReader("Borlänge"))

    def answer(self) -> Answer:
        return self.assistant.answer(QUESTION)

    @property
    def reasons(self) -> set[str]:
        return {reason for reason, times in self.fallbacks.by_reason.items() if times}


def test_a_server_that_works_words_the_answer(live: LiveIndex, encoder: TextEncoder) -> None:
    with serving(says(f"{RIGHT} [3]")) as (url, requests):
        answer = Asked(live, encoder, url, PATIENT).answer()
    assert (answer.text, answer.writer) == (f"{RIGHT} [1]", "chat")
    assert answer.citations[0].quote == "Borlänge ska vara klimatneutralt år 2030."
    (request,) = requests
    assert request["path"] == "/v1/chat/completions"
    assert (request["model"], request["stream"], request["temperature"]) == ("m", True, 0)
    assert request["headers"]["authorization"] == "Bearer hemlig"


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (chat_servers.is_out_of_memory, "error"),
        (chat_servers.is_loading, "error"),
        (chat_servers.wants_another_key, "error"),
        (chat_servers.redirects, "error"),
        (chat_servers.sends_garbage, "broken"),
        (chat_servers.sends_a_page, "broken"),
        (chat_servers.sends_broken_json, "broken"),
        (chat_servers.sends_other_json, "broken"),
        (chat_servers.sends_an_error_midway, "broken"),
        (chat_servers.sends_nothing, "broken"),
        (chat_servers.hangs_up_midway, "broken"),
        (chat_servers.never_ends, "broken"),
        (chat_servers.sends_it_all_at_once, "broken"),
        (says("   "), "empty"),
        (says("Det framgår inte av källorna."), "refused"),
        (says("Borlänge shall be climate neutral by the year 2030."), "language"),
        (says("I Borlänge ska vi vara klimatneutrala år 2035."), "unsupported"),
        (says("Klimatneutralt år ska Borlänge"), "empty"),
        (says(RIGHT.removesuffix("."), finish="length"), "broken"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_quotes_come_instead(
    live: LiveIndex, encoder: TextEncoder, quoted: Answer, behaviour: Behaviour, reason: str
) -> None:
    with serving(behaviour) as (url, _):
        asked = Asked(live, encoder, url, PATIENT)
        answer = asked.answer()
    assert (answer.statements, answer.citations) == (quoted.statements, quoted.citations)
    assert (answer.writer, asked.reasons) == ("quoting", {reason})


@pytest.mark.parametrize(
    "behaviour",
    [chat_servers.hangs, chat_servers.hangs_midway, chat_servers.drips, chat_servers.keeps_alive_only],
    ids=lambda value: value.__name__,
)
def test_a_server_that_would_take_for_ever_is_not_waited_for(
    live: LiveIndex, encoder: TextEncoder, quoted: Answer, behaviour: Behaviour
) -> None:
    with serving(behaviour) as (url, _):
        asked = Asked(live, encoder, url, 1.0)
        answer = asked.answer()  # the server answers only when it is told to stop, which is after this
    assert (answer.statements, answer.writer, asked.reasons) == (quoted.statements, "quoting", {"slow"})


def test_a_server_that_is_not_there_is_soon_not_asked_any_more(
    live: LiveIndex, encoder: TextEncoder, quoted: Answer
) -> None:
    asked = Asked(live, encoder, f"http://127.0.0.1:{free_port()}", PATIENT)
    assert all(asked.answer().statements == quoted.statements for _ in range(5))
    assert {reason: times for reason, times in asked.fallbacks.by_reason.items() if times} == {
        "paused": 2,
        "unreachable": 3,
    }


def test_a_secret_key_is_never_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIMAT_CHAT_KEY", "hemlig")
    settings = AssistantSettings()
    assert settings.chat_key.get_secret_value() == "hemlig"
    assert "hemlig" not in f"{settings!r} {settings.model_dump_json()}"


def test_no_key_but_ours_is_sent(live: LiveIndex, encoder: TextEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "annans")
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    with serving(says(RIGHT)) as (url, requests):
        settings = AssistantSettings(writer="chat", chat_url=url, chat_model="m", chat_seconds=PATIENT)
        writer = open_writer(settings, QuotingWriter(encoder, "Borlänge"))
        answer = Assistant(live, encoder, writer, TableReader("Borlänge")).answer(QUESTION)
    assert answer.writer == "chat"
    assert "annans" not in str(requests[0]["headers"])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, "KLIMAT_CHAT_URL och KLIMAT_CHAT_MODEL saknas"),
        ({"chat_url": "http://localhost:1"}, "men KLIMAT_CHAT_MODEL saknas"),
        ({"chat_url": "localhost:11434", "chat_model": "m"}, "KLIMAT_CHAT_URL kan inte vara ”localhost:11434”"),
    ],
)
def test_missing_settings_are_named(encoder: TextEncoder, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        open_writer(AssistantSettings(writer="chat", **settings), QuotingWriter(encoder, "Borlänge"))


def test_a_server_at_work_shows_nothing_alarming(live: LiveIndex, encoder: TextEncoder, quoted: Answer) -> None:
    with serving(chat_servers.is_out_of_memory) as (url, _):
        parts = list(Asked(live, encoder, url, PATIENT).assistant.stream(QUESTION))
    assert parts[:-1] == list(quoted.statements)
