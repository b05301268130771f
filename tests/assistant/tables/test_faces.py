"""An answer from the tables as the API, the chat and the command line show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.api import create_api
from assistant.chat_html import answer_html
from assistant.conversation import Answer
from assistant.plain_text import answer_with_sources
from assistant.service import Assistant
from tests.assistant.tables.conftest import ask

QUESTION = "Hur mycket har Borlänges utsläpp minskat sedan 1990?"


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return ask(assistant, QUESTION)


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> TestClient:
    return TestClient(create_api(assistant, Path("finns-inte.html")), raise_server_exceptions=False)


def test_the_api_sends_calculation_table_and_a_chart_that_can_be_fetched(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": QUESTION}).json()

    assert reply["calculations"][0]["expression"] == "539 459 \u2212 423 796"
    assert reply["calculations"][0]["result"] == "115 663"
    assert reply["table"]["columns"] == ["Område", "År", "Sektor", "Utsläpp"]
    assert len(reply["table"]["rows"]) == 14
    drawn = client.get(reply["chart"]["svg"])
    assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/svg+xml")
    assert "sandbox" in drawn.headers["content-security-policy"]
    svg = BeautifulSoup(drawn.text, "html.parser")
    assert svg.title is not None and svg.title.text == reply["chart"]["title"]
    assert svg.desc is not None and "539 459 ton" in svg.desc.text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT 1",
        '{"table":"emissions","aggregate":"change","measure":"amount","filters":[{"column":"place","values":["X"]}]}',
        '{"table":"actions","aggregate":"count"}',
    ],
)
def test_a_chart_of_what_is_no_trend_of_ours_is_refused(client: TestClient, query: str) -> None:
    refused = client.get("/api/charts", params={"query": query})
    assert refused.status_code == 422
    assert refused.json()["error"].endswith(".")


def test_the_chat_shows_the_chart_the_calculation_and_each_row_with_its_source(answer: Answer) -> None:
    page = BeautifulSoup(answer_html(answer, key=3), "html.parser")

    image = page.select_one(".diagram img")
    assert image is not None and str(image["src"]).startswith("/api/charts?query=")
    assert "ton koldioxidekvivalenter" in str(image["alt"])
    assert "539 459 \u2212 423 796 = 115 663" in page.select(".utrakning li")[0].text
    rows = page.select(".rader tbody tr")
    assert len(rows) == 14
    ids = {str(item["id"]) for item in page.select(".kallor li")}
    assert all(str(link["href"]).removeprefix("#") in ids for row in rows for link in row.select("a"))
    caption = page.select_one(".rader caption")
    assert caption is not None and "2026-06-25" in caption.text


def test_a_long_table_is_folded_together(assistant: Assistant) -> None:
    answer = ask(assistant, "Hur många åtaganden finns inom området transport?")
    page = BeautifulSoup(answer_html(answer, key=0), "html.parser")

    folded = {name: page.select_one(f"details.{name}") for name in ("rader", "kallor")}

    assert all(details is not None and not details.has_attr("open") for details in folded.values())
    assert [link.text.removeprefix("källa ") for link in page.select("p a.markor")] == ["[1]", "[26]"]


def test_the_command_line_shows_calculation_and_rows(answer: Answer) -> None:
    shown = answer_with_sources(answer)

    assert "Uträkning:\n    Totalt, Borlänge, 1990–2024: 539 459 \u2212 423 796 = 115 663" in shown
    assert "    Borlänge | 1990 | Totalt | 539 459 | [1]" in shown
