from __future__ import annotations

import base64
import gzip
import hashlib
import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant import texts
from assistant.api import create_api
from assistant.feedback import FeedbackFile
from assistant.settings import AssistantSettings
from assistant.widget.routes import mount_widget
from assistant.widget.script import widget_script
from corpus.errors import KlimatError
from corpus.settings import load_settings
from evals.feedback import read_feedback
from tests.assistant.fixed_assistant import FixedAssistant

MUNICIPALITY = "https://www.borlange.se"
FEEDBACK = {"question": "Vad är en kolsänka?", "answer": "Något.", "rating": "down", "reason": "För kort"}


def client_for(tmp_path: Path, *origins: str) -> TestClient:
    app = create_api(FixedAssistant(), Path("finns-inte.html"))
    mount_widget(app, frozenset(origins), FeedbackFile(tmp_path / "feedback.jsonl"))
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return client_for(tmp_path, MUNICIPALITY)


def test_script_is_small_and_comes_compressed_to_who_can_read_that(client: TestClient) -> None:
    packed = client.get("/widget.js", headers={"accept-encoding": "gzip, br"})
    plain = client.get("/widget.js", headers={"accept-encoding": "identity"})

    assert int(packed.headers["content-length"]) < 25_000
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == gzip.decompress(widget_script().gzipped)
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"


def test_script_may_be_used_on_any_site_and_is_fetched_again_only_when_changed(client: TestClient) -> None:
    first = client.get("/widget.js")
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert first.headers["access-control-allow-origin"] == "*"

    again = client.get("/widget.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/widget.js", headers={"if-none-match": 'W/"gammal"'}).status_code == 200


def test_the_demo_names_a_version_with_its_right_integrity(client: TestClient) -> None:
    page = client.get("/widget-demo").text
    found = re.search(r"(/widget-\w+\.js)\" integrity=\"sha384-([^\"]+)\"", page)
    assert found
    script = client.get(found[1])
    assert base64.b64decode(found[2]) == hashlib.sha384(script.content).digest()
    assert "immutable" in script.headers["cache-control"]
    assert client.get("/widget-0123456789ab.js").status_code == 404


def test_the_demo_tells_of_every_attribute_and_runs_no_script_of_its_own(client: TestClient) -> None:
    response = client.get("/widget-demo")
    page = unescape(response.text)
    for name, (meaning, default) in texts.WIDGET_ATTRIBUTES.items():
        assert name in page and meaning in page and default in page
        assert f"data.{name.removeprefix('data-')}" in SCRIPT or f'given("{name.removeprefix("data-")}")' in SCRIPT
    assert "script-src 'self';" in response.headers["content-security-policy"]


SCRIPT = widget_script().body.decode()


def test_script_never_reads_text_as_code_or_html_and_stores_nothing() -> None:
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "Storage"):
        assert forbidden not in SCRIPT
    assert "cookie" not in SCRIPT


def test_script_and_its_words_know_each_other() -> None:
    assert set(re.findall(r"WORDS\.(\w+)", SCRIPT)) == texts.WIDGET.keys()


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream", "/api/feedback"])
def test_named_sites_may_ask_and_others_may_not(client: TestClient, path: str) -> None:
    def leave(origin: str) -> str | None:
        wanted = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        asked = client.options(path, headers={"origin": origin, **wanted})
        said = client.post(path, json={"question": " "}, headers={"origin": origin})
        allowed = asked.headers.get("access-control-allow-origin")
        assert said.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in said.headers
        return allowed

    assert leave(MUNICIPALITY) == MUNICIPALITY
    assert leave("https://elak.example") is None


def test_other_addresses_are_open_to_no_site(client: TestClient) -> None:
    response = client.get("/api/sources", headers={"origin": MUNICIPALITY})
    assert "access-control-allow-origin" not in response.headers


def test_every_site_may_ask_where_that_is_set(tmp_path: Path) -> None:
    response = client_for(tmp_path, "*").post("/api/ask", json={"question": "Hej?"}, headers={"origin": "https://a.se"})
    assert response.headers["access-control-allow-origin"] == "*"


def test_sites_are_read_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(AssistantSettings).widget_origins == frozenset()
    monkeypatch.setenv("KLIMAT_WIDGET_ORIGINS", "https://www.Borlange.se, http://localhost:8080")
    assert load_settings(AssistantSettings).widget_origins == {MUNICIPALITY, "http://localhost:8080"}
    for wrong in ("www.borlange.se", "https://www.borlange.se/", "https://*.se"):
        monkeypatch.setenv("KLIMAT_WIDGET_ORIGINS", wrong)
        with pytest.raises(KlimatError, match="KLIMAT_WIDGET_ORIGINS kan inte vara"):
            load_settings(AssistantSettings)


def test_feedback_is_kept_for_the_evaluations(client: TestClient, tmp_path: Path) -> None:
    response = client.post("/api/feedback", json=FEEDBACK)
    assert (response.status_code, response.content) == (204, b"")
    (kept,) = read_feedback(tmp_path / "feedback.jsonl")
    assert (kept.question, kept.rating, kept.reason) == ("Vad är en kolsänka?", "down", "För kort")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": "o" * 1001}, "Fältet reason får ha högst 1000 tecken."),
        ({"answer": "o" * 20_001}, "Fältet answer får ha högst 20000 tecken."),
        ({"rating": "sådär"}, "Fältet rating har ett värde som inte går att använda."),
    ],
)
def test_feedback_that_cannot_be_kept_is_refused(
    client: TestClient, tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    response = client.post("/api/feedback", json={**FEEDBACK, **change})
    assert (response.status_code, response.json()) == (422, {"error": sentence})
    assert not (tmp_path / "feedback.jsonl").exists()
