from __future__ import annotations

import io
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.access.attempts import MOST_FOR_ADDRESS, MOST_FOR_NAME, SECONDS, Attempts
from assistant.access.users import InvalidUser, Users

PASSWORD = "tre glada laxar"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path / "users.toml")


def test_user_is_verified_by_the_password_alone(users: Users) -> None:
    users.add("Åsa.B", "admin", PASSWORD)

    user = users.verified(" åsa.b ", PASSWORD)
    assert user is not None and (user.name, user.role) == ("åsa.b", "admin")
    assert users.verified("åsa.b", f"{PASSWORD}!") is None
    assert users.verified("bo", PASSWORD) is None


def test_file_holds_no_password_and_only_its_owner_may_read_it(users: Users, tmp_path: Path) -> None:
    users.add("anna", "staff", PASSWORD)
    file = tmp_path / "users.toml"

    assert PASSWORD not in file.read_text(encoding="utf-8")
    assert "$argon2id$" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600


def test_new_password_and_role_take_the_place_of_the_old(users: Users) -> None:
    users.add("anna", "staff", PASSWORD)
    users.add("bo", "staff", PASSWORD)
    users.add("anna", "admin", "fyra glada laxar")

    assert users.verified("anna", PASSWORD) is None
    assert [(user.name, user.role) for user in users.all()] == [("anna", "admin"), ("bo", "staff")]
    users.remove("anna")
    assert users.verified("anna", "fyra glada laxar") is None


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("", PASSWORD, "Användarnamnet kan inte vara"),
        ('a"\n[[user]]', PASSWORD, "Användarnamnet kan inte vara"),
        ("anna", "kort", "Lösenordet har 4 tecken och ska ha 12–200."),
        ("anna", "o" * 201, "Lösenordet har 201 tecken"),
    ],
)
def test_user_that_will_not_do_is_refused(users: Users, name: str, password: str, sentence: str) -> None:
    with pytest.raises(InvalidUser) as caught:
        users.add(name, "staff", password)

    assert str(caught.value).startswith(sentence)
    assert users.all() == ()


def test_damaged_file_lets_no_one_in(users: Users, tmp_path: Path) -> None:
    (tmp_path / "users.toml").write_text("[[user", encoding="utf-8")

    with pytest.raises(InvalidUser, match="går inte att läsa"):
        users.verified("anna", PASSWORD)


def test_users_are_added_listed_and_removed_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLIMAT_USERS_FILE", str(tmp_path / "users.toml"))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\nkort\n"))

    assert main(["users", "add", "anna", "--role", "admin"]) == 0
    assert main(["users", "add", "bo"]) == 2
    assert main(["users", "list"]) == 0
    assert main(["users", "remove", "anna"]) == 0
    assert main(["users", "remove", "anna"]) == 2

    out, err = capsys.readouterr()
    assert out == "anna kan nu logga in som admin.\nanna  admin\nanna kan inte längre logga in.\n"
    assert "Lösenordet har 4 tecken" in err and "ingen användare som heter anna" in err
    assert PASSWORD not in out + err


def test_password_is_never_an_argument() -> None:
    with pytest.raises(SystemExit):
        main(["users", "add", "anna", PASSWORD])


def test_attempts_run_out_for_a_name_and_come_back_with_time() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    for _ in range(MOST_FOR_NAME):
        assert attempts.seconds_to_wait("anna", "1.2.3.4") == 0
        attempts.fail("Anna", "1.2.3.4")

    assert attempts.seconds_to_wait("anna", "1.2.3.4") == SECONDS
    assert attempts.seconds_to_wait("anna", "5.6.7.8") == 0
    assert attempts.seconds_to_wait("bo", "1.2.3.4") == 0
    now = SECONDS + 1.0
    assert attempts.seconds_to_wait("anna", "1.2.3.4") == 0


def test_attempts_run_out_for_an_address_that_tries_many_names() -> None:
    attempts = Attempts(lambda: 0.0)
    for number in range(MOST_FOR_ADDRESS):
        attempts.fail(f"namn{number}", "1.2.3.4")

    assert attempts.seconds_to_wait("ännu ett", "1.2.3.4") > 0


def test_success_forgets_the_failures_of_the_name() -> None:
    attempts = Attempts(lambda: 0.0)
    for _ in range(MOST_FOR_NAME):
        attempts.fail("anna", "1.2.3.4")
    attempts.forget("anna", "1.2.3.4")

    assert attempts.seconds_to_wait("anna", "1.2.3.4") == 0
