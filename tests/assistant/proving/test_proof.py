import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citing import Proof, figures, holds
from assistant.writing.draft import Claim
from tests.assistant.evidence import hit

TEXT = "Utsläppen var 423 796 ton år 2024. Det är 3,9 procent mer än år 2023."
EMISSIONS = hit(TEXT)


def claim(text: str, quote: str = TEXT) -> Claim:
    return Claim(text=text, hit=EMISSIONS, quote=quote)


def test_what_the_quote_says_holds_however_figures_are_written() -> None:
    assert holds(claim("Utsläppen var 423796 ton år 2024."))
    assert holds(claim("Ökningen var 3.9 procent."))


@pytest.mark.parametrize(
    "altered",
    [
        claim("Utsläppen var 423 769 ton år 2024."),
        claim("Utsläppen var 423 796 ton år 2025."),
        claim("Ökningen var 39 procent."),
        claim("Utsläppen var 423 796 ton.", quote="Utsläppen var 423 796 ton."),
    ],
)
def test_an_altered_figure_or_quote_is_not_shown(altered: Claim) -> None:
    assert Proof().prove(altered) is None


def test_citations_are_numbered_as_first_used_one_for_each_passage() -> None:
    other, proof = hit("Målet är 2030.", source_id="annan"), Proof()
    claims = [
        Claim(text="Målet är 2030.", hit=other, quote="Målet är 2030."),
        claim("Utsläppen var 423 796 ton år 2024.", quote="Utsläppen var 423 796 ton år 2024."),
        claim("Det är 3,9 procent mer än år 2023.", quote="Det är 3,9 procent mer än år 2023."),
    ]
    numbers = [statement.numbers for statement in map(proof.prove, claims) if statement]
    assert numbers == [(1,), (2,), (2,)]
    assert [(citation.number, citation.source.id, citation.quote) for citation in proof.citations()] == [
        (1, "annan", "Målet är 2030."),
        (2, "kalla", TEXT),
    ]


@given(st.integers(0, 10**9))
def test_a_figure_is_the_same_with_and_without_spaces(number: int) -> None:
    assert figures(f"{number:,}".replace(",", " ")) == figures(str(number))
