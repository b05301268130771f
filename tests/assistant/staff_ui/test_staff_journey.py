"""The staff's pages as staff use them: the real server, the real ingest, and a browser where Chromium is installed."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.access.users import Users
from corpus.embeddings import TextEncoder
from corpus.settings import BUNDLED_SOURCES
from ingest.pipeline import ingest
from tests.assistant.axe import violations
from tests.assistant.browsing import in_a_browser
from tests.conftest import no_progress

expect.set_options(timeout=20_000)

PASSWORD = "tre glada laxar"
LISTING = '[[source]]\nfile = "lokalt-klimatkontrakt.pdf"\nkind = "contract"\ntitle = "Lokalt klimatkontrakt"\n'
EMISSIONS = "kommun,år,sektor,ton_co2e\nBorlänge,2023,Totalt,408043\nBorlänge,2024,Totalt,423796\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    address: str
    folder: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Iterator[Place]:
    """A server of its own, with the table of commitments, a contract, an administrator and another member of staff."""
    folder = tmp_path_factory.mktemp("personal")
    sources = folder / "sources"
    sources.mkdir()
    for name in ("ataganden.csv", "lokalt-klimatkontrakt.pdf"):
        shutil.copyfile(BUNDLED_SOURCES / name, sources / name)
    (sources / "utslapp.csv").write_text(EMISSIONS, encoding="utf-8")
    (sources / "sources.toml").write_text(LISTING, encoding="utf-8")
    ingest(sources, folder / "index", encoder, no_progress)
    users = Users(folder / "users.toml")
    users.add("gunborg", "admin", PASSWORD)
    users.add("bo", "staff", PASSWORD)
    own = {
        "SOURCES_DIR": sources,
        "INDEX_DIR": folder / "index",
        "USERS_FILE": folder / "users.toml",
        "UPLOADS_DIR": folder / "kept",
        "DATABASE_URL": f"sqlite:///{folder}/klimat.db",
    }
    environment = {**os.environ, **{f"KLIMAT_{name}": str(value) for name, value in own.items()}}
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8") as server:
        assert server.stdout is not None
        yield Place(address=server.stdout.readline().split()[-1], folder=folder)
        server.terminate()


@pytest.fixture
def visit(browser: Browser, place: Place) -> Iterator[BrowserContext]:
    """A visitor with an English browser, who must see no error and cause no request that leaves this machine."""
    context = browser.new_context(locale="en-US", base_url=place.address)
    context.set_default_timeout(60_000)
    hosts: set[str | None] = set()
    problems: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context
    context.close()
    assert hosts <= {"127.0.0.1", None}
    assert not problems


def signed_in(visit: BrowserContext, name: str, at: str = "/personal/") -> Page:
    page = visit.new_page()
    page.goto("/logga-in")
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", level=1, name="Åtaganden")).to_be_visible()
    if at != "/personal/":
        page.goto(at)
    expect(page.get_by_text(f"Inloggad som {name}")).to_be_visible()
    return page


def pick(page: Page, label: str, value: str) -> None:
    page.get_by_label(label).click()
    page.get_by_role("option", name=value).click()


@in_a_browser
def test_sign_in_is_asked_for_refused_and_granted(visit: BrowserContext, place: Place) -> None:
    for address in ("/personal/", "/personal/utkast", "/personal/config", "/personal/theme.css"):
        assert httpx.get(f"{place.address}{address}").status_code == 401
    page = visit.new_page()
    page.goto("/personal/utkast")
    expect(page).to_have_url(f"{place.address}/logga-in")

    page.get_by_label("Användarnamn").fill("gunborg")
    page.get_by_label("Lösenord").fill("fel lösenord här")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("stämmer inte")
    expect(page.get_by_label("Användarnamn")).to_have_value("gunborg")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{place.address}/personal/")

    page.get_by_role("link", name="Logga ut").click()
    page.get_by_role("button", name="Logga ut").click()
    page.goto("/personal/")
    expect(page).to_have_url(f"{place.address}/logga-in")


@in_a_browser
def test_transport_by_2030_is_found_exported_and_opened_at_its_place(visit: BrowserContext) -> None:
    page = signed_in(visit, "bo")
    expect(page.get_by_text("Antal träffar: 127.")).to_be_visible()
    pick(page, "Område", "transport")
    page.get_by_label("Målår").fill("-2030")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Antal träffar: 13. Sida 1 av 1.")).to_be_visible()
    expect(page.locator(".register tbody tr")).to_have_count(13)

    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    content = saved.value.path().read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert len(lines) == 13 and {line["Område"] for line in lines} == {"transport"}

    with visit.expect_page() as opened:
        page.get_by_role("link", name="Öppna stället för C010").click()
    expect(opened.value.locator("body")).to_contain_text("Behovet av biltrafik ska minska")

    page.get_by_label("Målår").fill("snart")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Målår kan inte vara ”snart”")).to_be_visible()


@in_a_browser
def test_pages_are_turned_and_rows_sorted(visit: BrowserContext) -> None:
    page = signed_in(visit, "bo")
    expect(page.get_by_role("button", name="Föregående sida")).to_be_disabled()
    page.get_by_role("button", name="Nästa sida").click()
    expect(page.get_by_text("Sida 2 av 3.")).to_be_visible()
    pick(page, "Sortera efter", "Målår, störst först")
    expect(page.get_by_text("Sida 1 av 3.")).to_be_visible()
    expect(page.locator(".register tbody tr").first).to_contain_text("2045")


def ask(place: Place, **asked: str) -> httpx.Response:
    return httpx.get(f"{place.address}/api/commitments", params=asked, timeout=30)


def answer(place: Place) -> str:
    asked = {"question": "Vad har Kvarnsvedens Åkeri lovat?"}
    return str(httpx.post(f"{place.address}/api/ask", json=asked, timeout=30).json()["text"])


@in_a_browser
def test_approved_draft_is_in_the_register_and_the_answers_change(visit: BrowserContext, place: Place) -> None:
    assert ask(place, party="Kvarnsvedens Åkeri").status_code == 422
    assert "lämna förslag" not in answer(place)
    page = signed_in(visit, "gunborg", "/personal/utkast")
    page.get_by_label("Utkast").click()
    page.get_by_role("option", name="Lämna förslag och åtgärder").click()
    expect(page.locator(".utkast blockquote")).to_contain_text("senast 2024")
    expect(page.get_by_role("link", name="Öppna kontraktet på stället")).to_have_attribute(
        "href", re.compile(r"/kallor/lokalt-klimatkontrakt\?sida=2&rad=\w+#citat")
    )
    page.get_by_label("Part", exact=True).fill("Kvarnsvedens Åkeri")
    page.get_by_role("button", name="Godkänn").click()
    expect(page.get_by_text("Utkastet är godkänt.")).to_be_visible()
    page.get_by_role("button", name="Uppdatera svaren").click()
    expect(page.get_by_text("Klart. Svaren bygger nu på det som gäller.")).to_be_visible(timeout=120_000)

    (row,) = ask(place, party="Kvarnsvedens Åkeri").json()["rows"]
    assert (row["source_id"], row["page"], row["due"]) == ("lokalt-klimatkontrakt", 2, 2024)
    assert row["quote"] and "gunborg" not in str(row)
    assert "lämna förslag" in answer(place).lower()
    page.goto("/personal/")
    expect(page.get_by_text("Antal träffar: 128.")).to_be_visible()
    page.get_by_label("Part", exact=True).fill("kvarnsvedens")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Antal träffar: 1.")).to_be_visible()
    expect(page.get_by_role("link", name="Öppna stället för")).to_have_attribute("href", f"{row['link']}")


@in_a_browser
def test_draft_is_not_for_everyone_on_the_staff_to_decide(visit: BrowserContext) -> None:
    page = signed_in(visit, "bo", "/personal/utkast")
    expect(page.locator(".utkast blockquote")).to_be_visible()
    page.get_by_role("button", name="Avvisa").click()

    expect(page.get_by_text("Det får bara en administratör göra.")).to_be_visible()


@in_a_browser
def test_changed_table_is_previewed_taken_in_and_gone_back_on(visit: BrowserContext, place: Place) -> None:
    changed = place.folder / "utslapp.csv"
    changed.write_text(EMISSIONS.replace("408043", "400000"), encoding="utf-8")
    page = signed_in(visit, "gunborg", "/personal/ladda-upp")
    page.locator("input[type=file]").set_input_files(changed)
    expect(page.get_by_text("utslapp.csv ersätter")).to_be_visible()
    expect(page.get_by_role("row", name="400000")).to_contain_text("408043")

    page.get_by_role("button", name="Låt ändringen gälla").click()
    expect(page.get_by_text("Klart. Svaren bygger nu på det som gäller.")).to_be_visible(timeout=120_000)
    rows = httpx.get(f"{place.address}/api/emissions", params={"years": "2023"}).json()["rows"]
    assert [row["amount"] for row in rows] == [400_000]

    page.get_by_role("button", name="Gå tillbaka till filen före").click()
    expect(page.get_by_text("Bygger om indexet.")).to_be_visible()
    expect(page.get_by_text("Klart. Svaren bygger nu på det som gäller.")).to_be_visible(timeout=120_000)
    rows = httpx.get(f"{place.address}/api/emissions", params={"years": "2023"}).json()["rows"]
    assert [row["amount"] for row in rows] == [408_043]


@in_a_browser
def test_emissions_and_followup_say_what_they_show(visit: BrowserContext) -> None:
    page = signed_in(visit, "bo", "/personal/utslapp")
    expect(page.get_by_role("img", name="Utsläpp av växthusgaser: Borlänge")).to_be_visible()
    page.goto("/personal/uppfoljning")
    expect(page.get_by_role("heading", name="Partens eget målår är senare än kontraktets")).to_be_visible()


@in_a_browser
@pytest.mark.parametrize("part", ["", "utslapp", "uppfoljning", "utkast", "ladda-upp"])
def test_nothing_is_wider_than_a_phone(visit: BrowserContext, part: str) -> None:
    page = signed_in(visit, "bo", f"/personal/{part}")
    page.set_viewport_size({"width": 390, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.documentElement.lang") == "sv"
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


@in_a_browser
def test_axe_finds_nothing_on_any_of_the_pages(visit: BrowserContext) -> None:
    page = signed_in(visit, "gunborg")
    for part in ("", "atgarder", "utslapp", "uppfoljning", "utkast", "ladda-upp"):
        page.goto(f"/personal/{part}")
        expect(page.get_by_text("Inloggad som gunborg")).to_be_visible()
        assert (part, violations(page)) == (part, [])
