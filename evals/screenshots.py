"""python -m evals.screenshots [FOLDER]: pictures of every face of a server of its own, phone and desk, for the README.

Needs the tests' packages and Debian's Chromium. A face is a line in `FACES`.
"""

from __future__ import annotations

import io
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from assistant import texts
from assistant.access.users import Users

FOLDER = Path(__file__).with_name("screenshots")
SIZES = {"telefon": ViewportSize(width=390, height=844), "skrivbord": ViewportSize(width=1280, height=860)}
MOST_BYTES = 120_000
_COLOURS = (128, 64, 32, 16)
_USER, _PASSWORD = "bildvisare", secrets.token_urlsafe(12)
_MILLISECONDS_TO_SETTLE = 800
_ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Something that people see.

    Attributes:
        name: What its pictures are called.
        path: Where it is.
        prepare: What is done there before the picture is taken.
    """

    name: str
    path: str
    prepare: Callable[[Page], None] = lambda page: None


def asked(question: str) -> Callable[[Page], None]:
    """Ask in the chat, and wait for the answer."""

    def ask(page: Page) -> None:
        page.get_by_label("Din fråga").fill(question)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Kopiera svaret").wait_for()
        page.mouse.wheel(0, -10_000)

    return ask


def asked_in_the_widget(question: str) -> Callable[[Page], None]:
    """Open the widget, ask in it, and wait for the answer."""

    def ask(page: Page) -> None:
        page.get_by_role("button", name=texts.WIDGET_DEFAULTS["button"]).click()
        page.get_by_label("Din fråga").fill(question)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Ja", exact=True).wait_for()

    return ask


def opened_at_a_quote(question: str) -> Callable[[Page], None]:
    """Ask, and open the first source in pages that the answer quotes."""

    def follow(page: Page) -> None:
        citations = page.request.post("/api/ask", data={"question": question}).json()["citations"]
        page.goto(next((c["viewer"] for c in citations if c["page"]), citations[0]["viewer"]))

    return follow


def _waited_for(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("heading", level=1, name=name).wait_for()


FACES = (
    Face(name="start", path="/"),
    Face(name="chatt", path="/chatt/", prepare=asked("Vilka är med i konsortiet?")),
    Face(name="widget", path="/widget-demo", prepare=asked_in_the_widget("Vad är en kolsänka?")),
    Face(name="kalla", path="/kallor", prepare=opened_at_a_quote("Vem undertecknar Klimatkontrakt 2030?")),
    Face(name="utslapp", path="/utslapp"),
    Face(name="om-tjansten", path="/om-tjansten"),
    Face(name="personal", path="/personal/", prepare=_waited_for("Åtaganden")),
    Face(name="uppfoljning", path="/personal/uppfoljning", prepare=_waited_for("Uppföljning")),
)


def main(arguments: Sequence[str]) -> None:
    """Take the pictures, and say how large each is."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with _server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        for width, size in SIZES.items():
            for name, picture in _pictures(browser, address, size):
                file = folder / f"{name}-{width}.png"
                file.write_bytes(compressed(picture))
                sys.stdout.write(f"{file}: {file.stat().st_size / 1000:.0f} kB\n")
        browser.close()


def compressed(picture: bytes) -> bytes:
    """A picture with as many colours as it may have and still be small."""
    for colours in _COLOURS:
        written = io.BytesIO()
        Image.open(io.BytesIO(picture)).convert("RGB").quantize(colours).save(written, "PNG", optimize=True)
        if written.tell() <= MOST_BYTES:
            break
    return written.getvalue()


def _pictures(browser: Browser, address: str, size: ViewportSize) -> Iterator[tuple[str, bytes]]:
    with browser.new_context(viewport=size, base_url=address, locale="sv-SE", reduced_motion="reduce") as context:
        context.set_default_timeout(120_000)
        page = context.new_page()
        _sign_in(page)
        for face in FACES:
            page.goto(face.path)
            face.prepare(page)
            page.wait_for_timeout(_MILLISECONDS_TO_SETTLE)
            yield face.name, page.screenshot()


def _sign_in(page: Page) -> None:
    page.goto("/logga-in")
    page.get_by_label("Användarnamn").fill(_USER)
    page.get_by_label("Lösenord").fill(_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Åtaganden").wait_for()


@contextmanager
def _server() -> Iterator[str]:
    """A server over the index that there is, with a user of its own."""
    with TemporaryDirectory() as folder:
        users = Path(folder) / "users.toml"
        Users(users).add(_USER, "admin", _PASSWORD)
        own = {"KLIMAT_USERS_FILE": str(users), "KLIMAT_DATABASE_URL": f"sqlite:///{folder}/klimat.db"}
        command = [sys.executable, "-m", "assistant", "serve", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **own}, encoding="utf-8") as server:
            assert server.stdout is not None
            try:
                yield server.stdout.readline().split()[-1]
            finally:
                server.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
