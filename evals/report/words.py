"""How figures and names are written in every report."""

from __future__ import annotations

from evals.cases import Kind, Split
from evals.measures import Form
from evals.statistics import Interval

SPLIT_NAMES: dict[Split, str] = {"dev": "utvecklingsfrågor", "test": "provfrågor"}

KIND_NAMES: dict[Kind, str] = {
    "single_fact": "Enstaka fakta",
    "definition": "Vad något är",
    "list": "Listor",
    "figure": "Siffror",
    "table": "Tabeller",
    "several_documents": "Flera dokument",
    "clause": "Punkter i kontrakt",
    "follow_up": "Följdfrågor",
    "misspelt": "Felstavat eller dialekt",
    "short": "Sökord",
    "chatty": "Långa och pratiga",
    "other_language": "Andra språk",
    "near_miss": "Saknas i källorna, men nära",
    "out_of_scope": "Andra ämnen",
    "false_premise": "Felaktigt antagande",
    "contradiction": "Källor som säger olika",
    "injection": "Försök att lura assistenten",
    "opinion": "Åsikter, val och egna ärenden",
}


WRITER_NAMES = {
    "quoting": "Citat ur källorna",
    "chat": "Språkmodell, varje mening prövad mot källorna",
    "fixed": "Färdiga svar, när assistenten hälsar eller avstår",
}

_UNITS: dict[Form, str] = {"percent": "\u00a0%", "seconds": "\u00a0s", "number": ""}


def quantity(value: float, form: Form) -> str:
    """A value as it is written in Swedish: `87,5 %`, `0,81`, `12,30` or `0,35 s`."""
    return _plain(100 * value, 1) + _UNITS[form] if form == "percent" else _plain(value, 2) + _UNITS[form]


def span(interval: Interval, form: Form) -> str:
    """An interval's ends: `81,0–92,4 %`."""
    return f"{quantity(interval.low, form).removesuffix(_UNITS[form])}–{quantity(interval.high, form)}"


def share(value: float) -> str:
    """A share with its per cent sign and no decimals: `88 %`."""
    return f"{_plain(100 * value, 0)}{_UNITS['percent']}"


def _plain(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "\u2212")
