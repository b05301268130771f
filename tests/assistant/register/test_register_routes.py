from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.__main__ import main
from assistant.access.sessions import mount_sessions
from assistant.api import create_api
from assistant.register.registry import open_registry
from assistant.register.routes import mount_register
from corpus.embeddings import TextEncoder
from corpus.settings import BUNDLED_SOURCES
from ingest.pipeline import ingest
from tests.assistant.fixed_assistant import FixedAssistant
from tests.conftest import no_progress

SECRET = "id,part,åtagande,målår\nX1,Hemliga AB,\"=cmd|'/c calc'!A1\",2030\n"
LISTING = '[[source]]\nfile = "hemligt.csv"\naudience = "staff"\n'


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Path:
    """An index of the bundled tables and of one that only the staff may see."""
    folder = tmp_path_factory.mktemp("register")
    (folder / "sources").mkdir()
    for name in ("ataganden.csv", "atgarder.csv"):
        (folder / "sources" / name).write_bytes((BUNDLED_SOURCES / name).read_bytes())
    small = (BUNDLED_SOURCES / "utslapp.csv").read_text(encoding="utf-8").splitlines()[:11]
    (folder / "sources" / "utslapp.csv").write_text("\n".join(small), encoding="utf-8")
    (folder / "sources" / "hemligt.csv").write_text(SECRET, encoding="utf-8")
    (folder / "sources" / "sources.toml").write_text(LISTING, encoding="utf-8")
    ingest(folder / "sources", folder / "index", encoder, no_progress)
    return folder / "index"


@pytest.fixture(scope="module")
def client(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = create_api(FixedAssistant(), Path("finns-inte.html"))
    registry = open_registry(index)
    mount_register(app, registry)
    mount_sessions(app, tmp_path_factory.mktemp("användare") / "users.toml")
    yield TestClient(app)
    registry.close()


def test_rows_come_a_page_at_a_time_with_their_types(client: TestClient) -> None:
    asked: dict[str, str | int] = {"area": "transport", "due": "-2030", "sort": "-due", "page_size": 5, "page": 2}
    page = client.get("/api/commitments", params=asked).json()

    assert (page["total"], page["page"], page["pages"], len(page["rows"])) == (13, 2, 3, 5)
    row = page["rows"][0]
    assert isinstance(row["due"], int)
    assert row["status"] is None
    assert row["quote"].startswith(f"Åtagande {row['id']}")
    assert row["link"] == f"/kallor/ataganden?rad={row['id']}#citat"


def test_actions_and_emissions_have_numbers(client: TestClient) -> None:
    action = client.get("/api/actions", params={"cost": "700000000-"}).json()["rows"][0]
    emission = client.get("/api/emissions", params={"sector": "totalt"}).json()["rows"][0]

    assert (action["id"], action["cost"], action["effect"]) == ("A001", 704_000_000, None)
    assert (emission["place"], emission["year"], emission["amount"]) == ("Borlänge", 1990, 539_459)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/api/commitments?parti=x", "Det finns inget villkor som heter ”parti”. Menade du ”party”?"),
        ("/api/commitments.csv?due=snart", "Målår kan inte vara ”snart”."),
        ("/api/actions?owner=qqqqqq", "Ansvarig ”qqqqqq” finns inte i registret. Menade du ”"),
        ("/api/emissions?page=noll", "Villkoret page ska vara ett heltal, inte ”noll”."),
        ("/api/followup?party=x", "Uppföljningen tar inga villkor."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(client: TestClient, address: str, sentence: str) -> None:
    reply = client.get(address)

    assert reply.status_code == 422
    assert reply.json()["error"].startswith(sentence)


def test_files_hold_all_rows_and_lead_to_their_places(client: TestClient) -> None:
    reply = client.get("/api/commitments.csv", params={"area": "transport", "due": "-2030", "page_size": 1})
    lines = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")), delimiter=";"))

    assert reply.headers["content-disposition"] == 'attachment; filename="ataganden.csv"'
    assert len(lines) == 13
    assert lines[0]["Stället i källan"] == f"http://testserver/kallor/ataganden?rad={lines[0]['Id']}#citat"
    assert client.get("/api/actions.xlsx").content.startswith(b"PK")
    assert client.get("/api/actions.pdf").status_code == 422


def test_what_is_the_staffs_is_not_seen_counted_or_named_without_sign_in(client: TestClient) -> None:
    everything = client.get("/api/commitments", params={"page_size": 500})
    hinted = client.get("/api/commitments", params={"party": "Hemliga"}).json()["error"]

    assert everything.json()["total"] == 127
    assert "Hemliga" not in everything.text + client.get("/api/commitments.csv").text + client.get("/api/followup").text
    assert hinted.startswith("Part ”Hemliga” finns inte i registret.") and "Hemliga AB" not in hinted


def test_followup_says_which_rule_each_row_meets(client: TestClient) -> None:
    reply = client.get("/api/followup").json()
    against = [matter for matter in reply["matters"] if matter["rule"] == "later_than_contract"]

    assert reply["total"] == len(reply["matters"])
    assert "C085" in [matter["row"]["id"] for matter in against]
    assert all(matter["row"]["quote"] and matter["against"]["quote"] for matter in against)
    assert all("party" in matter["row"] for matter in against)


def test_addresses_are_documented(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    conditions = [of["name"] for of in described["paths"]["/api/commitments"]["get"]["parameters"]]

    assert {"party", "due", "text", "sort", "page"} <= set(conditions)
    assert described["components"]["schemas"]["CommitmentReply"]["properties"]["due"]["description"] == "Målår."


def run(index: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words, "--index", str(index)]) == 0
    return capsys.readouterr().out


def test_command_line_shows_a_plain_table(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(index, capsys, "commitments", "--party", "tunabyggen", "--due", "-2030")

    assert "AB Stora Tunabyggen" in out and "Målår" in out
    assert out.endswith("Sida 1 av 1.\n")
    assert "\x1b" not in out


def test_command_line_gives_the_same_json_as_the_api(
    index: Path, capsys: pytest.CaptureFixture[str], client: TestClient
) -> None:
    out = run(index, capsys, "actions", "--status", "pågår", "--sort=-end", "--page-size", "3", "--json")

    asked: dict[str, str | int] = {"status": "pågår", "sort": "-end", "page_size": 3}
    assert json.loads(out) == client.get("/api/actions", params=asked).json()


def test_command_line_saves_files(index: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = run(index, capsys, "emissions", "--years", "1990", "--csv", str(tmp_path / "u.csv"))
    run(index, capsys, "commitments", "--xlsx", str(tmp_path / "å.xlsx"))

    assert out == f"10 rader sparade i {tmp_path / 'u.csv'}.\n"
    assert len((tmp_path / "u.csv").read_text(encoding="utf-8-sig").splitlines()) == 11
    assert (tmp_path / "å.xlsx").read_bytes().startswith(b"PK")


def test_command_line_lists_what_to_follow_up(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(index, capsys, "followup")

    assert "Partens eget målår är senare än kontraktets" in out
    assert json.loads(run(index, capsys, "followup", "--json"))["total"] > 0


def test_command_line_refuses_with_the_nearest(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["commitments", "--area", "trafik", "--index", str(index)]) == 2
    assert "finns inte i registret. Menade du ”" in capsys.readouterr().err
