from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.proving.agreement import unproven_figure
from assistant.proving.figures import figures, numerals

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("16,4 %", "16,4 procent"),
        ("423 796 ton", "423796 ton"),
        ("423\u00a0796 ton", "423 796 ton"),
        ("1,2 miljoner kronor", "1 200 000 kr"),
        ("1 500 mkr", "1,5 miljarder kronor"),
        ("tretton parter", "13 parter"),
        ("tjugofem parter", "25 parter"),
        ("hälften", "50 procent"),
        ("en femtedel", "20 %"),
        ("två tredjedelar", "2 tredjedelar"),
        ("den 24 juni 2026", "2026-06-24"),
        ("80–100 ton", "80 ton till 100 ton"),
        ("10 eller 15 miljoner kronor", "10 miljoner kronor eller 15 miljoner kronor"),
        ("16–22 september 2023", "16 september 2023 till 22 september 2023"),
    ],
)
def test_a_figure_is_the_same_however_it_is_written(one: str, other: str) -> None:
    def read(text: str) -> list[tuple[object, ...]]:
        return [(figure.kind, figure.value, figure.unit, figure.date) for figure in figures(text)]

    assert read(one) == read(other) != []


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_is_read_in_both_ways(day: date) -> None:
    written = f"Det hände den {day.day} {MONTHS[day.month - 1]} {day.year}."
    assert not unproven_figure(written, f"Det hände {day.isoformat()}.", "")
    assert unproven_figure(written, f"Det hände {(day + timedelta(days=40)).isoformat()}.", "")


@given(st.integers(0, 10**9))
def test_a_figure_is_the_same_with_and_without_spaces(number: int) -> None:
    spaced = f"{number:,}".replace(",", " ")
    assert numerals(spaced) == numerals(str(number))
    assert [figure.value for figure in figures(f"{spaced} ton")] == [Fraction(number)]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Utsläppen var cirka 424 000 ton.", "Utsläppen var 423 796 ton."),
        ("Utsläppen var drygt 423 000 ton.", "Utsläppen var 423 796 ton."),
        ("Utsläppen var knappt 424 000 ton.", "Utsläppen var 423 796 ton."),
        ("Anläggningen ger ungefär 7 000 kWh.", "Anläggningen ger cirka 7 000 kWh."),
        ("Det startade i oktober 2021.", "Det startade den 1 oktober 2021."),
        ("Programmet har över 100 medlemmar.", "Programmet har fler än 100 medlemmar."),
        ("År 2020 var det 3,13 MW, mot 1,37 MW år 2019.", "Det var 1,37 MW år 2019 och 3,13 MW år 2020."),
    ],
)
def test_what_follows_from_the_quote_is_proven(claim: str, quote: str) -> None:
    assert not unproven_figure(claim, quote, "")


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Utsläppen var 424 000 ton.", "Utsläppen var 423 796 ton."),
        ("Utsläppen var cirka 430 000 ton.", "Utsläppen var 423 796 ton."),
        ("Utsläppen var knappt 423 000 ton.", "Utsläppen var 423 796 ton."),
        ("Anläggningen ger 7 000 kWh.", "Anläggningen ger cirka 7 000 kWh."),
        ("Högst 80 procent ska vara ekologiskt.", "Minst 80 procent ska vara ekologiskt."),
        ("Utsläppen var 50 ton.", "Utsläppen var 50 procent."),
        ("Det kostade 62 miljarder euro.", "Det kostade 62 miljoner euro."),
        ("Det startade den 2 oktober 2021.", "Det startade den 1 oktober 2021."),
        ("Det startade den 1 oktober 2021.", "Det startade i oktober 2021."),
        ("År 2019 var det 3,13 MW.", "Det var 1,37 MW år 2019 och 3,13 MW år 2020."),
        ("Från 2023 till 2023 ökade utsläppen.", "Utsläppen ökade från 2023 till 2024."),
        ("Klimatkontrakt 2031 signerades.", "Klimatkontrakt 2030 signerades."),
        ("Beloppet anges i euro.", "Beloppet anges i kronor."),
        ("Ring 0243-740 01.", "Ring 0243-740 00."),
        ("Det är andra gången, den tredje i ordningen.", "Det är första gången."),
    ],
)
def test_what_does_not_follow_is_not(claim: str, quote: str) -> None:
    assert unproven_figure(claim, quote, "")


def test_a_year_in_a_name_may_stand_in_the_heading() -> None:
    claim, quote = "Klimatneutrala Borlänge 2030 har tre parter.", "Projektet har tre parter."
    assert unproven_figure(claim, quote, "") == "2030"
    assert not unproven_figure(claim, quote, "Klimatneutrala Borlänge 2030")
