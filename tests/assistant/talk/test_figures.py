from __future__ import annotations

import pytest

from assistant.talk.figures import stated


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Fjärrvärmen har cirka 7 000 kunder.", [(7000.0, "cirka 7 000 kunder", "kund")]),
        ("Målet är 2030.", [(2030.0, "2030", "år")]),
        ("Utsläppen ska minska med 16,4 % varje år.", [(16.4, "16,4 procent", "procent")]),
        ("Konsortiet har tretton parter.", [(13.0, "tretton parter", "part")]),
        ("Det kostade 500 miljoner kronor.", [(500.0, "500 miljoner kronor", "miljon kron")]),
        ("Klimatkontrakt 2030 är ett avtal.", []),
    ],
)
def test_a_figure_is_read_with_what_it_counts(sentence: str, found: list[tuple[float, str, str]]) -> None:
    assert [(figure.value, figure.written, figure.kind) for figure in stated(sentence)] == found


def test_a_rounded_figure_is_the_same_but_a_near_year_is_not() -> None:
    (people, year) = stated("Det var 51 354 invånare 2025.")
    assert people.is_about(51000) and not people.is_about(60000)
    assert not year.is_about(2024)
