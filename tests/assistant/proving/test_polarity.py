import pytest

from assistant.proving.direction import unproven_direction
from assistant.proving.polarity import unproven_turn


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("SSAB räknas inte in i budgeten.", "SSAB:s utsläpp ingår inte i budgeten."),
        ("Trenden är inte en prognos.", "Trenden är ingen prognos."),
        ("Bilmetro står i tidigare listor.", "Bilmetro är inte med i projektets lista, men står i tidigare listor."),
        ("Avfall kan lämnas på Fågelmyra.", "På Fågelmyra kan avfall lämnas."),
        ("Koncernens mål är nettonoll år 2045.", "Koncernen ska nå nettonoll år 2045."),
        ("Den som sorterar betalar en lägre taxa.", "Den som sorterar betalar en lägre taxa än den som inte sorterar."),
        ("Borlänge deltar.", "Borlänge deltar, medan Falun inte gör det."),
    ],
)
def test_what_says_the_same_passes(claim: str, quote: str) -> None:
    assert not unproven_turn(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("SSAB:s utsläpp ingår i budgeten.", "SSAB:s utsläpp ingår inte i budgeten."),
        ("Träd är inte kolsänkor.", "Träd är exempel på kolsänkor."),
        ("Trenden är en prognos.", "Trenden är en framskrivning och ingen prognos."),
        ("Målet gäller varuhuset.", "Målet gäller inte bara varuhuset."),
        ("Målet gäller inte varuhuset.", "Målet gäller inte bara varuhuset."),
        ("Kommunen kan minska utsläppen.", "Kommunen ska minska utsläppen."),
        ("Kommunen ska bygga stationen.", "Kommunen kan bygga stationen."),
        ("Stålverket är klart 2029.", "Stålverket väntas vara klart 2029."),
        ("Utsläppen blir 364 821 ton.", "Utsläppen skulle bli 364 821 ton om trenden fortsätter."),
        ("Alla resor görs med bil.", "De flesta resor görs med bil."),
        ("Det är möjligt att söka stöd.", "Det är omöjligt att söka stöd."),
        ("Det går att bygga nytt.", "Det går att bygga nytt, om staten betalar."),
        ("Stationen är i drift.", "Det framgår inte av källorna om stationen är i drift."),
    ],
)
def test_what_turns_the_quote_round_is_found(claim: str, quote: str) -> None:
    assert unproven_turn(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Utsläppen minskade med 3 procent.", "Utsläppen ökade med 3 procent."),
        ("Utsläppen är lägre i Borlänge än i Sverige.", "Utsläppen är högre i Borlänge än i Sverige."),
        ("Staden var med efter 2024.", "Staden var med före 2024."),
        ("Kommunen sålde marken.", "Kommunen köpte marken."),
        ("Industrins utsläpp ökade.", "Transporternas utsläpp ökade. Industrins utsläpp minskade."),
    ],
)
def test_the_other_direction_is_found(claim: str, quote: str) -> None:
    assert unproven_direction(claim, quote)
    assert not unproven_direction(quote, quote)
