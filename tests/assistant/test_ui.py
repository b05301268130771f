"""The chat in a real browser, where Debian's Chromium is installed, over the real server."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.api import create_api
from assistant.conversation import MAX_QUESTION_LENGTH
from assistant.ui import mount_ui
from tests.assistant.browsing import in_a_browser
from tests.assistant.fixed_assistant import FixedAssistant

expect.set_options(timeout=20_000)


async def mounted(app: FastAPI, assistant: FixedAssistant) -> None:
    """Without a running event loop, Gradio makes loops of its own and never closes them."""
    mount_ui(app, assistant)


def test_chat_leaves_the_api_alone_and_takes_no_files() -> None:
    assistant = FixedAssistant()
    app = create_api(assistant, Path("finns-inte.html"))
    asyncio.run(mounted(app, assistant))
    client = TestClient(app)

    assert client.get("/api/nej").json() == {"error": "Det finns inget på den adressen. På /docs står vad som finns."}
    assert client.post("/chatt/gradio_api/upload", files={"files": b"x"}).status_code == 404
    assert client.get("/chatt/gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}


@pytest.fixture(scope="module")
def address(bundled_index: Path) -> Iterator[str]:
    """The real server, over the bundled corpus."""
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--index", str(bundled_index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1]
        server.terminate()


@pytest.fixture
def visit(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with an English browser, who must see no error and cause no request that leaves this machine."""
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    hosts: set[str | None] = set()
    problems: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    context.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context
    context.close()
    assert hosts <= {"127.0.0.1", None}
    assert not problems


@pytest.fixture
def page(visit: BrowserContext, address: str) -> Page:
    return open_chat(visit, address)


def open_chat(visit: BrowserContext, address: str) -> Page:
    page = visit.new_page()
    page.goto(f"{address}/chatt/")
    page.get_by_label("Din fråga").wait_for()
    return page


def ask(page: Page, question: str) -> None:
    page.get_by_label("Din fråga").fill(question)
    page.get_by_role("button", name="Skicka").click()


@in_a_browser
def test_question_is_asked_and_its_source_reached_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till frågan")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Din fråga")).to_be_focused()
    page.keyboard.type("Vad är en kolsänka?")
    page.keyboard.press("Enter")
    expect(page.locator(".svar .text > p")).to_contain_text("tar upp koldioxid")
    expect(page.get_by_text("Källor (")).to_be_visible()
    expect(page.get_by_label("Din fråga")).to_be_focused()

    page.locator(".kallor summary").press("Enter")
    expect(page.locator(".kallor ol")).to_be_hidden()
    page.locator("a.markor").first.press("Enter")
    expect(page.locator("#kalla-0-1")).to_be_focused()
    expect(page.locator("#kalla-0-1 blockquote")).to_contain_text("koldioxid")
    page.keyboard.press("Tab")
    expect(page.locator("#kalla-0-1 a").first).to_be_focused()


@in_a_browser
def test_page_is_swedish_and_its_own(page: Page) -> None:
    ask(page, "Vad är en kolsänka?")
    expect(page.get_by_text("Källor (")).to_be_visible()

    assert page.evaluate("document.documentElement.lang") == "sv"
    assert page.title() == "Klimatassistenten – Fråga om Klimatneutrala Borlänge 2030"
    expect(page.get_by_role("log", name="Samtal")).to_be_visible()
    expect(page.locator("footer")).to_have_count(0)
    expect(page.get_by_text("AI-tjänst")).to_be_visible()
    assert not [name for name in named(page) if "message" in name or "chatbot" in name]


def named(page: Page) -> list[str]:
    labels = "[...document.querySelectorAll('[aria-label], [title]')].map(e => e.ariaLabel + e.title)"
    return [str(name) for name in page.evaluate(labels)]


@in_a_browser
def test_example_is_answered_and_starting_over_forgets_it(page: Page) -> None:
    example = page.get_by_role("button", name="Vilka är med i konsortiet?")
    example.click()
    expect(page.locator(".svar li").first).to_be_visible()
    expect(example).to_be_hidden()

    page.get_by_role("button", name="Börja om").click()
    expect(page.locator(".svar")).to_have_count(0)
    expect(example).to_be_visible()
    expect(page.get_by_label("Din fråga")).to_be_focused()


@in_a_browser
def test_refusal_shows_no_sources(page: Page) -> None:
    ask(page, "Vad kostar en pizza i Falun?")

    expect(page.locator(".svar .text > p")).to_contain_text("servicecenter")
    expect(page.locator(".kallor")).to_have_count(0)


@in_a_browser
def test_too_long_a_question_is_kept_with_a_calm_word(page: Page) -> None:
    question = "o" * (MAX_QUESTION_LENGTH + 1)
    ask(page, question)

    expect(page.locator(".besked")).to_contain_text(f"får ha högst {MAX_QUESTION_LENGTH}")
    expect(page.get_by_label("Din fråga")).to_have_value(question)


@in_a_browser
def test_hostile_question_is_only_text(page: Page) -> None:
    hostile = '<img src="http://example.com/x" onerror=alert(1)> ![a](http://example.com/b.png) **fet**'
    ask(page, hostile)

    expect(page.locator(".fraga")).to_have_text(hostile)
    expect(page.locator(".fraga *")).to_have_count(0)


@in_a_browser
def test_visitors_do_not_see_each_other(browser: Browser, visit: BrowserContext, address: str) -> None:
    first = open_chat(visit, address)
    ask(first, "Vad är en kolsänka?")
    expect(first.get_by_text("Källor (")).to_be_visible()
    with browser.new_context() as other:
        second = open_chat(other, address)
        ask(second, "Vad är Viable Cities?")
        expect(second.get_by_text("Källor (")).to_be_visible()

        expect(second.locator(".fraga")).to_have_text("Vad är Viable Cities?")
        expect(first.locator(".fraga")).to_have_text("Vad är en kolsänka?")


@in_a_browser
def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    ask(page, "Vilka är med i konsortiet?")
    expect(page.get_by_text("Källor (")).to_be_visible()

    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(page.get_by_role("button", name="Skicka")).to_be_in_viewport()


@in_a_browser
def test_lost_server_is_told_of_in_swedish(browser: Browser, address: str) -> None:
    with browser.new_context(locale="en-US") as context:
        page = open_chat(context, address)
        context.set_offline(True)
        ask(page, "Vad är en kolsänka?")

        expect(page.get_by_text("Kontakten med servern bröts")).to_be_visible()
        expect(page.get_by_label("Din fråga")).to_have_value("Vad är en kolsänka?")
