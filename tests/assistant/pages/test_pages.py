"""The public pages: what they say, where they lead, and how they stand in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, ViewportSize, expect

from assistant.access.pages import mount_sign_in
from assistant.access.sessions import mount_sessions
from assistant.api import create_api
from assistant.pages.frame import page
from assistant.pages.routes import mount_pages
from assistant.register.registry import Registry
from assistant.register.routes import mount_register
from assistant.service import Assistant
from tests.assistant.axe import violations
from tests.assistant.browsing import in_a_browser
from tests.assistant.serving import serving

PAGES = ("/", "/utslapp", "/om-tjansten", "/integritet", "/tillganglighet", "/kvalitet", "/logga-in")
ELSEWHERE = ("/chatt/", "/kallor")
"""Where other parts of the server are, which these tests do without."""


@pytest.fixture(scope="module")
def app(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    app = create_api(assistant, Path("finns-inte.html"))
    registry = Registry(assistant.live)
    mount_pages(app, assistant, registry, "Borlänge")
    mount_register(app, registry)
    mount_sign_in(app)
    mount_sessions(app, tmp_path_factory.mktemp("inloggning") / "users.toml")
    return app


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def read(client: TestClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).text, "html.parser")


@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole_swedish_and_its_own(client: TestClient, address: str) -> None:
    answer = client.get(address)
    shown = BeautifulSoup(answer.text, "html.parser")

    assert shown.html is not None and shown.html["lang"] == "sv"
    assert len(shown.select("h1")) == 1
    assert shown.title is not None and shown.title.text.endswith("– Klimatassistenten")
    loaded = [str(node.get("src") or node.get("href")) for node in shown.select("[src], link[href]")]
    assert all(each.startswith("/") for each in loaded)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers or address == "/logga-in"


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_somewhere(client: TestClient, address: str) -> None:
    links = {str(link["href"]).split("#")[0] for link in read(client, address).select("a")}
    ours = {link for link in links if link.startswith("/") and not link.startswith(ELSEWHERE)}

    assert ours >= {"/", "/utslapp", "/tillganglighet", "/integritet"}
    assert {link: client.get(link).status_code for link in ours} == {
        link: 503 if link == "/logga-in" else 200 for link in ours
    }


def test_start_page_leads_to_the_chat_with_a_question(client: TestClient) -> None:
    shown = read(client, "/")

    assert "/chatt/#fraga=Vad%20%C3%A4r%20en%20kols%C3%A4nka%3F" in [link["href"] for link in shown.select("a")]
    box = shown.select_one("form input")
    assert box is not None and "name" not in box.attrs  # a name would put the question in the address
    assert "AI-tjänst" in shown.text
    without_scripts = shown.select_one("noscript")
    assert without_scripts is not None and "0243-740 00" in without_scripts.text


def test_emissions_are_drawn_and_listed_from_the_register(client: TestClient) -> None:
    shown = read(client, "/utslapp")
    tables = [table.get_text(" ") for table in shown.select("table")]

    assert len(shown.select("svg")) == len(tables) == 3
    assert "År 2024 släpptes det ut 423\N{NO-BREAK SPACE}796 ton växthusgaser i Borlänge" in shown.text
    assert "Det är 21 procent mindre än 1990." in shown.text
    assert re.search(r"2024\s+423\s796", tables[0])
    assert re.search(r"Transporter\s+78\s922", tables[1]) and "Totalt" not in tables[1]
    assert "/kallor/utslapp" in [link["href"] for link in shown.select("a")]


def test_accessibility_statement_says_what_the_law_asks(client: TestClient) -> None:
    said = read(client, "/tillganglighet").text

    for needed in (
        "Borlänge kommun",
        "delvis förenlig",
        "Berätta om brister",
        "Innehåll som inte är tillgängligt",
        "Oskäligt betungande",
        "omfattas inte",
        "Hur vi har prövat",
        "Senast bedömd: 24 november 2026",
        "inte prövats av användare",
    ):
        assert needed in said
    assert "https://www.digg.se/tdosanmalan" in client.get("/tillganglighet").text


@pytest.mark.parametrize("address", ["/tillganglighet", "/integritet"])
def test_what_the_municipality_must_fill_in_is_marked_and_listed(client: TestClient, address: str) -> None:
    shown = read(client, address)

    assert len(shown.select("mark")) == len(shown.select(".besked li")) > 0


def test_title_of_a_page_is_escaped() -> None:
    assert "<b>" not in page("<b>", "<p>Text</p>")


@in_a_browser
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(browser: Browser, app: FastAPI, width: int, is_dark: bool) -> None:
    with ExitStack() as opened:
        address = opened.enter_context(serving(app))
        size = ViewportSize(width=width, height=800)
        visit = browser.new_context(viewport=size, color_scheme="dark" if is_dark else "light", base_url=address)
        shown = opened.enter_context(visit).new_page()
        for path in PAGES:
            shown.goto(path)
            shown.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
            assert (path, violations(shown)) == (path, [])
            assert shown.evaluate("document.documentElement.scrollWidth") <= width


@in_a_browser
def test_first_tab_leads_past_the_way_around(browser: Browser, app: FastAPI) -> None:
    with serving(app) as address, browser.new_context(base_url=address) as visit:
        shown = visit.new_page()
        shown.goto("/utslapp")
        shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
        expect(shown.locator("main")).to_be_focused()
