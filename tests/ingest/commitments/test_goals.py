import pytest

from ingest.commitments.areas import area_of
from ingest.commitments.goals import due_year, measurable


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("minska utsläppen med 60 procent till 2028 jämfört med 2019", 2028),
        ("före utgången av 2026", 2026),
        ("senast den 31 december 2027", 2027),
        ("klart 2027-06-30", 2027),
        ("under perioden 2025–2028", 2028),
        ("till 2027 och senast 2030", 2030),
        ("gemensam bilpool 2026", 2026),
        ("bidra till ett klimatneutralt Borlänge 2030", 2030),
        ("från och med 2025", None),
        ("sedan 1990", None),
        ("samordna Klimatkontrakt 2030", None),
        ("enligt 2021 års version", None),
        ("plantera 2000 träd", None),
        ("2 000 ton", None),
        ("anges inte", None),
    ],
)
def test_the_target_year_is_told_from_base_years_starts_names_and_amounts(text: str, year: int | None) -> None:
    assert due_year(text) == year


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("minska med minst 25 procent till 2030", "minst 25 procent"),
        ("solceller, sammanlagt 2,5 MW, senast 2030", "sammanlagt 2,5 MW"),
        ("bygga 12 kilometer cykelväg", "12 kilometer"),
        ("plantera 5 000 träd inom tätorten", "5 000 träd"),
        ("minska utsläppen med en femtedel", "en femtedel"),
        ("senast den 31 december 2027", ""),
        ("klart till 2030", ""),
    ],
)
def test_the_figure_is_given_with_its_unit_and_is_never_a_date(text: str, figure: str) -> None:
    assert measurable(text) == figure


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Köra alla stadsbussar på biogas och bygga laddplatser", "transport"),
        ("Delta i klimatmobiliseringen", "samverkan"),
        ("Halvera matsvinnet", "avfall/cirkulärt"),
        ("Något helt annat", ""),
    ],
)
def test_the_area_follows_the_words(text: str, area: str) -> None:
    assert area_of(text) == area
