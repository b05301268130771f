import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import meaning_of_point, parse_number, plain_number


def swedish(number: float, decimals: int, space: str) -> str:
    """A number as a person writes it."""
    whole, _, rest = f"{abs(number):,.{decimals}f}".partition(".")
    return ("\u2212" if number < 0 else "") + whole.replace(",", space) + (f",{rest}" if rest else "")


@given(
    number=st.integers(-(10**12), 10**12),
    decimals=st.integers(0, 3),
    space=st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    sign=st.sampled_from(["", " %", "%"]),
)
def test_what_is_written_is_read_back(number: int, decimals: int, space: str, sign: str) -> None:
    value = number / 10**decimals
    assert parse_number(swedish(value, decimals, space) + sign) == pytest.approx(value)


@given(number=st.floats(min_value=-1e12, max_value=1e12).map(lambda number: round(number, 6)))
def test_a_number_is_kept_so_that_it_can_be_read_again(number: float) -> None:
    kept = plain_number(number)
    assert float(kept) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("423.796,5", 423796.5), ("1.234.567", 1234567), ("423796.5", 423796.5), ("0,61", 0.61), ("..", None), ("", None)],
)
def test_points_and_commas_that_can_be_read_in_one_way(text: str, number: float | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["snart", "12 ton", "12-14", "1 23", "1,234,567", "423,796.5", "10 mkr", "1e5", "nan"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="tal"):
        parse_number(text)


def test_a_point_before_three_figures_is_read_as_in_the_rest_of_its_column_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="423 796 och 423,796"):
        parse_number("423.796", meaning_of_point(["423.796", "12"]))
    assert parse_number("423.796", meaning_of_point(["423.796", "1.234,5"])) == 423796
    assert parse_number("423.796", meaning_of_point(["423.796", "0.5"])) == 423.796
    with pytest.raises(ValueError, match="både"):
        parse_number("423.796", meaning_of_point(["0.5", "1.234,5"]))
