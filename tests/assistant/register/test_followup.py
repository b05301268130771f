from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.register.budget import budget_chart, emissions_chart
from assistant.register.followup import Matter
from assistant.register.registry import Registry, open_registry
from corpus.documents import AUDIENCES, PUBLIC
from corpus.embeddings import TextEncoder
from ingest.pipeline import ingest
from tests.conftest import no_progress

COMMITMENTS = """id,part,typ,åtagande,område,målår,mätbart_mål,status,resultat
C1,Kommunen,kommun,Har undertecknat det lokala klimatkontraktet,samverkan,2030,,,
C2,Kommunen,kommun,Minska bilresorna,transport,2024,-20 %,,
C3,Kommunen,kommun,Bygga cykelväg,transport,2024,5 km,klart,6 km byggda
C4,Kommunen,kommun,"Redovisat läge/resultat, inget framtida löfte: bilar bytta",transport,2024,,,
C5,Stålet (koncernen),företag,Nettonoll,industri,2045,netto noll,,
C6,Stålet (Borlänge),företag,Undertecknar lokalt klimatkontrakt,samverkan,2030,deltar,,
C7,Stålet (Borlänge),företag,Klimatkontrakt för leverantörer,samverkan,2035,100 %,,
C8,Åkeriet,företag,Fossilfritt,transport,2026,100 %,,
C9,Åkeriet,företag,Färre turer,transport,2027,-10 %,,
"""
ACTIONS = """id,åtgärd,ansvarig,status,startår,slutår
A1,Ny ugn,Stålet,pågår,2025,2033
A2,Ny panna,Stålet,pågår,2025,2030
A3,Nya bilar,Någon annan,pågår,2025,2040
"""

OnDay = Callable[[date], tuple[Matter, ...]]


@pytest.fixture(scope="module")
def follow_up(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Iterator[OnDay]:
    folder = tmp_path_factory.mktemp("uppföljning")
    (folder / "sources").mkdir()
    (folder / "sources" / "ataganden.csv").write_text(COMMITMENTS, encoding="utf-8")
    (folder / "sources" / "atgarder.csv").write_text(ACTIONS, encoding="utf-8")
    ingest(folder / "sources", folder / "index", encoder, no_progress)
    registry = open_registry(folder / "index")
    yield lambda today: registry.follow_up(today, PUBLIC)
    registry.close()


def ids(matters: tuple[Matter, ...], rule: str) -> list[str]:
    return [matter.row.id for matter in matters if matter.rule == rule]


def test_year_that_has_passed_without_a_result_is_overdue(follow_up: OnDay) -> None:
    assert ids(follow_up(date(2026, 11, 23)), "overdue") == ["C2"]
    assert ids(follow_up(date(2024, 12, 31)), "overdue") == []
    assert ids(follow_up(date(2027, 1, 1)), "overdue") == ["C2", "C8"]


def test_year_that_ends_within_a_year_is_due_soon(follow_up: OnDay) -> None:
    assert ids(follow_up(date(2026, 11, 23)), "due_soon") == ["C8"]
    assert ids(follow_up(date(2026, 12, 31)), "due_soon") == ["C8", "C9"]


def test_commitment_without_a_measurable_goal_is_named_unless_it_is_a_result(follow_up: OnDay) -> None:
    assert ids(follow_up(date(2026, 11, 23)), "unmeasurable") == ["C1"]


def test_own_year_later_than_the_contracts_is_held_against_it(follow_up: OnDay) -> None:
    matters = follow_up(date(2026, 11, 23))
    pairs = [(m.row.id, m.against.id) for m in matters if m.against and m.rule == "later_than_contract"]

    assert pairs == [("C5", "C6")]
    (matter,) = (m for m in matters if m.rule == "later_than_contract")
    assert matter.reason == "Målåret 2045 är senare än kontraktets 2030."
    assert matter.against is not None
    assert "Nettonoll" in matter.row.quote and "klimatkontrakt" in matter.against.quote


def test_action_that_ends_after_the_contract_is_held_against_it(follow_up: OnDay) -> None:
    matters = follow_up(date(2026, 11, 23))

    assert [(m.row.id, m.against and m.against.id) for m in matters if m.rule == "action_after_contract"] == [
        ("A1", "C6")
    ]


@pytest.fixture(scope="module")
def registry(bundled_index: Path) -> Iterator[Registry]:
    opened = open_registry(bundled_index)
    yield opened
    opened.close()


def test_budgets_pace_begins_at_the_carbon_of_2020_and_counts_the_same(registry: Registry) -> None:
    chart = budget_chart(registry, "Borlänge", AUDIENCES)
    assert chart is not None
    carbon, path = (dict(series.points) for series in chart.series)

    assert (carbon[2015], carbon[2020], carbon[2023]) == (141_404, 129_052, 124_375)  # as the sources' own text says
    assert path[2020] == 129_052
    assert path[2030] / path[2020] == pytest.approx(0.17, abs=0.005)
    assert path[2040] / path[2020] == pytest.approx(0.03, abs=0.005)
    assert "lämnar SSAB utanför" in chart.description and "räknar bara koldioxid" in chart.description


def test_emissions_with_and_without_industry_are_the_tables(registry: Registry) -> None:
    chart = emissions_chart(registry, "Borlänge", AUDIENCES)
    assert chart is not None
    whole, without = (dict(series.points) for series in chart.series)

    assert (whole[1990], whole[2024], without[2023], without[2024]) == (539_459, 423_796, 152_880, 172_635)


def test_place_without_figures_has_no_charts(registry: Registry) -> None:
    assert emissions_chart(registry, "Atlantis", AUDIENCES) is None
    assert budget_chart(registry, "Falun", AUDIENCES) is None
