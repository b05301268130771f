from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.console import Console

from evals.errors import NoBrowser
from evals.pages import measure_pages
from evals.report.cost_text import print_pages
from tests.assistant.browsing import in_a_browser


@in_a_browser
def test_the_widget_is_fetched_and_painted_for_less_than_the_chat(bundled_index: Path) -> None:
    widget, chat = measure_pages(bundled_index)
    assert widget.transferred < 30_000 < chat.transferred < chat.unpacked
    assert widget.requests <= 3 < chat.requests
    assert len(widget.ready_seconds) == len(chat.paint_seconds)
    console = Console(record=True, width=120)
    print_pages(console, (widget, chat))
    assert "Widgetens skript är" in console.export_text()


@in_a_browser
def test_says_what_is_missing(bundled_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoBrowser, match="Chromium saknas"):
        measure_pages(bundled_index)
