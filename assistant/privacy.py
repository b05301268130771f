"""Personal data that a visitor may have typed: found by its form, and taken out before anything is stored.

It is better to take out a figure too many than to keep a person's number, so no check digit is asked for. Years,
dates, sums and shares are left alone.
"""

from __future__ import annotations

import re

_GAP = "[ \u00a0–-]?"
_EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
_IDENTITY_NUMBER = re.compile(
    rf"(?<!\d)(?:18|19|20)?\d\d{_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[+]?{_GAP}\d{{4}}(?!\d)"
)
"""Year, month, day (plus 60 in a coordination number) and four digits."""

_PHONE = re.compile(r"(?<![\d-])(?:(?:\+|00)[1-9]|0[1-9])(?:[ \u00a0()/–-]{0,2}\d){6,13}(?!\d)")
"""A number with its area code or its country's: seven digits at least after the first zero."""

_PATTERNS = ((_EMAIL, "[e-post]"), (_IDENTITY_NUMBER, "[personnummer]"), (_PHONE, "[telefonnummer]"))


def redact(text: str) -> str:
    """The text with e-mail addresses, personal identity numbers and phone numbers replaced by what they are."""
    for pattern, name in _PATTERNS:
        text = pattern.sub(name, text)
    return text
