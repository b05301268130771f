"""The widget in a real browser, on a page of another website with the strictest policy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from assistant.api import create_api
from assistant.feedback import FeedbackFile
from assistant.widget.routes import mount_widget
from evals.feedback import Feedback, read_feedback
from tests.assistant.axe import violations
from tests.assistant.browsing import in_a_browser
from tests.assistant.widget.embedding_page import Host, RealServer, hosting, served
from tests.assistant.widget.rich_assistant import HOSTILE, RichAssistant

pytestmark = in_a_browser

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 640}
ENLARGED = {"width": 320, "height": 256}

BROWSERS_OWN = re.compile("ERR_CONNECTION_REFUSED|status of 422")
"""What the browser itself notes when a server is away or refuses, whatever the script makes of it."""

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("synpunkter") / "feedback.jsonl"


@pytest.fixture(scope="module")
def real(bundled_index: Path, feedback_file: Path) -> Iterator[tuple[Host, RealServer]]:
    """A website that embeds the widget of the real server."""
    with hosting() as host:
        server = RealServer(bundled_index, feedback_file, host.origin)
        host.assistant = server.origin
        yield host, server
        server.kill()


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, RichAssistant]]:
    """A website that embeds the widget of a server whose answers have everything."""
    with hosting() as host:
        assistant = RichAssistant()
        app = create_api(assistant, Path("finns-inte.html"))
        mount_widget(app, {host.origin}, FeedbackFile(tmp_path_factory.mktemp("rikt") / "feedback.jsonl"))
        with served(app) as address:
            host.assistant = address
            yield host, assistant


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a website as a new visitor, who must see no error and cause no request that leaves this machine."""
    problems: list[str] = []
    hosts: set[str | None] = set()
    with ExitStack() as contexts:

        def go(host: Host, *, attributes: dict[str, str] | None = None, **looks: object) -> Page:
            chosen: dict[str, Any] = {"viewport": DESK, "reduced_motion": "reduce", **looks}
            context = browser.new_context(**chosen)
            contexts.callback(context.close)
            context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
            context.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
            context.on("weberror", lambda error: problems.append(str(error.error)))
            page = context.new_page()
            page.goto(f"{host.origin}/?{urlencode(attributes or {})}")
            launcher(page).wait_for()
            return page

        yield go
    assert hosts <= {"127.0.0.1"}
    assert not [problem for problem in problems if not BROWSERS_OWN.search(problem)]


def launcher(page: Page) -> Locator:
    return page.locator("klimat-assistenten .launcher")


def box(page: Page) -> Locator:
    return page.get_by_label("Din fråga")


def answers(page: Page) -> Locator:
    return page.locator(".answer:has(.feedback)")


def opened(page: Page) -> Page:
    launcher(page).click()
    return page


def ask(page: Page, question: str) -> None:
    count = answers(page).count()
    box(page).fill(question)
    box(page).press("Enter")
    expect(answers(page)).to_have_count(count + 1)


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    for _ in range(40):
        page.keyboard.press(key)
        if wanted.evaluate("element => element.getRootNode().activeElement === element"):
            return
    raise AssertionError(f"{wanted} cannot be reached with {key}")


