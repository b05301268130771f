"""Going on from an answer in the chat, in a real browser: by pointing, by keyboard alone, and as axe-core sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, ViewportSize, expect

from assistant.api import create_api
from assistant.conversation import Answer, Hit, Question, Statement
from assistant.feedback import Feedback
from assistant.late import mount_late
from assistant.plain_text import answer_with_sources
from assistant.ui import mount_ui
from tests.assistant.axe import violations
from tests.assistant.browsing import in_a_browser
from tests.assistant.fixed_assistant import CONTRACT, GOAL, STATEMENTS, FixedAssistant, answer_to
from tests.assistant.serving import serving

expect.set_options(timeout=20_000)

# Gradio reckons with its own times through pandas in a way that pandas is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:.*no_silent_downcasting")

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)


class TalkingAssistant(FixedAssistant):
    """Offers questions to go on with, asks back when a question is vague, and has nothing on pizza."""

    def _parts(self, question: Question) -> Iterator[Statement | Answer]:
        yield (answer := self._whole(question)).statements[0]
        yield answer

    def _whole(self, question: Question) -> Answer:
        answer = answer_to(question)
        remark = (Statement(text="Det är allt som framgår.", form="remark"),)
        nothing = replace(answer, statements=remark, citations=())
        if "pizza" in question.text:
            hit = Hit(passage=GOAL, source=CONTRACT, score=1.0)
            return replace(nothing, outcome="not_found", nearest=(hit,))
        if question.text == "Hur mycket?":
            return replace(nothing, outcome="not_found", choices=("Hur mycket utsläpp?", "Hur mycket pengar?"))
        short = replace(STATEMENTS[0], emphasis="En kolsänka")
        return replace(answer, statements=(short, *STATEMENTS[1:]), follow_ups=("Vad är målet?", "Vilka är med?"))


class Served:
    """A server of the chat, with what it was asked and what it was told of its answers."""

    def __init__(self) -> None:
        self.assistant = TalkingAssistant()
        self.saved: list[Feedback] = []

    def app(self) -> FastAPI:
        app = create_api(self.assistant, Path("finns-inte.html"))
        mount_late(app, "/chatt", lambda room: mount_ui(room, self.assistant, self.save))
        return app

    def save(self, feedback: Feedback) -> None:
        if feedback.reason == "haveri":
            raise ZeroDivisionError
        self.saved.append(feedback)


@pytest.fixture(scope="module")
def served() -> Served:
    return Served()


@pytest.fixture(scope="module")
def address(served: Served) -> Iterator[str]:
    with serving(served.app()) as address:
        yield f"{address}/chatt/"


@pytest.fixture(params=[(PHONE, "light"), (DESK, "dark")], ids=["phone, light", "desk, dark"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    size, scheme = request.param
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-US", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    page.get_by_label("Din fråga").wait_for()
    yield page
    context.close()
    assert not problems


def ask(page: Page, question: str) -> None:
    page.get_by_label("Din fråga").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".fraga").last).to_have_text(question)
    expect(page.get_by_role("button", name="Kopiera svaret")).to_be_visible()


def check(page: Page) -> None:
    """Nothing for axe to complain of, and nothing wider than the screen."""
    assert violations(page) == []
    size = page.viewport_size
    assert size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@in_a_browser
def test_axe_finds_nothing_before_and_after_an_answer_and_in_the_form(page: Page) -> None:
    check(page)
    ask(page, "Vad är en kolsänka?")
    expect(page.get_by_role("button", name="Vad är målet?")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Nej").click()
    expect(page.get_by_label("Vill du säga varför?")).to_be_in_viewport()
    check(page)
    ask(page, "Var finns pizza?")
    expect(page.get_by_role("link", name="Kontrakt <2030>, sida 3")).to_be_visible()
    check(page)


@in_a_browser
def test_everything_is_done_by_keyboard_alone(page: Page, served: Served) -> None:
    page.get_by_label("Lättläst").focus()
    page.keyboard.press("Space")
    page.get_by_label("Din fråga").focus()
    page.keyboard.type("Vad är en kolsänka?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Vad är målet?")).to_be_visible()
    assert served.assistant.asked[-1].easy

    tab_to(page, "Visa stället i källan")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert "/kallor/ordlista" in opened.value.url
    opened.value.close()

    tab_to(page, "Nej")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Vill du säga varför?")).to_be_focused()
    page.keyboard.type("För kort.")
    tab_to(page, "Skicka omdömet")
    page.keyboard.press("Enter")
    thanks = page.get_by_text("Tack! Ditt omdöme är sparat.")
    expect(thanks).to_be_visible()
    expect(page.locator("#tack .besked")).to_be_focused()
    expect(page.get_by_label("Vill du säga varför?")).to_have_count(0)
    kept = served.saved[-1]
    assert (kept.question, kept.rating, kept.reason) == ("Vad är en kolsänka?", "down", "För kort.")
    assert kept.answer.startswith(STATEMENTS[0].text)

    tab_to(page, "Vad är målet?")
    page.keyboard.press("Enter")
    expect(page.locator(".fraga").last).to_have_text("Vad är målet?")
    expect(page.get_by_label("Din fråga")).to_be_focused()
    expect(thanks).to_have_count(0)
    assert [turn.question for turn in served.assistant.asked[-1].history] == ["Vad är en kolsänka?"]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus, seen and not hidden by anything."""
    said = "(document.activeElement.innerText || '').trim()"
    for _ in range(60):
        page.keyboard.press("Tab")
        if str(page.evaluate(said)).startswith(name):
            break
    else:
        raise AssertionError(f"{name} is not reached")
    place = "(() => { const at = document.activeElement.getBoundingClientRect(); "
    place += "return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2) })()"
    assert page.evaluate(f"document.activeElement.contains({place}) || {place}.contains(document.activeElement)")


