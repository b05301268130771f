from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.rows import genitive, record_id, record_ids, row_sentence, row_url, swedish_number

EMISSION = {
    "kommun": "Borlänge",
    "år": "2024",
    "sektor": "Transporter",
    "ton_co2e": "78922",
    "källa_url": "https://k.se",
}
INDICATOR = {
    "indikator": "Folkmängd 31 december",
    "kommun": "Borlänge",
    "år": "2025",
    "värde": "51354",
    "enhet": "invånare",
    "källa_url": "",
}
COMMITMENT = {
    "id": "C011",
    "part": "Borlänge kommun",
    "typ": "kommun",
    "åtagande": "Minst 80 procent av kommunens livsmedelsinköp ska vara ekologiska.",
    "område": "konsumtion",
    "målår": "2030",
    "mätbart_mål": ">=80 % ekologiskt",
    "källa_titel": "State of 2030 cities",
    "källa_url": "https://viablecities.se/x",
    "källa_datum": "2023",
    "säkerhet": "hög",
}
ACTION = {
    "id": "A001",
    "åtgärd": "Storskalig biogasanläggning.",
    "ansvarig": "Gasum",
    "område": "avfall/biogas",
    "status": "beslutad",
    "startår": "2024",
    "slutår": "",
    "kostnad_sek": "704000000",
    "bidrag_sek": "",
    "effekt_ton_co2e_per_år": "",
    "annan_effekt": "133 GWh per år.",
    "källa_titel": "",
    "källa_url": "",
    "källa_datum": "",
    "säkerhet": "medel",
}


def test_emissions_per_sector_and_in_total() -> None:
    assert row_sentence("emissions", EMISSION) == (
        "Utsläpp av växthusgaser i Borlänge år 2024, sektorn Transporter: 78 922 ton koldioxidekvivalenter."
    )
    total = EMISSION | {"sektor": "Totalt", "ton_co2e": "423796"}
    assert row_sentence("emissions", total) == (
        "Borlänges totala utsläpp av växthusgaser år 2024: 423 796 ton koldioxidekvivalenter."
    )
    assert row_sentence("emissions", total | {"ton_co2e": ""}).endswith("år 2024: uppgift saknas.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Folkmängd 31 december, Borlänge, år 2025: 51 354 invånare."),
        ({"värde": "7.91", "enhet": "ton CO2e/invånare"}, "7,91 ton koldioxidekvivalenter per invånare."),
        ({"värde": "-9829", "enhet": "ton CO2e per år"}, "-9 829 ton koldioxidekvivalenter per år."),
        ({"värde": "584", "enhet": "km2"}, "584 kvadratkilometer."),
        ({"värde": "137", "enhet": "plats av 290"}, "plats 137 av 290."),
        ({"värde": "7000", "enhet": "kunder (cirka)"}, "cirka 7 000 kunder."),
        ({"värde": "1035", "enhet": "antal"}, "1 035 stycken."),
        ({"värde": "2021", "enhet": "år"}, ": 2021."),
        ({"värde": "2067-02-12", "enhet": "datum"}, ": 2067-02-12."),
        ({"år": ""}, "Folkmängd 31 december, Borlänge: 51 354 invånare."),
    ],
)
def test_indicators(changes: dict[str, str], sentence: str) -> None:
    assert row_sentence("indicators", INDICATOR | changes).endswith(sentence)


def test_a_goal_says_that_it_is_a_goal() -> None:
    goal = INDICATOR | {"indikator": "MÅL ekologiska livsmedel", "år": "2030", "värde": "80", "enhet": "procent"}
    assert row_sentence("indicators", goal) == "Mål: ekologiska livsmedel, Borlänge, år 2030: 80 procent."


def test_commitments_keep_their_words_and_leave_out_what_is_empty() -> None:
    assert row_sentence("commitments", COMMITMENT) == (
        "Åtagande C011, Borlänge kommun: Minst 80 procent av kommunens livsmedelsinköp ska vara ekologiska. "
        "Område: konsumtion. Målår: 2030. Mätbart mål: minst 80 % ekologiskt. Källa: State of 2030 cities, 2023. "
        "Säkerhet: hög."
    )
    bare = COMMITMENT | {"part": "IKEA (Borlänge)", "typ": "företag", "målår": "", "mätbart_mål": "", "källa_titel": ""}
    assert row_sentence("commitments", bare).startswith("Åtagande C011, IKEA (Borlänge), företag: ")
    assert "Målår" not in row_sentence("commitments", bare)


def test_actions_tell_their_cost_in_kronor() -> None:
    assert row_sentence("actions", ACTION) == (
        "Åtgärd A001: Storskalig biogasanläggning. Ansvarig: Gasum. Område: avfall/biogas. Status: beslutad. "
        "Startår: 2024. Kostnad: 704 000 000 kronor. Annan effekt: 133 GWh per år. Säkerhet: medel."
    )


def test_an_unknown_table_is_read_out_column_by_column() -> None:
    row = {"datum": "2022-04-11", "händelse": "Kontrakt undertecknas.", "plats": "", "url": "https://k.se"}
    assert row_sentence("document", row) == "Datum: 2022-04-11; Händelse: Kontrakt undertecknas."
    assert row_sentence("document", {"a": "Väg, spår m.m.", "b": "Nytt. Bra."}) == "A: Väg, spår m.m.; B: Nytt. Bra."
    assert row_sentence("emissions", {"stad": "Borlänge"}) == "Stad: Borlänge."


def test_a_row_gives_its_source() -> None:
    assert row_url(COMMITMENT) == "https://viablecities.se/x"
    assert row_url({"källa_url": "javascript:alert(1)"}) == ""


def test_record_ids() -> None:
    assert record_id("commitments", COMMITMENT, 7) == "C011"
    assert record_id("emissions", EMISSION, 7) == "emissions-borlange-2024-transporter"
    assert record_id("document", {"datum": "2022-04-11", "händelse": "x"}, 7) == "row-2022-04-11"
    assert record_id("document", {"datum": "", "händelse": "x"}, 7) == "row-7"


def test_record_ids_are_unique_and_survive_another_order() -> None:
    rows = [EMISSION | {"år": str(year)} for year in range(1990, 2025)]
    shuffled = random.Random(1).sample(rows, len(rows))
    ids = dict(zip(map(str, rows), record_ids("emissions", rows), strict=True))
    assert ids == dict(zip(map(str, shuffled), record_ids("emissions", shuffled), strict=True))
    assert record_ids("emissions", [EMISSION, EMISSION]) == (
        "emissions-borlange-2024-transporter",
        "emissions-borlange-2024-transporter-2",
    )


@given(st.lists(st.sampled_from(["a", "a-2", "b", ""]), max_size=8))
def test_record_ids_never_repeat(values: list[str]) -> None:
    ids = record_ids("document", [{"id": value, "namn": value} for value in values])
    assert len(set(ids)) == len(values)


@pytest.mark.parametrize(
    ("raw", "written"),
    [("423796", "423 796"), ("1035", "1 035"), ("999", "999"), ("-16.4", "-16,4"), ("0", "0"), ("M, S", "M, S")],
)
def test_swedish_number(raw: str, written: str) -> None:
    assert swedish_number(raw) == written


@pytest.mark.parametrize(
    ("name", "form"), [("Borlänge", "Borlänges"), ("Dalarnas län", "Dalarnas läns"), ("Borås", "Borås")]
)
def test_genitive(name: str, form: str) -> None:
    assert genitive(name) == form
