from __future__ import annotations

import pytest

from evals.metrics.language import is_swedish, length, lix


@pytest.mark.parametrize(
    "text",
    [
        "En kolsänka är något som tar upp koldioxid ur luften.",
        "Borlänge kommun\nAB Borlänge Energi\nIK Brage",
        "Viable Cities är ett program.",
        "423 796 ton",
    ],
)
def test_swedish(text: str) -> None:
    assert is_swedish(text)


@pytest.mark.parametrize(
    "text",
    [
        "A carbon sink is something that takes up carbon dioxide from the air.",
        "Eine Kohlenstoffsenke ist etwas, das Kohlendioxid aus der Luft aufnimmt.",
        "Et karbonsluk er noe som tar opp karbondioksid og binder det, og ikke slipper det ut.",
        "Hiilinielu on jotain, joka sitoo hiilidioksidia ja ei päästä sitä.",
        "بالوعة الكربون هي شيء يمتص ثاني أكسيد الكربون",
    ],
)
def test_not_swedish(text: str) -> None:
    assert not is_swedish(text)


def test_lix_by_hand() -> None:
    # eight words in two sentences, two of them (kolsänka, koldioxid) with more than six letters
    assert lix(["En kolsänka tar upp koldioxid. Det är bra."]) == pytest.approx(8 / 2 + 100 * 2 / 8)
    assert length(["En kolsänka tar upp koldioxid. Det är bra."]) == 8


def test_every_list_item_is_a_sentence_of_its_own() -> None:
    assert lix(["el", "värme"]) == 1.0
    assert lix([]) == 0.0
