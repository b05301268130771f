"""What axe-core finds wrong with a page, by WCAG 2.2 A and AA and by good practice."""

from __future__ import annotations

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _RULES}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that a page breaks.

    Attributes:
        rule: axe's name of it.
        impact: `minor`, `moderate`, `serious` or `critical`.
        help: What it asks.
        places: The elements that break it, as selectors.
    """

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]


def violations(page: Page) -> list[Violation]:
    """Every rule that the page breaks as it stands now."""
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        Violation(
            rule=each["id"],
            impact=each["impact"],
            help=each["help"],
            places=tuple(" ".join(map(str, node["target"])) for node in each["nodes"]),
        )
        for each in found
    ]
