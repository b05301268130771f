import pytest

from assistant.proving.names import unproven_name

BOUGHT = "Borlänge Energi har köpt panna 8 av Stora Enso."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Panna 8 köpte Borlänge Energi av Stora Enso.", BOUGHT),
        ("SSAB:s utsläpp ingår inte.", "Utsläppen från SSAB ingår inte."),
        ("Borlänges utsläpp ökade.", "Utsläppen i Borlänge ökade."),
        ("Totalt deltar Vinnova och Formas.", "Formas och Vinnova deltar."),
    ],
)
def test_names_of_the_quote_may_be_said(claim: str, quote: str) -> None:
    assert not unproven_name(claim, quote, "")


@pytest.mark.parametrize(
    ("claim", "quote", "name"),
    [
        ("Enligt Naturvårdsverket ökade utsläppen.", "Utsläppen ökade.", "Naturvårdsverket"),
        ("Lunds universitet samordnar programmet.", "KTH samordnar programmet.", "Lunds"),
        ("Tunabyggen har köpt panna 8 av Stora Enso.", BOUGHT, "Tunabyggen"),
        ("Trafikverket invigde vägen.", "Naturvårdsverket invigde vägen.", "Trafikverket"),
        ("SSAB samordnar arbetet och KTH betalar det.", "KTH samordnar arbetet och SSAB betalar det.", "SSAB"),
        ("Nätet binder ihop Falun och Falun.", "Nätet binder ihop Falun och Borlänge.", "Falun"),
        (
            "Viable Formas finansieras av staten.",
            "Viable Cities finansieras av staten. Formas deltar.",
            "Viable Formas",
        ),
        (
            "Erik Nises undertecknade avsiktsförklaringen.",
            "Jan Bohman undertecknade avsiktsförklaringen. Erik Nises var ordförande när kontraktet signerades.",
            "Erik Nises",
        ),
    ],
)
def test_a_strange_or_misplaced_name_is_found(claim: str, quote: str, name: str) -> None:
    assert unproven_name(claim, quote, "") == name


def test_a_name_may_stand_in_the_headings_or_the_title() -> None:
    claim, quote = "Viable Cities samlar 48 städer.", "Programmet samlar 48 städer."
    assert unproven_name(claim, quote, "Om projektet") == "Viable Cities"
    assert not unproven_name(claim, quote, "Om Viable Cities")
