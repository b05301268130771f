from __future__ import annotations

import pytest

from evals.cases import Phrase, Quantity
from evals.metrics.wording import digits, misstates, says, states


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("En kolsänka tar upp koldioxid ur luften.", "tar upp koldioxid"),
        ("Kommunens åtgärder följs upp.", "åtgärd följs upp"),
        ("Borlänge ska vara klimatneutralt.", "klimatneutral"),
        ("Vinnovas stöd", "Vinnova"),
        ("Programmet samordnas sedan länge av KTH.", "samordnas av KTH"),
        ("Utsläppen av CO₂", "co2"),
        ("Det är 16,4 procent.", "16.4 procent"),
        ("A\u030aNGPANNAN", "ångpannan"),
    ],
)
def test_says_in_any_inflection_with_few_words_between(text: str, phrase: str) -> None:
    assert says(text, Phrase(alternatives=("något annat", phrase)))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Bilar tar inte upp koldioxid.", "tar upp koldioxid"),
        ("Koldioxid tar man upp.", "tar upp koldioxid"),
        ("Den tar ganska ofta väldigt mycket upp koldioxid.", "tar upp koldioxid"),
        ("Målet är 2040.", "2030"),
        ("El", "elva"),
        ("", "kolsänka"),
    ],
)
def test_does_not_say(text: str, phrase: str) -> None:
    assert not says(text, Phrase(alternatives=(phrase,)))


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Utsläppen var 423 796 ton koldioxidekvivalenter.", Quantity(value=423796, unit="ton")),
        ("Utsläppen var 423\u00a0796 ton.", Quantity(value=423796, unit="ton")),
        ("Minskningen är \u221216,4 %.", Quantity(value=16.4, unit="procent")),
        ("Stödet är 1,2 miljoner kronor.", Quantity(value=1_200_000, unit="kronor")),
        ("Stödet är 1,2 miljoner kronor.", Quantity(value=1.2, unit="miljoner kronor")),
        ("Kostnaden är 60 mkr.", Quantity(value=60_000_000, unit="kronor")),
        ("Tretton parter är med.", Quantity(value=13, unit="parter")),
        ("År 2030 ska målet nås.", Quantity(value=2030)),
        ("Omkring 420 000 ton", Quantity(value=423796, unit="ton", tolerance=5000)),
    ],
)
def test_states_a_figure_however_it_is_written(text: str, quantity: Quantity) -> None:
    assert states(text, quantity)
    assert not misstates(text, quantity)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Utsläppen var 423 976 ton.", Quantity(value=423796, unit="ton")),
        ("Minskningen är 16,5 %.", Quantity(value=16.4, unit="procent")),
        ("Målet gäller år 2040.", Quantity(value=2030)),
    ],
)
def test_misstates_when_another_figure_has_the_unit(text: str, quantity: Quantity) -> None:
    assert misstates(text, quantity)
    assert not states(text, quantity)


def test_a_figure_with_another_unit_is_neither() -> None:
    kronor = Quantity(value=16, unit="kronor")
    assert not states("Det är 16 procent.", kronor)
    assert not misstates("Det är 17 procent.", kronor)


def test_digits_are_those_of_figures_not_of_names() -> None:
    assert digits("På 2030-talet, 10–12 ton CO2e och 423 796,5 kr 2024-05-01") == {2030, 10, 12, 423796.5, 2024, 5, 1}
