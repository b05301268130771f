"""What a page costs a browser: bytes, requests and time until it can be used; the widget's beside the Gradio chat's."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evals.errors import NoBrowser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = {"Widgeten på /widget-demo": ("/widget-demo", "klimat-assistenten"), "Chatten": ("/chatt/", "#fraga textarea")}
"""Each page's address and the element that has to be there for it to be of use."""

VISITS = 5

_WATCH = """window.ready = new Promise((done) => new MutationObserver((changes, watch) => {
  if (!document.querySelector(%r)) return;
  watch.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() / 1000)));
}).observe(document, { childList: true, subtree: true }));"""
"""Notes when the element has been painted: in the second frame after it came."""

_FIRST_PAINT = """new Promise((done) => new PerformanceObserver((list) => {
  const painted = list.getEntriesByName('first-contentful-paint')[0];
  if (painted) done(painted.startTime / 1000);
}).observe({ type: 'paint', buffered: true }))"""
"""When anything was first seen; it may be noted a little after the element is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCost:
    """What a page costs a browser that has not been there before.

    Attributes:
        name: The page.
        requests: How many files it fetched until it could be used.
        transferred: Their bytes, as they came.
        unpacked: Their bytes, uncompressed.
        paint_seconds: For each visit the time until something was shown (first contentful paint).
        ready_seconds: For each visit the time until it could be used.
    """

    name: str
    requests: int
    transferred: int
    unpacked: int
    paint_seconds: tuple[float, ...]
    ready_seconds: tuple[float, ...]


def measure_pages(index_dir: Path) -> tuple[PageCost, ...]:
    """Visit the pages of a real server over an index.

    Raises:
        NoBrowser: Playwright or Chromium is missing, or the server does not start.
    """
    with _browser() as browser, _server(index_dir) as origin:
        return tuple(_page_cost(browser, name, origin + path, wanted) for name, (path, wanted) in PAGES.items())


@contextmanager
def _browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowser("Sidorna mättes inte: playwright saknas. Installera det med pip install playwright.") from error
    chromium = shutil.which("chromium")
    if chromium is None:
        raise NoBrowser("Sidorna mättes inte: Chromium saknas. Installera det med apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def _server(index_dir: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--index", str(index_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            announced = process.stdout.readline().split() if process.stdout else []
            if not announced:
                raise NoBrowser("Sidorna mättes inte: servern startar inte. Felet står ovanför.")
            yield announced[-1]
        finally:
            process.terminate()


def _page_cost(browser: Browser, name: str, url: str, wanted: str) -> PageCost:
    visits = [_visit(browser, url, wanted) for _ in range(VISITS)]
    requests, transferred, unpacked, _, _ = visits[0]
    return PageCost(
        name=name,
        requests=requests,
        transferred=transferred,
        unpacked=unpacked,
        paint_seconds=tuple(paint for *_, paint, _ in visits),
        ready_seconds=tuple(ready for *_, ready in visits),
    )


def _visit(browser: Browser, url: str, wanted: str) -> tuple[int, int, int, float, float]:
    """Requests, bytes as they came, bytes unpacked, and the seconds until first paint and until of use."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_WATCH % wanted)
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    transferred: list[int] = []
    unpacked: list[int] = []
    network.on("Network.loadingFinished", lambda event: transferred.append(int(event["encodedDataLength"])))
    network.on("Network.dataReceived", lambda event: unpacked.append(int(event["dataLength"])))
    page.goto(url)
    ready = float(page.evaluate("window.ready"))
    paint = float(page.evaluate(_FIRST_PAINT))
    context.close()
    return len(transferred), sum(transferred), sum(unpacked), paint, ready
