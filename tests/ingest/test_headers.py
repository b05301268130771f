import pytest

from corpus.documents import Kind
from ingest.grid import Cell, Grid
from ingest.headers import find_header, likely_kind


def grid(*rows: str) -> Grid:
    return Grid(name="", rows=tuple(tuple(Cell(cell) for cell in row.split(";")) for row in rows))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("kommun;år;sektor;ton_co2e", "emissions"),
        (" Kommun ;År;Sektor;Ton CO2e", "emissions"),
        ("indikator;kommun;år;värde;enhet", "indicators"),
        ("part;åtagande;målår", "commitments"),
        ("åtgärd;ansvarig;status", "actions"),
        ("id;part;åtagande;område;mål år", "commitments"),
        ("id;part;typ;åtagande;område", "commitments"),
        ("kommun;år;sektor;ton co2 e", "emissions"),
        ("datum;händelse", "document"),
        ("åtgärd;status", "document"),
        ("kommun;år;invånare", "document"),
        ("", "document"),
    ],
)
def test_a_table_is_known_by_its_columns_even_when_one_is_missing_or_misspelt(header: str, kind: Kind) -> None:
    assert likely_kind(grid(header, "a;b;c;d;e")) == kind


def test_the_header_is_the_row_that_names_the_columns() -> None:
    found = find_header(grid("Utsläpp i Vik", "", "kommun;år;sektor;ton_co2e", "Vik;2024;Totalt;1"), "emissions")
    assert (found.row, found.names) == (2, ("kommun", "år", "sektor", "ton_co2e"))
