"""The way from an answer to its source in a real browser, without scripts, by keyboard, and as axe sees it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from assistant.viewer.glyphs import Box
from corpus.settings import BUNDLED_SOURCES
from tests.assistant.axe import violations
from tests.assistant.browsing import in_a_browser
from tests.assistant.viewer.reading import letters, text_under

pytestmark = in_a_browser

IN_A_TEXT = "Vad är en kolsänka?"
IN_A_PDF = "Vad innebar det att underteckna det lokala klimatkontraktet 2022?"
IN_A_TABLE = "Hur stora var Borlänges utsläpp 2024?"
CHANGED = "/kallor/lokalt-klimatkontrakt?sida=3&stycke=0000000000000000#citat"


@pytest.fixture(scope="module")
def address(bundled_index: Path) -> Iterator[str]:
    """The real server, over the bundled corpus."""
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--index", str(bundled_index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1]
        server.terminate()


@pytest.fixture(scope="module")
def citations(address: str) -> dict[str, dict[str, Any]]:
    """For each question a citation of its real answer; for the contract's one on a page."""
    return {question: citation(address, question) for question in (IN_A_TEXT, IN_A_PDF, IN_A_TABLE)}


def citation(address: str, question: str) -> dict[str, Any]:
    answer = httpx.post(f"{address}/api/ask", json={"question": question}, timeout=60).json()
    found: dict[str, Any] = max(answer["citations"], key=lambda each: each["page"] or 0)
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which no script runs."""
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def marked_words(page: Page) -> list[str]:
    return " ".join(page.locator("mark").all_text_contents()).split()


@pytest.mark.parametrize("question", [IN_A_TEXT, IN_A_PDF, IN_A_TABLE])
def test_a_citation_opens_at_its_words(
    page: Page, address: str, citations: dict[str, dict[str, Any]], question: str
) -> None:
    cited = citations[question]

    page.goto(address + cited["viewer"])

    assert marked_words(page) == cited["quote"].split()
    expect(page.locator("#citat")).to_be_in_viewport()
    expect(page.locator("h1")).to_have_text(cited["title"])


def test_boxes_lie_over_the_words_in_the_picture(
    page: Page, address: str, citations: dict[str, dict[str, Any]]
) -> None:
    cited = citations[IN_A_PDF]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + cited["viewer"])
    image = page.locator(".blad img").bounding_box()
    sheet = page.locator(".blad svg").get_attribute("viewBox")
    assert image is not None and sheet is not None
    points = float(sheet.split()[2]) / image["width"]

    boxes = []
    for rect in page.locator(".blad rect").all():
        seen = rect.bounding_box()
        assert seen is not None
        left, top = points * (seen["x"] - image["x"]), points * (seen["y"] - image["y"])
        right, bottom = left + points * seen["width"], top + points * seen["height"]
        boxes.append(Box(left=left, top=top, right=right, bottom=bottom))

    file = BUNDLED_SOURCES / cited["path"]
    assert "".join(text_under(file, cited["page"], boxes)) == letters(cited["quote"])


def test_everything_is_reached_by_keyboard(page: Page, address: str, citations: dict[str, dict[str, Any]]) -> None:
    page.goto(address + citations[IN_A_PDF]["viewer"].partition("#")[0])

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("mark#citat")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(":focus")).to_be_visible()
    before = page.url
    onwards = page.get_by_role("link", name="Nästa sida").first
    onwards.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sida 3 av 6").first).to_be_visible()
    assert page.url != before and page.locator("mark").count() == 0


def test_a_place_that_has_changed_is_said_and_marked_nowhere(page: Page, address: str) -> None:
    page.goto(address + CHANGED)

    expect(page.get_by_role("status")).to_contain_text("har ändrats eller finns inte längre")
    expect(page.locator("mark, rect, #citat")).to_have_count(0)


def test_the_chat_leads_to_the_marked_words(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    chat = context.new_page()
    chat.goto(f"{address}/chatt/")
    chat.get_by_label("Din fråga").fill(IN_A_TEXT)
    chat.get_by_role("button", name="Skicka").click()
    link = chat.get_by_role("link", name="Visa stället i källan").first
    link.wait_for(timeout=60_000)

    with context.expect_page() as opened:
        link.click()

    expect(opened.value.locator("mark").first).to_contain_text("kolsänka")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser,
    address: str,
    citations: dict[str, dict[str, Any]],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    size: ViewportSize = {"width": width, "height": 800}
    page = browser.new_page(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    for path in ("/kallor", CHANGED, *(cited["viewer"] for cited in citations.values())):
        page.goto(address + path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert problems == []


def test_what_is_marked_is_seen_in_forced_colours_and_on_paper(
    browser: Browser, address: str, citations: dict[str, dict[str, Any]]
) -> None:
    page = browser.new_page()
    page.goto(address + citations[IN_A_PDF]["viewer"])

    page.emulate_media(forced_colors="active")
    is_marked(page)
    page.emulate_media(forced_colors="none", media="print")
    is_marked(page)
    page.close()


def is_marked(page: Page) -> None:
    colour = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("mark").first.evaluate(colour) != page.locator("body").evaluate(colour)
    expect(page.locator(".blad rect").first).to_be_visible()
