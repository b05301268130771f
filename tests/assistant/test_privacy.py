from __future__ import annotations

import pytest

from assistant.privacy import redact
from corpus.settings import BUNDLED_SOURCES


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Jag heter Eva, eva.svensson+klimat@mejl.borlange.se.", "Jag heter Eva, [e-post]."),
        ("åsa_ö@exempel.se", "[e-post]"),
        ("Mitt nummer är 19850131-1234", "Mitt nummer är [personnummer]"),
        ("850131-1234, 8501311234 och 850131+1234", "[personnummer], [personnummer] och [personnummer]"),
        ("född 1985-01-31-1234", "född [personnummer]"),
        ("samordningsnummer 850191 1234", "samordningsnummer [personnummer]"),
        ("ring 070-123 45 67 i kväll", "ring [telefonnummer] i kväll"),
        ("0243-74000 eller 0243/740 00", "[telefonnummer] eller [telefonnummer]"),
        ("+46 (0)70 123 45 67", "[telefonnummer]"),
        ("0046701234567", "[telefonnummer]"),
        ("08-123 456 78", "[telefonnummer]"),
    ],
)
def test_what_tells_who_someone_is_is_taken_out(written: str, kept: str) -> None:
    assert redact(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Utsläppen var 423 796 ton år 2024 och 539 459 ton år 1990.",
        "2020–2030, 16,4 procent, 0,05 ton, 1 234 567 890 kronor",
        "Beslutat 2024-01-02, gäller 2025-03-04.",
        "Skriv @borlange eller 100 % nu",
    ],
)
def test_figures_years_and_dates_are_left(text: str) -> None:
    assert redact(text) == text


def test_of_all_that_the_sources_say_only_contact_details_are_taken_out() -> None:
    for path in BUNDLED_SOURCES.glob("*.[mc]*"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert redact(line) == line or "@" in line or "0243" in line, line


def test_a_long_text_without_an_end_takes_no_time() -> None:
    text = "a" * 200_000 + " " + "0" * 200_000
    assert redact(text) == text
