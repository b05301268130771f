import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from corpus.documents import Kind, Source
from corpus.records import Record
from ingest.checking import FaultyTable
from ingest.readers import read
from ingest.records import read_records

HEADER = "id,part,typ,åtagande,område,målår,mätbart_mål"
GOOD = "C1,Vik kommun,kommun,Spara el,energi,2030,5 %"
Sheets = Callable[[Worksheet], None]


def records(path: Path, kind: Kind = "commitments") -> tuple[Record, ...]:
    source = Source(id="tabell", path=path.name, title="Tabell", kind=kind)
    return read_records(read(source, path), path)


def csv_file(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "tabell.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def xlsx_file(folder: Path, rows: Sequence[Sequence[object]], finish: Sheets | None = None) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if finish:
        finish(sheet)
    workbook.save(folder / "tabell.xlsx")
    return folder / "tabell.xlsx"


def faults(path: Path, kind: Kind = "commitments") -> list[str]:
    with pytest.raises(FaultyTable) as caught:
        records(path, kind)
    assert path.name in str(caught.value)
    assert all(str(fault) in str(caught.value) for fault in caught.value.faults[:20])
    return [str(fault) for fault in caught.value.faults]


def test_a_renamed_column_is_told_of_with_the_name_that_it_should_have(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADER.replace("målår", "mål år"), GOOD)
    assert faults(path) == ["rad 1, kolumnen ”mål år”: är okänd. Menade du ”målår”?"]


def test_a_missing_column_is_told_of(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "id,part,åtagande", "C1,Vik kommun,Spara el")
    assert faults(path) == ["kolumnen ”målår”: saknas. Lägg till den i rubrikraden."]


def test_a_column_of_ones_own_is_no_fault(tmp_path: Path) -> None:
    (record,) = records(csv_file(tmp_path, f"{HEADER},anteckning", f"{GOOD},viktigt"))
    assert record.values["due"] == 2030


def test_all_faults_are_told_at_once_with_row_column_value_and_remedy(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        HEADER,
        GOOD,
        "",
        "C2,Vik kommun,kommun,Bygga,transport,snart,",
        "C1,,kommun,Cykla,transport,2031,",
    )
    assert faults(path) == [
        "rad 4, kolumnen ”målår”: ”snart” är inget årtal. Skriv fyra siffror, eller lämna cellen tom.",
        "rad 5, kolumnen ”part”: cellen är tom. Fyll i den, eller ta bort raden.",
        "rad 5, kolumnen ”id”: ”C1” står redan på rad 2. Ge varje rad ett eget id.",
    ]


def test_of_many_faults_the_first_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADER, *(f"C{n},Vik,kommun,Spara,energi,snart," for n in range(32)))
    with pytest.raises(FaultyTable) as caught:
        records(path)
    assert len(caught.value.faults) == 32
    assert str(caught.value).endswith("… och 12 fel till.")
    assert str(caught.value).count("snart") == 20


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("423 796", 423796),
        ("423\u00a0796", 423796),
        ("423.796,5", 423796.5),
        ("0,5", 0.5),
        ("0.5", 0.5),
        ("12 %", 12),
        ("\u22127", -7),
        ("..", None),
    ],
)
def test_numbers_are_understood_as_they_are_written_in_swedish(tmp_path: Path, written: str, kept: float) -> None:
    path = csv_file(tmp_path, "kommun;år;sektor;ton_co2e", f"Vik;2024;Jordbruk;{written}")
    (record,) = records(path, "emissions")
    assert record.values["amount"] == kept


def test_a_number_is_worded_in_swedish_however_it_was_written(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "kommun;år;sektor;ton_co2e", "Vik;2024;Totalt;423.796,5")
    assert "423 796,5 ton" in records(path, "emissions")[0].quote


def test_text_where_a_number_should_be_is_a_fault_but_an_indicator_may_be_words(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "kommun;år;sektor;ton_co2e", "Vik;2024;Jordbruk;cirka 5")
    assert faults(path, "emissions") == [
        "rad 2, kolumnen ”ton_co2e”: ”cirka 5” är inget tal. Skriv bara siffror, eller lämna cellen tom."
    ]
    path = csv_file(tmp_path, "indikator,kommun,år,värde,enhet", "Styre,Vik,2022,SSAB,", "Andel,Vik,2022,4l,procent")
    assert faults(path, "indicators") == [
        "rad 3, kolumnen ”värde”: ”4l” är inget tal. Skriv bara siffror, eller lämna cellen tom."
    ]


def test_a_cell_that_shifted_the_columns_is_found(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "kommun,år,sektor,ton_co2e", "Vik,2024,Jordbruk,423,5")
    assert faults(path, "emissions")[0].startswith("rad 2: ”5” står till höger om sista rubriken.")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "mac_roman"])
def test_a_table_in_an_older_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    lines = [HEADER, "C1,Åbo och Öjes förening,förening,Så träd på ängar i Dalarna,natur,2030,"]
    assert records(csv_file(tmp_path, *lines, encoding=encoding))[0].values["party"] == "Åbo och Öjes förening"


def test_text_that_was_misread_on_its_way_here_is_a_fault(tmp_path: Path) -> None:
    broken = "Så träd".encode().decode("cp1252")
    path = csv_file(tmp_path, HEADER, f"C1,Vik kommun,kommun,{broken},natur,2030,")
    assert faults(path) == [
        f"rad 2: ”{broken}” är text i fel teckenkodning. Hämta originalet och spara om det som UTF-8."
    ]


