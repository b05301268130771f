from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.tables.arithmetic import evaluated, figures, follows, parsed, written

WHOLE = st.integers(min_value=0, max_value=10**12)


@given(WHOLE, st.integers(min_value=0, max_value=99))
def test_a_figure_is_read_as_it_was_written(whole: int, hundredths: int) -> None:
    value = Fraction(100 * whole + hundredths, 100)
    assert parsed(written(value)) == value
    assert figures(f"Det är {written(value)} ton.") == (written(value),)


@given(st.lists(WHOLE, min_size=1, max_size=8))
def test_a_sum_comes_to_what_python_says(values: list[int]) -> None:
    assert evaluated(" + ".join(written(Fraction(value)) for value in values)) == sum(values)


@given(WHOLE, WHOLE, st.integers(min_value=1, max_value=10**6))
def test_multiplication_goes_before_subtraction(a: int, b: int, c: int) -> None:
    expression = f"{written(Fraction(a))} \u2212 {written(Fraction(b))} / {written(Fraction(c))} × 100"
    assert evaluated(expression) == a - Fraction(b, c) * 100


@pytest.mark.parametrize(
    ("expression", "result", "rounded", "right"),
    [
        ("539 459 \u2212 423 796", "115 663", False, True),
        ("539 459 \u2212 423 796", "115 664", False, False),
        ("115 663 / 539 459 × 100", "21,4", True, True),
        ("115 663 / 539 459 × 100", "21,5", True, False),
        ("115 663 / 539 459 × 100", "21,4", False, False),
        ("0,5 / 1", "0,5", False, True),
    ],
)
def test_a_result_follows_only_if_it_is_right(expression: str, result: str, rounded: bool, right: bool) -> None:
    assert follows(expression, result, rounded=rounded) is right


def test_halves_are_rounded_away_from_zero_on_both_sides() -> None:
    assert (written(Fraction(5, 2), 0), written(Fraction(-5, 2), 0)) == ("3", "\u22123")


@pytest.mark.parametrize("text", ["", "tre", "1 + två", "__import__('os')", "1 ** 2"])
def test_what_is_no_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        evaluated(text)
