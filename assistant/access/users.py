"""The staff who may sign in: a TOML file with a name, a role and an argon2id hash for each; never a password.

The file is read again whenever it has changed, so that who is added or removed on the command line is so at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock

from corpus.errors import KlimatError

Role = Literal["staff", "admin"]
"""What a user may do: `staff` see, export and follow up; `admin` also decide on drafts and change what is ingested."""

ROLES: tuple[Role, ...] = get_args(Role)

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

_NAME = re.compile(r"[a-z0-9åäö][a-z0-9åäö._@-]{0,49}")
_HASHER = PasswordHasher()  # argon2id with the parameters of RFC 9106's low-memory choice


class InvalidUser(KlimatError):
    """A user cannot be added or removed as was asked, or the file of users cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone who may sign in.

    Attributes:
        name: What they sign in as, in small letters.
        role: What they may do.
        password_hash: The argon2id hash of their password.
    """

    name: str
    role: Role
    password_hash: str

    @property
    def stamp(self) -> str:
        """What a session remembers: another password or role, or the user's removal, ends the session."""
        return hashlib.sha256(f"{self.role}\0{self.password_hash}".encode()).hexdigest()[:16]


class Users:
    """The users of one file, which need not exist."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> tuple[User, ...]:
        """Everyone, by name.

        Raises:
            InvalidUser: The file cannot be read.
        """
        try:
            listed = tomllib.loads(self._file.read_text(encoding="utf-8")).get("user", [])
            users = [User(name=user["name"], role=user["role"], password_hash=user["password"]) for user in listed]
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InvalidUser(
                f"Användarfilen {self._file} går inte att läsa ({error}). Rätta den eller ta bort den."
            ) from error
        return tuple(sorted(users, key=lambda user: user.name))

    def named(self, name: str) -> User | None:
        """The user with this name, in any case, or None."""
        return next((user for user in self.all() if user.name == name.strip().lower()), None)

    def add(self, name: str, role: Role, password: str) -> None:
        """Add a user, or give one that there is another role and password.

        Raises:
            InvalidUser: The name, the role or the password will not do, or the file cannot be read.
        """
        user = User(name=_checked_name(name), role=role, password_hash=_HASHER.hash(_checked_password(password)))
        with self._changing():
            self._write(*(other for other in self.all() if other.name != user.name), user)

    def remove(self, name: str) -> None:
        """Remove a user; whoever is signed in with that name is so no longer.

        Raises:
            InvalidUser: There is none with that name, or the file cannot be read.
        """
        with self._changing():
            if self.named(name) is None:
                raise InvalidUser(f"Det finns ingen användare som heter {name}. Se vilka som finns med users list.")
            self._write(*(user for user in self.all() if user.name != name.strip().lower()))

    def verified(self, name: str, password: str) -> User | None:
        """The user with this name if that is their password; takes as long for a name that no one has."""
        user = self.named(name)
        try:
            _HASHER.verify(user.password_hash if user else _nobodys_hash(), password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return None
        return user

    def _changing(self) -> FileLock:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self._file.with_suffix(".lock"))

    def _write(self, *users: User) -> None:
        written = "\n".join(
            f"[[user]]\nname = {_quoted(user.name)}\nrole = {_quoted(user.role)}\n"
            f"password = {_quoted(user.password_hash)}\n"
            for user in users
        )
        write_private(self._file, written)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner may read, all at once."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as private:
        private.write(text)
    beside.replace(file)


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(os.urandom(16).hex())


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name.strip().lower()):
        raise InvalidUser(
            f"Användarnamnet kan inte vara ”{name}”. Använd bokstäver, siffror, punkt, bindestreck och @, "
            "högst 50 tecken."
        )
    return name.strip().lower()


def _checked_password(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InvalidUser(
            f"Lösenordet har {len(password)} tecken och ska ha {SHORTEST_PASSWORD}–{LONGEST_PASSWORD}. "
            "Ta gärna några ord i rad."
        )
    return password


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML string too
