"""The browser that the tests of the pages use, where Chromium is installed."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]

in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium saknas: apt-get install chromium")
