"""Numbers as people read them in Swedish."""

from __future__ import annotations

NO_BREAK_SPACE = "\u00a0"


def swedish_number(value: float) -> str:
    """The number with a space between the thousands, a comma before at most two decimals and a true minus sign."""
    written = f"{value:,.2f}".rstrip("0").rstrip(".")
    return written.replace(",", NO_BREAK_SPACE).replace(".", ",").replace("-", "\u2212")
