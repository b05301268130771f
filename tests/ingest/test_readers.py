"""Each reader on real files, made here by the libraries that people's programs resemble."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.documents import Document, Kind, Source
from corpus.errors import UnreadableDocument
from ingest import readers
from ingest.readers import READERS, read

Writing = Callable[..., Document]


@pytest.fixture
def read_file(tmp_path: Path) -> Writing:
    """Write a file and read it as a source."""

    def reading(name: str, content: str | bytes, kind: Kind = "document") -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_path(path, kind)

    return reading


def read_path(path: Path, kind: Kind = "document") -> Document:
    return read(Source(id="prov", path=path.name, title="Prov", kind=kind), path)


def blocks_of(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def refusal_of(path: Path) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_path(path)
    assert path.name in str(caught.value)
    return caught.value


# Markdown


def test_markdown_gives_text_without_markup(read_file: Writing) -> None:
    document = read_file(
        "a.md",
        """---
title: Framsida
---
# Ett *klimatneutralt* Borlänge

Målet är **noll** [utsläpp](https://borlange.se/mal "Mål"), `nu`
och sedan.

- ett
- två, se <https://k.se>
  1. inre
  2. också

| Part | Mål |
|---|---|
| SSAB | [2045](https://ssab.com) |

<p>Rå <b>HTML</b></p>

> Citat

Källa: [Om projektet](https://klimat.se/om) (odaterad), [Mer](https://annan.se)
""",
    )
    assert blocks_of(document) == [
        ("heading", "Ett klimatneutralt Borlänge"),
        ("paragraph", "Målet är noll utsläpp, nu och sedan."),
        ("item", "- ett"),
        ("item", "- två, se https://k.se"),
        ("item", "1. inre"),
        ("item", "2. också"),
        ("row", "Part: SSAB; Mål: 2045."),
        ("paragraph", "Rå HTML"),
        ("paragraph", "Citat"),
        ("attribution", "Källa: Om projektet (odaterad), Mer"),
    ]
    assert [block.level for block in document.blocks if block.kind == "item"] == [1, 1, 2, 2]
    assert document.blocks[-1].url == "https://klimat.se/om"
    assert document.blocks[6].url == "https://ssab.com"
    assert "- ett\n- två" in document.text
    assert document.page_starts == ()


# Plain text


def test_plain_text_has_headings_items_and_paragraphs(read_file: Writing) -> None:
    document = read_file(
        "a.txt",
        "KLIMATPLAN FÖR BORLÄNGE\n\nPlanen gäller hela kommun-\nkoncernen och el-\noch värmebolagen.\n\n"
        "Mål\n---\nVi ska:\n• minska\n  utsläppen\n2) mäta\n",
    )
    assert blocks_of(document) == [
        ("heading", "KLIMATPLAN FÖR BORLÄNGE"),
        ("paragraph", "Planen gäller hela kommunkoncernen och el- och värmebolagen."),
        ("heading", "Mål"),
        ("paragraph", "Vi ska:"),
        ("item", "- minska utsläppen"),
        ("item", "2) mäta"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_text_is_read_in_the_encodings_that_people_have(read_file: Writing, encoding: str) -> None:
    text = "Åtgärder för miljön i Borlänge – på väg."
    assert read_file("a.txt", text.encode(encoding)).text == text


def test_a_binary_file_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "bild.txt"
    path.write_bytes(bytes(range(256)) * 10)
    assert refusal_of(path).reason == "fel teckenkodning"
    path.write_bytes("Привет, как дела".encode("cp1251"))
    assert "UTF-8" in str(refusal_of(path))


# Web pages


def test_a_web_page_gives_its_content_alone(read_file: Writing) -> None:
    document = read_file(
        "a.html",
        """<!doctype html><html lang="sv"><head><title>Återbruk | Kommunen</title><style>p{color:red}</style></head>
<body class="cookie-accepted"><nav><a href="/">Start</a></nav><div role="dialog">Vi använder kakor</div>
<form action="/"><main><header><h1>Återbruk</h1></header>
<!-- intern anmärkning --><p>Lämna in <b>bygg</b>material.<br>Öppet alltid.</p>
Lös text <div>i låda<ul><li>dörrar<ol><li>hela</li></ol></li><li>fönster</li></ul></div>
<table><caption>Tider</caption><tr><th>Dag</th><th>Tid</th></tr><tr><td>Måndag</td><td>8–16</td></tr></table>
<script>alert(1)</script><aside>Läs också</aside><div class="cookie-banner">Godkänn</div>
<p>Källa: <a href="/lokal">lokal</a> <a href="https://kalla.se/x">Källan</a></p></main></form>
<footer>Sidfot</footer></body></html>""",
    )
    assert blocks_of(document) == [
        ("heading", "Återbruk"),
        ("paragraph", "Lämna in byggmaterial. Öppet alltid."),
        ("paragraph", "Lös text"),
        ("paragraph", "i låda"),
        ("item", "- dörrar"),
        ("item", "1. hela"),
        ("item", "- fönster"),
        ("paragraph", "Tider"),
        ("row", "Dag: Måndag; Tid: 8–16."),
        ("attribution", "Källa: lokal Källan"),
    ]
    assert document.blocks[-1].url == "https://kalla.se/x"


def test_a_web_page_without_a_heading_has_its_title_and_keeps_its_encoding(read_file: Writing) -> None:
    page = (
        '<html><head><meta charset="iso-8859-1"><title>Så här</title></head><body><p>Återvinn på ön.</p></body></html>'
    )
    assert blocks_of(read_file("a.htm", page.encode("latin-1"))) == [
        ("heading", "Så här"),
        ("paragraph", "Återvinn på ön."),
    ]


# Word


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Klimatavtal", style="Title")
    document.add_heading("3.1 Kommunens åtaganden", 1)
    document.add_paragraph("Kommunen ska:")
    for text in ("minska utsläppen", "plantera träd"):
        document.add_paragraph(text, style="List Bullet")
    for text in ("först", "sedan"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=1, cols=3)
    for row in (("Part", "Mål", "År"), ("Kommunen", "noll", "2030"), ("SSAB", "", "2045")):
        cells = table.rows[0].cells if row[0] == "Part" else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    document.add_heading("Parter", 2)
    document.add_paragraph("Se nedan.\tOch här.")
    document.save(str(tmp_path / "avtal.docx"))
    return tmp_path / "avtal.docx"


def test_word(word: Path) -> None:
    document = read_path(word)
    assert blocks_of(document) == [
        ("heading", "Klimatavtal"),
        ("heading", "3.1 Kommunens åtaganden"),
        ("paragraph", "Kommunen ska:"),
        ("item", "- minska utsläppen"),
        ("item", "- plantera träd"),
        ("item", "1. först"),
        ("item", "2. sedan"),
        ("row", "Part: Kommunen; Mål: noll; År: 2030."),
        ("row", "Part: SSAB; År: 2045."),
        ("heading", "Parter"),
        ("paragraph", "Se nedan. Och här."),
    ]
    assert [(block.level, block.clause) for block in document.blocks if block.kind == "heading"] == [
        (1, ""),
        (2, "3.1"),
        (3, ""),
    ]


def test_word_shows_the_numbers_that_it_counts_itself(tmp_path: Path) -> None:
    document = docx.Document()
    levels = [
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (shape, text) in enumerate([("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)")])
    ]
    numbering = document.part.numbering_part.element
    space = f'xmlns:w="{numbering.nsmap["w"]}"'
    numbering.insert(
        0, docx.oxml.parse_xml(f'<w:abstractNum {space} w:abstractNumId="90">{"".join(levels)}</w:abstractNum>')
    )
    numbering.append(docx.oxml.parse_xml(f'<w:num {space} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for text, style, level in (
        ("Syfte", "Heading 1", 0),
        ("Parter", "Heading 1", 0),
        ("Staden", "Heading 2", 1),
        ("kommunen", "Normal", 2),
        ("bolagen", "Normal", 2),
        ("Staten", "Heading 2", 1),
        ("verken", "Normal", 2),
    ):
        place = document.add_paragraph(text, style=style)._p.get_or_add_pPr().get_or_add_numPr()
        place.get_or_add_ilvl().val, place.get_or_add_numId().val = level, 90
    document.save(str(tmp_path / "a.docx"))
    assert [text for _, text in blocks_of(read_path(tmp_path / "a.docx"))] == [
        "1 Syfte",
        "2 Parter",
        "2.1 Staden",
        "a) kommunen",
        "b) bolagen",
        "2.2 Staten",
        "a) verken",
    ]


def test_word_text_in_a_content_control_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    content.append(document.add_paragraph("I en ruta")._p)
    document.element.body.insert(0, control)
    document.save(str(tmp_path / "a.docx"))
    assert read_path(tmp_path / "a.docx").text == "I en ruta"


def test_word_tables_with_joined_cells(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for place, text in {
        (0, 0): "Part",
        (0, 1): "Mål",
        (0, 2): "År",
        (1, 0): "SSAB",
        (1, 1): "noll",
        (2, 1): "ett",
    }.items():
        table.cell(*place).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).merge(table.cell(1, 2))
    document.save(str(tmp_path / "a.docx"))
    assert [text for _, text in blocks_of(read_path(tmp_path / "a.docx"))] == [
        "Part: SSAB; Mål: noll.",
        "Part: SSAB; Mål: ett.",
    ]


def test_word_lists_without_their_definitions(word: Path, tmp_path: Path) -> None:
    without = rewritten(
        word, tmp_path / "a.docx", "word/_rels/document.xml.rels", b"relationships/numbering", b"relationships/x"
    )
    assert ("item", "- minska utsläppen") in blocks_of(read_path(without))


def test_word_fetches_nothing_from_outside(word: Path, tmp_path: Path) -> None:
    (tmp_path / "hemlig.txt").write_text("HEMLIGT", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "hemlig.txt").as_uri()}">]><w:document '
    attack = rewritten(word, tmp_path / "a.docx", "word/document.xml", b"<w:document ", entity.encode())
    attack = rewritten(attack, tmp_path / "b.docx", "word/document.xml", b"Se nedan.", b"&e;")
    text = read_path(attack).text
    assert "Och här." in text
    assert "HEMLIGT" not in text


def rewritten(archive: Path, target: Path, name: str, old: bytes, new: bytes) -> Path:
    """A copy of a ZIP archive with something else in one of its files."""
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(target, "w") as after:
        for item in before.infolist():
            data = before.read(item)
            assert item.filename != name or old in data
            after.writestr(item, data.replace(old, new) if item.filename == name else data)
    return target


def test_a_zip_bomb_is_refused_before_it_is_unpacked(word: Path) -> None:
    with zipfile.ZipFile(word, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", b"0" * 150_000_000)
    assert word.stat().st_size < 1_000_000
    assert refusal_of(word).reason == "för stor"


# Tables


def test_csv_rows_are_records(read_file: Writing) -> None:
    content = (
        "kommun,år,sektor,ton_co2e,källa_url\nBorlänge,2024,Totalt,423796,https://k.se\n\nFalun,2024,Jordbruk,1,\n"
    )
    document = read_file("u.csv", content, "emissions")
    assert blocks_of(document) == [
        ("row", "Borlänges totala utsläpp av växthusgaser år 2024: 423 796 ton koldioxidekvivalenter."),
        ("row", "Utsläpp av växthusgaser i Falun år 2024, sektorn Jordbruk: 1 ton koldioxidekvivalenter."),
    ]
    assert document.blocks[0].record_id == "emissions-borlange-2024-totalt"
    assert document.blocks[0].url == "https://k.se"


@pytest.mark.parametrize(("sign", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), ("|", "utf-8"), (",", "utf-8-sig")])
def test_csv_comes_in_many_shapes(read_file: Writing, sign: str, encoding: str) -> None:
    content = f'Åtgärd{sign}Text\r\nA{sign}"På väg{sign} nästan, snart"\r\n'.encode(encoding)
    assert read_file("a.csv", content).text == " ".join(f"Åtgärd: A; Text: På väg{sign} nästan, snart.".split())


def test_csv_with_rows_of_uneven_length(read_file: Writing) -> None:
    assert read_file("a.csv", "a;b\n1\n1;2;3\n").text == "A: 1.\nA: 1; B: 2."


def test_excel(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    first, second = workbook.active, workbook.create_sheet("Mer")
    assert first is not None
    first.title = "Möten"
    first.append(["Datum", "Antal", "Fel", None])
    first.append([dt.date(2024, 5, 3), 12.0, "#REF!", "utan namn"])
    first.append([None, None, None, None])
    first.append([dt.datetime(2024, 5, 3, 18, 30), 2.5, None, None])
    second.append(["Namn"])
    second.append(["Åsa"])
    workbook.create_sheet("Tomt")
    workbook.save(tmp_path / "a.xlsx")
    assert blocks_of(read_path(tmp_path / "a.xlsx")) == [
        ("heading", "Möten"),
        ("row", "Datum: 2024-05-03; Antal: 12; Kolumn 4: utan namn."),
        ("row", "Datum: 2024-05-03 18:30; Antal: 2.5."),
        ("heading", "Mer"),
        ("row", "Namn: Åsa."),
    ]


# Refusals


def test_an_unknown_type_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "bild.png").write_bytes(b"\x89PNG")
    error = refusal_of(tmp_path / "bild.png")
    assert error.reason == "okänd filtyp"
    assert all(suffix in str(error) for suffix in READERS)


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html", ".csv"])
@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"tom{suffix}").write_bytes(content)
    assert refusal_of(tmp_path / f"tom{suffix}").reason == "tom"


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_an_office_file_without_content_is_empty(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"tom{suffix}").touch()
    assert refusal_of(tmp_path / f"tom{suffix}").reason == "tom"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_an_encrypted_office_file_is_refused(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"lås{suffix}").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4_000)
    assert refusal_of(tmp_path / f"lås{suffix}").reason == "krypterad"


def test_a_file_cut_short_is_damaged(word: Path) -> None:
    word.write_bytes(word.read_bytes()[:-500])
    assert refusal_of(word).reason == "skadad"


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text("elva tecken", encoding="utf-8")
    assert refusal_of(tmp_path / "a.txt").reason == "för stor"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from(sorted(READERS)),
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    try:
        document = read_path(path)
    except UnreadableDocument as error:
        assert error.reason
        return
    ends = [0, *(block.end for block in document.blocks)]
    for end, block in zip(ends, document.blocks, strict=False):
        assert end <= block.start < block.end <= len(document.text)
        assert document.text[end : block.start].strip() == ""
    document.text.encode()
