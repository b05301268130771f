from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from fastapi import FastAPI
from fastapi.testclient import TestClient
from fpdf import FPDF

from assistant.api import create_api
from assistant.conversation import Turn
from assistant.http_errors import STATUS
from assistant.security import MAX_BODY_BYTES
from assistant.service import open_assistant
from assistant.settings import AssistantSettings
from assistant.wire import AnswerReply, AskRequest, StatementReply
from corpus.embeddings import TextEncoder
from corpus.errors import KlimatError
from ingest.pipeline import ingest
from tests.assistant.fixed_assistant import SINK_QUOTE, STATEMENTS, FixedAssistant

Event = tuple[str, dict[str, object]]


def client_of(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def fixed() -> FixedAssistant:
    return FixedAssistant()


@pytest.fixture
def client(fixed: FixedAssistant) -> TestClient:
    return client_of(create_api(fixed, Path("finns-inte.html")))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Iterator[TestClient]:
    """The API over an index with a file of each sort."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "kolsankor.md").write_text("# Kolsänkor\n\nEn kolsänka tar upp koldioxid ur luften.\n", encoding="utf-8")
    page = "<h1>Elpriset</h1><p>Elen kostar mest på vintern.</p><script>alert(1)</script>"
    (folder / "elpris.html").write_text(page, encoding="utf-8")
    _write_pdf(folder / "kontrakt.pdf")
    _write_docx(folder / "protokoll.docx")
    index = tmp_path_factory.mktemp("index")
    ingest(folder, index, encoder, lambda activity, done, total: None)
    assistant = open_assistant(AssistantSettings(index_dir=index))
    yield client_of(create_api(assistant, Path("finns-inte.html")))
    assistant.close()


def _write_pdf(path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for text in ("Avtalet galler alla parter i staden.", "Utslappen ska minska med 85 procent."):
        pdf.add_page()
        pdf.multi_cell(0, 8, text)
    pdf.output(str(path))


def _write_docx(path: Path) -> None:
    document = Document()
    document.add_paragraph("Mötet öppnades av ordföranden klockan nio.")
    document.save(str(path))


def events(body: str) -> list[Event]:
    parts = [block.split("\n") for block in body.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in parts]


def test_ask_answers_with_citations(client: TestClient, fixed: FixedAssistant) -> None:
    response = client.post("/api/ask", json={"question": "När?", "history": ["Vad är målet?"]})

    assert response.status_code == 200
    assert AnswerReply.model_validate(response.json()).citations[0].quote == SINK_QUOTE
    assert fixed.asked[0].history == (Turn(question="Vad är målet?"),)


def test_stream_gives_each_statement_and_then_the_whole_answer(client: TestClient) -> None:
    response = client.post("/api/ask/stream", json={"question": "Vad är en kolsänka?"})

    names, data = zip(*events(response.text), strict=True)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert names == ("statement", "statement", "answer")
    assert [item["text"] for item in data[:2]] == [statement.text for statement in STATEMENTS]
    assert data[2] == client.post("/api/ask", json={"question": "Vad är en kolsänka?"}).json()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("föråldrat", "Indexet är gammalt. Kör python -m ingest."),
        ("haveri", "Något gick fel hos oss. Försök igen om en stund."),
    ],
)
def test_stream_that_fails_midway_says_so_last(client: TestClient, question: str, sentence: str) -> None:
    response = client.post("/api/ask/stream", json={"question": question})

    names, data = zip(*events(response.text), strict=True)
    assert names == ("statement", "error")
    assert data[1] == {"error": sentence}


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'{"question": " "}', "Frågan är tom."),
        (b"{}", "Fältet question saknas."),
        (b"{", "Det som skickades är inte giltig JSON."),
        (b'{"question": "kol\\ud800"}', "Fältet question innehåller tecken som inte är giltig text."),
        (b'{"question": 1}', "Fältet question ska vara text."),
    ],
)
def test_question_that_cannot_be_asked_is_422(client: TestClient, path: str, body: bytes, sentence: str) -> None:
    response = client.post(path, content=body, headers={"content-type": "application/json"})

    assert (response.status_code, response.json()) == (422, {"error": sentence})


def test_json_too_deep_to_read_is_400(client: TestClient) -> None:
    response = client.post("/api/ask", content=b"[" * 100_000, headers={"content-type": "application/json"})

    assert response.status_code == 400
    assert response.json() == {"error": "Det som skickades går inte att läsa. Skicka giltig JSON."}


def test_too_large_a_request_is_413_whether_or_not_it_tells_its_size(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 1024 + 1):
            yield b" " * 1024

    told = client.post("/api/ask", content=b" " * (MAX_BODY_BYTES + 1), headers={"content-type": "application/json"})
    untold = client.post("/api/ask", content=chunks(), headers={"content-type": "application/json"})

    for response in (told, untold):
        assert (response.status_code, list(response.json())) == (413, ["error"])


def test_unknown_addresses_and_methods_get_a_sentence(client: TestClient) -> None:
    unknown, method = client.get("/api/nej"), client.get("/api/ask")

    assert (unknown.status_code, list(unknown.json())) == (404, ["error"])
    assert (method.status_code, list(method.json()), method.headers["allow"]) == (405, ["error"], "POST")


def test_our_own_mistakes_show_no_details(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "haveri"})

    assert response.status_code == 500
    assert response.json() == {"error": "Något gick fel hos oss. Försök igen om en stund."}
    assert "sandbox" not in response.headers["content-security-policy"]


def test_errors_have_the_status_in_the_table(client: TestClient) -> None:
    stale = client.post("/api/ask", json={"question": "föråldrat"})

    assert (stale.status_code, stale.json()) == (503, {"error": "Indexet är gammalt. Kör python -m ingest."})
    assert list(STATUS)[-1] is KlimatError


def test_alive_is_not_the_same_as_ready(client: TestClient, real: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").status_code == 503
    assert client.get("/ready").json() == {"error": "Det finns inget index. Kör python -m ingest."}

    ready = real.get("/ready").json()
    assert (ready["sources"], ready["passages"] >= 4) == (4, True)
    assert ready.keys() == {"version", "built_at", "sources", "passages", "model"}


def test_search_finds_passages(real: TestClient) -> None:
    hits = real.get("/api/search", params={"q": "Vad är en kolsänka?", "k": 2}).json()["hits"]

    assert hits[0]["source_id"] == "kolsankor"
    assert len(hits) == 2


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Fältet q saknas."),
        ("?q=a&k=0", "Fältet k ska vara minst 1."),
        ("?q=a&k=101", "Fältet k ska vara högst 100."),
        ("?q=a&k=tio", "Fältet k ska vara ett heltal."),
        ("?q=%20", "Frågan är tom. Skriv en fråga, till exempel ”Vad är en kolsänka?”."),
    ],
)
def test_search_that_cannot_be_made_is_422(real: TestClient, query: str, sentence: str) -> None:
    response = real.get(f"/api/search{query}")

    assert (response.status_code, response.json()) == (422, {"error": sentence})


def test_sources_are_listed_and_read(real: TestClient) -> None:
    listed = {source["id"]: source for source in real.get("/api/sources").json()["sources"]}
    contract = real.get("/api/sources/kontrakt").json()

    assert listed.keys() == {"kolsankor", "elpris", "kontrakt", "protokoll"}
    assert contract.items() >= listed["kontrakt"].items()
    assert len(contract["page_starts"]) == 2
    assert contract["text"][contract["page_starts"][1] :].startswith("Utslappen")


@pytest.mark.parametrize(
    ("source_id", "media_type", "disposition"),
    [
        ("kontrakt", "application/pdf", 'inline; filename="kontrakt.pdf"'),
        ("kolsankor", "text/plain; charset=utf-8", 'inline; filename="kolsankor.md"'),
        ("elpris", "text/plain; charset=utf-8", 'inline; filename="elpris.html"'),
        ("protokoll", "application/octet-stream", 'attachment; filename="protokoll.docx"'),
    ],
)
def test_originals_come_as_nothing_that_runs(
    real: TestClient, source_id: str, media_type: str, disposition: str
) -> None:
    response = real.get(f"/api/sources/{source_id}/file")

    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-disposition"] == disposition
    assert response.headers["x-content-type-options"] == "nosniff"
    # Chromium does not show a PDF in a sandbox.
    assert ("sandbox" in response.headers["content-security-policy"]) == (source_id != "kontrakt")


def test_original_is_the_file_byte_for_byte(real: TestClient) -> None:
    assert b"<script>alert(1)</script>" in real.get("/api/sources/elpris/file").content
    assert real.get("/api/sources/kontrakt/file").content.startswith(b"%PDF")


@pytest.mark.parametrize("path", ["nej", "nej/file", "..%2f..%2fetc%2fpasswd", "..%2f..%2fetc%2fpasswd/file", "%00"])
def test_unknown_source_is_404(real: TestClient, path: str) -> None:
    response = real.get(f"/api/sources/{path}")

    assert (response.status_code, list(response.json())) == (404, ["error"])


@pytest.mark.parametrize("path", ["/api/sources", "/docs", "/nej", "/health"])
def test_every_response_has_the_security_headers(real: TestClient, path: str) -> None:
    headers = real.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_the_api_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert not re.search(r"https?://", page)
    assert loaded
    for address in loaded:
        assert client.get(address).status_code == 200


def test_the_api_describes_itself_in_swedish_with_examples(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    models = schema["components"]["schemas"]
    operations = [operation for path in schema["paths"].values() for operation in path.values()]

    assert not [operation["summary"] for operation in operations if not operation.get("description")]
    assert "Successful Response" not in str(schema)
    assert "ValidationError" not in models
    assert models["AskRequest"]["properties"]["question"]["examples"] == ["Vad är en kolsänka?"]


@pytest.mark.parametrize("model", [AskRequest, StatementReply])
def test_examples_are_valid(model: type[AskRequest | StatementReply]) -> None:
    fields = {name: field.examples for name, field in model.model_fields.items()}

    assert all(fields.values())
    model.model_validate({name: examples[0] for name, examples in fields.items() if examples})


def test_the_quality_page_shows_the_latest_report_or_says_that_there_is_none(
    fixed: FixedAssistant, tmp_path: Path
) -> None:
    report = tmp_path / "index.html"
    client = client_of(create_api(fixed, report))
    assert "Ingen utvärdering" in client.get("/kvalitet").text
    report.write_text("<!doctype html><title>Rapport</title>", encoding="utf-8")
    assert "Rapport" in client.get("/kvalitet").text