@in_a_browser
def test_vague_question_is_answered_with_choices_that_ask_for_themselves(page: Page) -> None:
    ask(page, "Hur mycket?")
    expect(page.get_by_role("heading", name="Vad menar du?")).to_be_visible()
    page.get_by_role("button", name="Hur mycket pengar?").click()

    expect(page.locator(".fraga").last).to_have_text("Hur mycket pengar?")
    expect(page.get_by_role("heading", name="Fråga vidare")).to_be_visible()
    expect(page.get_by_role("button", name="Hur mycket pengar?")).to_have_count(0)


@in_a_browser
def test_feedback_that_cannot_be_kept_is_not_lost(page: Page, served: Served) -> None:
    before = len(served.saved)
    ask(page, "Vad är en kolsänka?")
    page.get_by_role("button", name="Ja", exact=True).click()
    page.get_by_label("Vill du säga varför?").fill("haveri")
    page.get_by_role("button", name="Skicka omdömet").click()

    expect(page.get_by_text("Något gick fel hos oss.")).to_be_visible()
    expect(page.get_by_label("Vill du säga varför?")).to_have_value("haveri")
    page.get_by_role("button", name="Avbryt").click()
    expect(page.get_by_label("Vill du säga varför?")).to_have_count(0)
    assert len(served.saved) == before


@in_a_browser
def test_answer_is_copied_with_its_sources(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "Vad är en kolsänka?")
    expect(page.locator(".svar strong")).to_have_text("En kolsänka")
    page.get_by_role("button", name="Kopiera svaret").click()

    expect(page.get_by_text("Svaret är kopierat.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    whole = TalkingAssistant()._whole(Question(text="Vad är en kolsänka?"))
    assert copied.replace("\r", "") == answer_with_sources(whole)


@in_a_browser
def test_sources_stand_beside_the_answer_on_a_desk_and_below_it_on_a_phone(page: Page) -> None:
    ask(page, "Vad är en kolsänka?")
    text, sources = page.locator(".svar .text").bounding_box(), page.locator(".svar .kallor").bounding_box()
    assert text is not None and sources is not None
    is_beside = sources["x"] >= text["x"] + text["width"]
    assert is_beside == (page.viewport_size == DESK)


@in_a_browser
def test_question_from_another_page_is_asked_and_leaves_the_address(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}#fraga=Vad%20%C3%A4r%20en%20kols%C3%A4nka%3F")

    expect(page.locator(".fraga")).to_have_text("Vad är en kolsänka?")
    expect(page.get_by_role("button", name="Vad är målet?")).to_be_visible()
    assert page.url == address
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
