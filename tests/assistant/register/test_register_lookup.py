from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.errors import InvalidRequest
from assistant.register.lookup import ActionLookup, CommitmentLookup, EmissionLookup, Lookup
from assistant.register.registry import Registry, open_registry
from assistant.register.requests import parse
from corpus.documents import PUBLIC
from corpus.settings import BUNDLED_SOURCES

Cells = dict[str, str]


@pytest.fixture(scope="module")
def registry(bundled_index: Path) -> Iterator[Registry]:
    opened = open_registry(bundled_index)
    yield opened
    opened.close()


def in_file(name: str, is_wanted: Callable[[Cells], bool]) -> set[str]:
    """The ids of the rows of a bundled file that are wanted, counted without any of our own readers."""
    with (BUNDLED_SOURCES / name).open(encoding="utf-8") as file:
        return {row["id"] for row in csv.DictReader(file) if is_wanted(row)}


def found(registry: Registry, lookup: Lookup) -> set[str]:
    return {row.id for row in registry.look_up_all(lookup, PUBLIC) if row.source_id in ("ataganden", "atgarder")}


def by_2030(row: Cells) -> bool:
    return row["målår"] != "" and int(row["målår"]) <= 2030


COMMITMENTS: list[tuple[dict[str, str], Callable[[Cells], bool]]] = [
    ({}, lambda row: True),
    ({"area": "transport", "due": "-2030"}, lambda row: row["område"] == "transport" and by_2030(row)),
    ({"area": "Transporter", "due": "–2030"}, lambda row: row["område"] == "transport" and by_2030(row)),
    ({"due": "2025-2028"}, lambda row: row["målår"] in ("2025", "2026", "2027", "2028")),
    ({"due": "2045"}, lambda row: row["målår"] == "2045"),
    ({"due": "2031-"}, lambda row: row["målår"] > "2030"),
    ({"party": "brage"}, lambda row: "Brage" in row["part"]),
    ({"party": "SSAB:s"}, lambda row: "SSAB" in row["part"]),
    ({"party": "tunabygen"}, lambda row: "Tunabyggen" in row["part"]),
    ({"party": "högskolans"}, lambda row: "Högskolan" in row["part"]),
    ({"party": "borlänge energi"}, lambda row: "Borlänge Energi" in row["part"]),
    ({"party_kind": "Företagen"}, lambda row: row["typ"] == "företag"),
    ({"certainty": "låg"}, lambda row: row["säkerhet"] == "låg"),
    ({"source": "miljöstrategin"}, lambda row: "Miljöstrategi" in row["källa_titel"]),
    ({"measurable": "ja"}, lambda row: row["mätbart_mål"] != ""),
    ({"measurable": "nej"}, lambda row: row["mätbart_mål"] == ""),
]


@pytest.mark.parametrize(("asked", "is_wanted"), COMMITMENTS)
def test_commitments_are_those_that_the_file_has(
    registry: Registry, asked: dict[str, str], is_wanted: Callable[[Cells], bool]
) -> None:
    assert found(registry, parse(CommitmentLookup, asked)) == in_file("ataganden.csv", is_wanted)


ACTIONS: list[tuple[dict[str, str], Callable[[Cells], bool]]] = [
    ({"cost": "10 000 000-"}, lambda row: row["kostnad_sek"] != "" and float(row["kostnad_sek"]) >= 1e7),
    ({"grant": "-2000000"}, lambda row: row["bidrag_sek"] != "" and float(row["bidrag_sek"]) <= 2e6),
    ({"start": "2022"}, lambda row: row["startår"] == "2022"),
    ({"owner": "gasum"}, lambda row: "Gasum" in row["ansvarig"]),
    ({"status": "pågår"}, lambda row: re.search(r"\bpågår\b", row["status"]) is not None),
]


@pytest.mark.parametrize(("asked", "is_wanted"), ACTIONS)
def test_actions_are_those_that_the_file_has(
    registry: Registry, asked: dict[str, str], is_wanted: Callable[[Cells], bool]
) -> None:
    assert found(registry, parse(ActionLookup, asked)) == in_file("atgarder.csv", is_wanted)


def test_sector_named_by_one_word_is_not_another_that_holds_it(registry: Registry) -> None:
    rows = registry.look_up_all(EmissionLookup(place="borlänges", sector="transport", years="2020-"), PUBLIC)

    assert {row.values["sector"] for row in rows} == {"Transporter"}
    assert [row.values["year"] for row in rows] == [2020, 2021, 2022, 2023, 2024]


def test_words_are_found_in_any_inflection(registry: Registry) -> None:
    (row,) = registry.look_up_all(CommitmentLookup(text="kolsänkorna"), PUBLIC)

    assert "kolsänkor" in str(row.values["text"])


def test_pages_make_up_the_whole_in_order(registry: Registry) -> None:
    whole = registry.look_up_all(CommitmentLookup(sort="-due"), PUBLIC)
    pages = [registry.look_up(CommitmentLookup(sort="-due", page=number, page_size=50), PUBLIC) for number in (1, 2, 3)]

    assert [row for page in pages for row in page.rows] == list(whole)
    assert {(page.total, page.pages) for page in pages} == {(len(whole), 3)}
    years = [row.values["due"] for row in whole if row.values["due"] is not None]
    assert years == sorted(years, reverse=True, key=lambda year: int(str(year)))
    assert registry.look_up(CommitmentLookup(page=99), PUBLIC).rows == ()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"party": "Vinova"}, ""),
        ({"party": "Volvo"}, "Part ”Volvo” finns inte i registret. Menade du ”"),
        ({"certainty": "hög säkerhet alls"}, "Säkerhet ”hög säkerhet alls” finns inte i registret. Menade du ”hög”?"),
        ({"status": "klar"}, "Ingen rad i registret har något under Status. Ta bort det villkoret."),
        ({"due": "snart"}, "Målår kan inte vara ”snart”. Skriv 2030, 2025-2030, -2030 eller 2030-."),
        ({"due": "-"}, "Målår kan inte vara ”-”."),
        ({"sort": "dew"}, "Det går inte att sortera efter ”dew”. Menade du ”due”?"),
        ({"parti": "SSAB"}, "Det finns inget villkor som heter ”parti”. Menade du ”party”?"),
        ({"page": "0"}, "Villkoret page ska vara minst 1, inte ”0”."),
        ({"page": "två"}, "Villkoret page ska vara ett heltal, inte ”två”."),
        ({"page_size": "1000"}, "Villkoret page_size ska vara högst 500, inte ”1000”."),
        ({"measurable": "kanske"}, "Villkoret measurable ska vara ja eller nej, inte ”kanske”."),
        ({"text": "o" * 201}, "Villkoret text får ha högst 200 tecken"),
    ],
)
def test_what_cannot_be_looked_up_is_said_with_the_nearest(
    registry: Registry, asked: dict[str, str], sentence: str
) -> None:
    if not sentence:
        assert found(registry, parse(CommitmentLookup, asked)) == in_file(
            "ataganden.csv", lambda row: "Vinnova" in row["part"]
        )
        return
    with pytest.raises(InvalidRequest) as caught:
        registry.look_up(parse(CommitmentLookup, asked), PUBLIC)

    assert str(caught.value).startswith(sentence)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["party", "area", "due", "source", "text", "sort", "certainty"]))
def test_whatever_is_asked_is_answered_or_refused_in_a_sentence(registry: Registry, asked: str, name: str) -> None:
    try:
        assert registry.look_up(CommitmentLookup.model_validate({name: asked}), PUBLIC).total >= 0
    except (InvalidRequest, ValidationError) as error:
        assert str(error)
