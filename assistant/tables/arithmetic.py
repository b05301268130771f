"""Exact arithmetic on figures as they are written in Swedish, so that a calculation can be shown and checked.

`423 796 + 134 544 = 558 340`: what is shown is what was worked out, and `follows` works it out again from the text.
"""

from __future__ import annotations

import re
from fractions import Fraction

MINUS = "\u2212"

_FIGURE = re.compile(rf"[-{MINUS}]?(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|\d+)(?:[.,]\d+)?")


def parsed(figure: str) -> Fraction:
    """The value of a figure: `423 796,5` as 423796.5.

    Raises:
        ValueError: It is no figure.
    """
    return Fraction(figure.replace(" ", "").replace(MINUS, "-").replace(",", "."))


def written(value: Fraction | float, decimals: int | None = None) -> str:
    """A value as it is written in Swedish: `423 796,5`; rounded half away from zero to `decimals`, if any are given."""
    exact = value if isinstance(value, Fraction) else Fraction(repr(value))
    places = _places(exact) if decimals is None else decimals
    whole, part = divmod(_rounded(abs(exact), places), 10**places)
    digits = f"{whole:,}".replace(",", " ") + (f",{part:0{places}}" if places else "")
    return f"{MINUS}{digits}" if exact < 0 and (whole or part) else digits


def figures(text: str) -> tuple[str, ...]:
    """The figures in a text, in order, as they are written."""
    return tuple(_FIGURE.findall(text))


def evaluated(expression: str) -> Fraction:
    """What an expression of figures with plus, minus, ` × ` and ` / ` between them comes to.

    Raises:
        ValueError: It is no such expression.
        ZeroDivisionError: It divides by zero.
    """
    first, *rest = re.split(rf" ([+{MINUS}]) ", expression)
    total = _product(first)
    for sign, term in zip(rest[::2], rest[1::2], strict=True):
        total += _product(term) if sign == "+" else -_product(term)
    return total


def follows(expression: str, result: str, *, rounded: bool) -> bool:
    """Whether the expression comes to the result, rounded to as many decimals as the result has where it is said so."""
    value = evaluated(expression)
    return written(value, _decimals(result)) == result if rounded else value == parsed(result)


def _product(term: str) -> Fraction:
    first, *rest = re.split(r" ([×/]) ", term)
    product = parsed(first)
    for sign, factor in zip(rest[::2], rest[1::2], strict=True):
        product = product * parsed(factor) if sign == "×" else product / parsed(factor)
    return product


def _places(value: Fraction) -> int:
    """How many decimals write the value exactly; six where none do."""
    return next((places for places in range(6) if (value * 10**places).denominator == 1), 6)


def _rounded(value: Fraction, places: int) -> int:
    return int(value * 10**places + Fraction(1, 2))


def _decimals(figure: str) -> int:
    return len(figure.partition(",")[2])
