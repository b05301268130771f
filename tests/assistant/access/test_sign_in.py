"""Signing in over HTTP, with the real pages, cookies and hashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from assistant.access.attempts import MOST_FOR_NAME
from assistant.access.pages import mount_sign_in
from assistant.access.sessions import Seen, mount_sessions, session_key, signed_in
from assistant.access.users import Users
from assistant.http_errors import answer_errors

PASSWORD = "tre glada laxar"


@pytest.fixture
def users_file(tmp_path: Path) -> Path:
    Users(tmp_path / "users.toml").add("anna", "staff", PASSWORD)
    return tmp_path / "users.toml"


def served(users_file: Path) -> FastAPI:
    app = FastAPI()

    @app.get("/vem")
    def who(request: Request, seen: Seen) -> list[str]:
        user = signed_in(request)
        return [user.name if user else "", *sorted(seen)]

    answer_errors(app)
    mount_sign_in(app)
    mount_sessions(app, users_file)
    return app


@pytest.fixture
def client(users_file: Path) -> Iterator[TestClient]:
    with TestClient(served(users_file), follow_redirects=False) as client:
        yield client


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found.group(1)


def sign_in(client: TestClient, name: str = "anna", password: str = PASSWORD) -> int:
    fields = {"name": name, "password": password, "token": token(client.get("/logga-in").text)}
    return client.post("/logga-in", data=fields).status_code


def who(client: TestClient) -> list[str]:
    return [str(part) for part in client.get("/vem").json()]


def test_right_password_opens_what_is_the_staffs(client: TestClient) -> None:
    assert who(client) == ["", "public"]
    assert sign_in(client, password="fel lösenord här") == 401
    assert who(client) == ["", "public"]
    assert sign_in(client) == 303
    assert who(client) == ["anna", "public", "staff"]
    assert client.get("/logga-in").headers["location"] == "/personal/"


def test_reply_is_not_to_be_kept_for_other_visitors(client: TestClient) -> None:
    assert "Cookie" in client.get("/vem").headers["vary"]
    sign_in(client)
    assert "Cookie" in client.get("/vem").headers["vary"]


def test_unknown_name_and_wrong_password_are_answered_alike(client: TestClient) -> None:
    fields = {"password": "fel lösenord här", "token": token(client.get("/logga-in").text)}
    known, unknown = (client.post("/logga-in", data={**fields, "name": name}).text for name in ("anna", "nils"))

    assert known.replace("anna", "nils") == unknown
    assert "Användarnamnet eller lösenordet stämmer inte." in known


def test_cookie_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    sign_in(client)
    secure = TestClient(client.app, base_url="https://testserver").get("/logga-in").headers["set-cookie"]
    plain = TestClient(client.app).get("/logga-in").headers["set-cookie"]

    for cookie in (secure, plain):
        assert "httponly" in cookie and "samesite=lax" in cookie and "Max-Age=36000" in cookie
    assert "secure" in secure and "secure" not in plain


def test_session_from_before_the_sign_in_is_of_no_use_after_it(client: TestClient) -> None:
    client.get("/logga-in")
    before = client.cookies["klimat_personal"]
    sign_in(client)
    planted = TestClient(client.app, cookies={"klimat_personal": before})

    assert client.cookies["klimat_personal"] != before
    assert who(planted) == ["", "public"]


@pytest.mark.parametrize("forged", ["", "gissad", None])
def test_form_from_elsewhere_signs_no_one_in(client: TestClient, forged: str | None) -> None:
    fields = {"name": "anna", "password": PASSWORD} | ({} if forged is None else {"token": forged})

    assert client.post("/logga-in", data=fields).status_code == 403
    client.get("/logga-in")
    assert client.post("/logga-in", data=fields).status_code == 403
    assert who(client) == ["", "public"]


def test_sign_out_takes_a_form_of_ours(client: TestClient) -> None:
    sign_in(client)
    page = client.get("/logga-ut").text

    client.post("/logga-ut", data={"token": "gissad"})
    assert who(client)[0] == "anna"
    client.post("/logga-ut", data={"token": token(page)})
    assert who(client)[0] == ""
    assert client.get("/logga-ut").headers["location"] == "/logga-in"


def test_too_many_attempts_are_told_to_wait_even_with_the_right_password(client: TestClient) -> None:
    assert [sign_in(client, password="fel lösenord här") for _ in range(MOST_FOR_NAME)] == [401] * MOST_FOR_NAME

    fields = {"name": "anna", "password": PASSWORD, "token": token(client.get("/logga-in").text)}
    refused = client.post("/logga-in", data=fields)
    assert refused.status_code == 429
    assert "Vänta 15 minuter" in refused.text


@pytest.mark.parametrize("change", ["removed", "new password", "new role"])
def test_session_ends_when_the_user_is_changed(client: TestClient, users_file: Path, change: str) -> None:
    sign_in(client)
    users = Users(users_file)
    if change == "removed":
        users.remove("anna")
    elif change == "new password":
        users.add("anna", "staff", "fyra glada laxar")
    else:
        users.add("anna", "admin", PASSWORD)

    assert who(client) == ["", "public"]


def test_cookie_of_another_server_is_worth_nothing(client: TestClient, tmp_path: Path) -> None:
    sign_in(client)
    Users(tmp_path / "annan" / "users.toml").add("anna", "staff", PASSWORD)
    other = TestClient(served(tmp_path / "annan" / "users.toml"), cookies=client.cookies)

    assert who(other) == ["", "public"]


def test_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "ny" / "session.key"

    assert len(session_key(file)) > 40
    assert session_key(file) == session_key(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_without_users_the_page_says_how_to_add_one(tmp_path: Path) -> None:
    page = TestClient(served(tmp_path / "users.toml")).get("/logga-in")

    assert page.status_code == 503
    assert "python -m assistant users add NAMN --role admin" in page.text
    assert "<form" not in page.text


def test_what_is_typed_is_only_text_on_the_page(client: TestClient) -> None:
    fields = {"name": '"><script>alert(1)</script>', "password": "fel lösenord här"}
    page = client.post("/logga-in", data={**fields, "token": token(client.get("/logga-in").text)})

    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