def test_dates_in_a_column_of_years(tmp_path: Path) -> None:
    header: list[object] = [*HEADER.split(",")]
    good: list[object] = ["C1", "Vik", "kommun", "Spara", "energi", dt.date(2027, 12, 31), ""]
    assert records(xlsx_file(tmp_path, [header, good]))[0].values["due"] == 2027
    shown_as_date: list[object] = ["C2", "Vik", "kommun", "Bygga", "energi", dt.date(1905, 7, 19), ""]
    assert faults(xlsx_file(tmp_path, [header, good, shown_as_date])) == [
        "rad 3, kolumnen ”målår”: ”1905-07-19” är ett datum. Menade du 2027? "
        "Formatera cellen som tal och skriv årtalet."
    ]
    unclear: list[object] = ["C2", "Vik", "kommun", "Bygga", "energi", "31/12/27", ""]
    assert "är inget årtal" in faults(xlsx_file(tmp_path, [header, unclear]))[0]


def test_a_share_in_excel_is_read_as_it_is_shown(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["indikator", "kommun", "år", "värde", "enhet"],
        ["Andel", "Vik", 2024, 0.125, "procent"],
    ]

    def as_share(sheet: Worksheet) -> None:
        sheet["D2"].number_format = "0.0%"

    (record,) = records(xlsx_file(tmp_path, rows, as_share), "indicators")
    assert (record.values["amount"], record.values["stated"]) == (12.5, "12.5")


def test_a_header_below_a_title_in_two_rows_with_joined_cells_is_found(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Våra åtgärder 2025"],
        [],
        ["id", "åtgärd", "ansvarig", "status", "Tid", None],
        [None, None, None, None, "start-\når", "slutår"],
        ["A1", "Bygga cykelväg", "Vik kommun", "pågår", 2024, 2026],
        [],
        ["A2", "Byta bussar", "Vik kommun", "klar", 2020, 2023],
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("E3:F3")
        sheet.merge_cells("A1:F1")

    first, second = records(xlsx_file(tmp_path, rows, merge), "actions")
    assert (first.values["text"], first.values["start"], first.values["end"]) == ("Bygga cykelväg", 2024, 2026)
    assert second.id == "A2"


def test_a_sum_below_the_table_is_no_row_of_it(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        "kommun;år;sektor;ton_co2e",
        "Vik;2024;Jordbruk;5",
        "Vik;2024;Totalt;12",
        ";;;",
        "Summa;;;17",
        "Antal rader;2",
    )
    assert [record.values["sector"] for record in records(path, "emissions")] == ["Jordbruk", "Totalt"]


def test_a_formula_without_a_value_or_with_an_error_is_a_fault_and_not_an_empty_cell(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["kommun", "år", "sektor", "ton_co2e"],
        ["Vik", 2024, "Jordbruk", "=2+3"],
        ["Vik", 2024, "Avfall", "#REF!"],
    ]
    said = faults(xlsx_file(tmp_path, rows), "emissions")
    assert said[0].startswith("rad 2, kolumnen ”ton_co2e”: cellen har en formel som inte är uträknad.")
    assert said[1] == "rad 3, kolumnen ”ton_co2e”: ”#REF!” är ett fel i en formel. Rätta formeln, eller skriv värdet."


def test_a_fault_on_one_of_several_sheets_names_the_sheet_and_a_sheet_of_notes_is_passed_over(tmp_path: Path) -> None:
    workbook = Workbook()
    for name, due in (("2024", 2030), ("2025", "snart")):
        sheet = workbook.create_sheet(name)
        sheet.append(HEADER.split(","))
        sheet.append([f"C{name}", "Vik", "kommun", "Spara", "energi", due, ""])
    workbook.worksheets[0].append(["Så här fyller du i"])
    workbook.worksheets[0].append(["Skriv ett åtagande per rad"])
    workbook.save(tmp_path / "tabell.xlsx")
    assert faults(tmp_path / "tabell.xlsx") == [
        "bladet ”2025”, rad 2, kolumnen ”målår”: ”snart” är inget årtal. Skriv fyra siffror, eller lämna cellen tom."
    ]


def test_a_title_with_commas_above_a_table_with_semicolons_is_passed_over(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        "Utsläpp, uttag 2025",
        "Källa: Klimatkollen, Naturvårdsverket",
        "",
        "kommun;år;sektor;ton_co2e",
        "Vik;2024;Jordbruk;1 234,5",
        "Vik;2023;Jordbruk;12,0",
    )
    assert [record.values["amount"] for record in records(path, "emissions")] == [1234.5, 12]


def test_a_table_may_begin_anywhere_on_its_sheet(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        for row, cells in enumerate((HEADER.split(","), ["C1", "Vik", "kommun", "Spara", "energi", "snart", ""]), 4):
            for column, text in enumerate(cells, 3):
                sheet.cell(row=row, column=column, value=text)

    assert faults(xlsx_file(tmp_path, [["Rubrik"]], write)) == [
        "rad 5, kolumnen ”målår”: ”snart” är inget årtal. Skriv fyra siffror, eller lämna cellen tom."
    ]