def announcements(page: Page) -> Callable[[], list[str]]:
    """What a screen reader is told from now on."""
    page.evaluate(
        """() => {
          const status = document.querySelector("klimat-assistenten").shadowRoot.querySelector("[role=status]");
          window.told = [];
          new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    return lambda: list(page.evaluate("window.told"))


def sent(page: Page, path: str) -> list[dict[str, Any]]:
    """The bodies of the requests to a path from now on."""
    bodies: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).path == path and request.method == "POST":
            bodies.append(json.loads(request.post_data or ""))

    page.on("request", note)
    return bodies


def test_whole_way_by_keyboard_alone(visit: Visit, real: tuple[Host, RealServer]) -> None:
    host, server = real
    page = visit(host)
    questions = sent(page, "/api/ask/stream")
    tab_to(page, launcher(page))
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    expect(launcher(page)).to_have_attribute("aria-expanded", "true")
    told = announcements(page)

    page.keyboard.type("vad är en kålsenka?")
    page.keyboard.press("Enter")
    expect(answers(page)).to_contain_text("tar upp koldioxid")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    searching, answer = told()
    assert searching.startswith("Söker")
    assert "tar upp koldioxid" in answer and "[1]" not in answer and "Källor: 1" in answer

    tab_to(page, page.locator(".marker").first, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#source-0-1")).to_be_focused()
    page.keyboard.press("Tab")
    link = page.locator("#source-0-1 a").first
    expect(link).to_be_focused()
    assert str(link.get_attribute("href")).startswith(f"{server.origin}/kallor/")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_contain_text("ny flik")

    tab_to(page, box(page))
    page.keyboard.type("Och vad är Viable Cities?")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(2)
    assert questions[1]["history"][0]["question"] == "vad är en kålsenka?"
    assert "tar upp koldioxid" in questions[1]["history"][0]["answer"]

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher(page)).to_be_focused()
    expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(2)


def test_clearing_forgets_the_conversation(visit: Visit, real: tuple[Host, RealServer]) -> None:
    page = opened(visit(real[0]))
    questions = sent(page, "/api/ask/stream")
    page.get_by_role("button", name="Vilka är med i konsortiet?").click()
    expect(answers(page).locator("li").first).to_be_visible()
    expect(box(page)).to_be_focused()

    page.get_by_role("button", name="Rensa").click()
    expect(answers(page)).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Samtalet är rensat.")
    expect(page.get_by_role("button", name="Vilka är med i konsortiet?")).to_be_visible()
    ask(page, "Vad är en kolsänka?")
    assert questions[1]["history"] == []


def test_easy_to_read_is_asked_for(visit: Visit, real: tuple[Host, RealServer]) -> None:
    page = opened(visit(real[0]))
    questions = sent(page, "/api/ask/stream")
    ask(page, "Vad är en kolsänka?")
    page.get_by_label("Lättläst").check()
    ask(page, "Vad är Viable Cities?")
    assert [question["easy"] for question in questions] == [False, True]


def test_thumbs_are_kept_for_the_evaluations(visit: Visit, real: tuple[Host, RealServer], feedback_file: Path) -> None:
    page = opened(visit(real[0]))
    ask(page, "Vad är en kolsänka?")
    answers(page).first.get_by_role("button", name="Ja").click()
    expect(page.get_by_text("Tack!").first).to_be_focused()
    ask(page, "Vad är Viable Cities?")
    page.get_by_role("button", name="Nej").click()
    expect(page.get_by_label("Vad var fel")).to_be_focused()
    page.get_by_label("Vad var fel").fill("För långt, hör av er till eva@exempel.se")
    answers(page).last.get_by_role("button", name="Skicka").click()
    expect(page.get_by_text("Tack!").nth(1)).to_be_focused()

    up, down = read_feedback(feedback_file)
    assert (up.question, up.rating, up.reason, up.history) == ("Vad är en kolsänka?", "up", "", ())
    assert isinstance(down, Feedback)
    assert (down.rating, down.history) == ("down", ("Vad är en kolsänka?",))
    assert down.reason == "För långt, hör av er till [e-post]"
    assert "Viable" in down.answer


def test_when_the_server_is_away_what_was_typed_is_kept_until_it_is_back(
    visit: Visit, real: tuple[Host, RealServer]
) -> None:
    host, server = real
    page = opened(visit(host))
    ask(page, "Vad är Viable Cities?")
    server.kill()
    box(page).fill("Vad är en kolsänka?")
    box(page).press("Enter")
    expect(page.locator(".notice")).to_contain_text("ingen kontakt")
    expect(page.get_by_role("status")).to_contain_text("ingen kontakt")
    expect(box(page)).to_have_value("Vad är en kolsänka?")
    expect(page.locator(".turn")).to_have_count(1)

    server.start()
    page.get_by_role("button", name="Försök igen").click()
    expect(answers(page)).to_have_count(2)
    expect(answers(page).last).to_contain_text("tar upp koldioxid")
    expect(box(page)).to_have_value("")
    expect(page.locator(".notice")).to_have_count(0)


def test_a_slow_server_is_waited_for_and_a_silent_one_given_up(visit: Visit, rich: tuple[Host, RichAssistant]) -> None:
    host, assistant = rich
    page = visit(host)
    page.clock.install()
    opened(page)
    with page.expect_request("**/api/ask/stream"):
        box(page).fill("långsam")
        box(page).press("Enter")
    expect(page.locator(".answer")).to_contain_text("Söker i källorna")
    page.clock.fast_forward(7_000)
    expect(page.locator(".answer")).to_contain_text("längre tid än vanligt")
    page.clock.fast_forward(40_000)
    expect(page.locator(".notice")).to_contain_text("ingen kontakt")
    expect(box(page)).to_have_value("långsam")
    assistant.let_go.set()
    page.get_by_role("button", name="Försök igen").click()
    expect(answers(page)).to_have_count(1)


@pytest.mark.parametrize(("question", "sentence"), [("", "Frågan är tom."), ("o" * 2001, "får ha högst 2000")])
def test_a_question_that_cannot_be_asked_is_kept_with_the_reason(
    visit: Visit, real: tuple[Host, RealServer], question: str, sentence: str
) -> None:
    page = opened(visit(real[0]))
    box(page).fill(question)
    box(page).press("Enter")
    expect(page.locator(".notice")).to_contain_text(sentence)
    expect(box(page)).to_have_value(question)


def test_every_part_of_an_answer_is_shown_and_hostile_text_is_only_text(
    visit: Visit, rich: tuple[Host, RichAssistant]
) -> None:
    host, _ = rich
    page = opened(visit(host))
    ask(page, HOSTILE)
    shown = page.locator(".log")

    assert page.locator(".asked").inner_text().endswith(HOSTILE)
    expect(shown.locator("img, script, .answer iframe")).to_have_count(0)
    assert page.title() == "Borlänge kommun"
    expect(page.locator(".answer strong")).to_have_text(re.compile(r"423\s796 ton"))
    expect(page.locator(".answer > ul").first.locator("> li")).to_have_count(2)
    expect(page.locator(".remark")).to_contain_text(f"Jag hittar inget om resten. {HOSTILE}")
    expect(page.get_by_text("558 340")).to_be_visible()
    page.get_by_text("Rader ur tabellen (2)").click()
    expect(page.get_by_role("columnheader")).to_have_text(["Område", f"År {HOSTILE}", "Källor"])
    expect(page.get_by_text("Här kan du läsa vidare")).to_be_visible()
    expect(page.locator(".sources li")).to_have_count(2)
    addresses = shown.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert all(str(address).startswith(("http", "#")) for address in addresses)

    questions = sent(page, "/api/ask/stream")
    page.get_by_role("button", name="Vilka är parterna?").click()
    expect(answers(page)).to_have_count(2)
    assert questions[0]["question"] == "Vilka är parterna?"
    expect(page.get_by_role("button", name="Vilka är parterna?")).to_have_count(1)


@pytest.mark.parametrize("size", [SMALLEST, PHONE, ENLARGED], ids=["320", "390", "400-percent"])
def test_on_a_phone_nothing_is_too_wide_or_too_small_to_hit(
    visit: Visit, rich: tuple[Host, RichAssistant], size: dict[str, int]
) -> None:
    page = visit(rich[0], viewport=size, has_touch=True)
    assert height_of(launcher(page)) >= 44
    opened(page)
    expect(page.get_by_role("heading", name="Klimatassistenten")).to_be_focused()
    ask(page, "Vad är en kolsänka?")
    page.get_by_role("button", name="Nej").click()
    for summary in page.locator("summary").all():
        summary.evaluate("summary => { summary.parentElement.open = true; }")

    widths = "element => [element.scrollWidth, element.clientWidth]"
    for wide in ("dialog", ".log"):
        scrolled, visible = page.locator(f"klimat-assistenten {wide}").evaluate(widths)
        assert scrolled <= visible
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    for control in page.locator("button:visible, summary:visible, label:has(input), .log :is(p, li) > a:visible").all():
        assert height_of(control) >= 43.5, control.inner_text()
    box(page).scroll_into_view_if_needed()
    expect(box(page)).to_be_in_viewport(ratio=1)
    expect(page.locator("dialog .send")).to_be_in_viewport(ratio=1)


def height_of(control: Locator) -> float:
    found = control.bounding_box()
    assert found
    return found["height"]


def test_on_a_phone_the_page_behind_cannot_be_reached(visit: Visit, rich: tuple[Host, RichAssistant]) -> None:
    page = opened(visit(rich[0], viewport=PHONE))
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate("[null, 'BODY', 'KLIMAT-ASSISTENTEN'].includes(document.activeElement?.tagName ?? null)")
    box(page).fill("Halvskriven fråga")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("Halvskriven fråga")
    assert page.evaluate("document.documentElement.style.overflow") == ""
    page.get_by_role("link", name="En länk").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Stäng").click()
    expect(launcher(page)).to_be_focused()


def test_the_keyboard_on_the_screen_does_not_hide_the_box(visit: Visit, rich: tuple[Host, RichAssistant]) -> None:
    page = opened(visit(rich[0], viewport=PHONE))
    page.evaluate(
        """() => {
          Object.defineProperty(visualViewport, "height", { value: 400 });
          visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    found = page.locator("dialog .send").bounding_box()
    assert found and found["y"] + found["height"] <= 400


LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "phone": {"viewport": SMALLEST, "color_scheme": "dark"},
}


@pytest.mark.parametrize("looks", LOOKS.values(), ids=LOOKS)
def test_axe_finds_nothing(visit: Visit, rich: tuple[Host, RichAssistant], looks: dict[str, Any]) -> None:
    page = visit(rich[0], attributes={"data-colour": "#ffcc00"}, **looks)
    assert violations(page) == []
    opened(page)
    assert violations(page) == []
    ask(page, "Vad är en kolsänka?")
    page.get_by_role("button", name="Nej").click()
    page.get_by_text("Rader ur tabellen").click()
    assert violations(page) == []


@pytest.mark.parametrize("colour", ["#00557f", "#ffcc00", "#777", "inte en färg"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_read(visit: Visit, rich: tuple[Host, RichAssistant], colour: str, scheme: str) -> None:
    page = opened(visit(rich[0], attributes={"data-color": colour}, color_scheme=scheme))
    colours = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    text, fill = map(channels, page.locator("dialog .send").evaluate(colours))
    link, _ = map(channels, page.get_by_role("link", name="Integritet").evaluate(colours))
    _, surface = map(channels, page.locator("dialog").evaluate(colours))
    assert contrast(text, fill) >= 4.5
    assert contrast(link, surface) >= 4.5
    if scheme == "light" and colour == "inte en färg":
        assert fill == (0, 85, 127)


def channels(colour: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", colour)[:3]))


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast ratio that WCAG 2.2 defines."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    red, green, blue = (c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_chooses_words_corner_and_questions(visit: Visit, rich: tuple[Host, RichAssistant]) -> None:
    attributes = {
        "data-title": "Fråga <b>oss</b>",
        "data-button": "Hjälp",
        "data-greeting": "Välkommen!",
        "data-questions": "En? | Två?||Tre?|Fyra?|Fem?|Sex?",
        "data-corner": "left",
        "data-easy": "true",
    }
    page = opened(visit(rich[0], attributes=attributes))
    expect(launcher(page)).to_have_text("Hjälp")
    expect(page.get_by_role("dialog", name="Fråga <b>oss</b>")).to_be_visible()
    expect(page.get_by_text("Välkommen!")).to_be_visible()
    expect(page.locator(".examples button")).to_have_text(["En?", "Två?", "Tre?", "Fyra?", "Fem?"])
    expect(page.get_by_label("Lättläst")).to_be_checked()
    found = launcher(page).bounding_box()
    assert found and found["x"] < 100


def test_the_widget_says_what_it_is_before_anything_is_asked(visit: Visit, rich: tuple[Host, RichAssistant]) -> None:
    host, _ = rich
    page = opened(visit(host))
    expect(page.get_by_text("Du pratar med en AI-tjänst.")).to_be_visible()
    expect(box(page)).to_have_accessible_description("AI-tjänst. Skriv inga personuppgifter.")
    for name, path in {"Integritet": "/integritet", "Tillgänglighet": "/tillganglighet"}.items():
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", host.assistant + path)
    assert page.locator("klimat-assistenten .root").get_attribute("lang") == "sv"


def test_the_page_and_the_widget_leave_each_other_alone(visit: Visit, rich: tuple[Host, RichAssistant]) -> None:
    page = visit(rich[0])
    page.evaluate(
        """() => {
          window.heard = [];
          document.addEventListener("keydown", (event) => window.heard.push(event.key));
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("html { font-size: 40px } * { color: red; text-transform: uppercase; z-index: 0 }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    opened(page)
    box(page).press_sequentially("sök /")
    assert page.evaluate("window.heard") == []
    style = page.locator(".greeting").evaluate(
        "element => [getComputedStyle(element).textTransform, getComputedStyle(element).color]"
    )
    assert style == ["none", "rgb(28, 42, 50)"]
    assert 44 <= height_of(launcher(page)) <= 60
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_the_demo_page_works_and_is_accessible(visit: Visit, real: tuple[Host, RealServer]) -> None:
    host, server = real
    page = visit(host)
    page.goto(f"{server.origin}/widget-demo")
    assert violations(page) == []
    opened(page)
    ask(page, "Vad är en kolsänka?")
    expect(answers(page)).to_contain_text("tar upp koldioxid")
