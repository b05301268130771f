from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.assistant.browsing import CHROMIUM, QUIET


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
