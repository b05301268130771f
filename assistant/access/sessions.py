"""Sessions: a signed cookie that says who is signed in, and what follows from it for what they may see.

The cookie holds a name and a stamp of the user as they were when they signed in; each request looks the user up anew,
so that a removed user or a changed password ends the session at once.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.users import User, Users, write_private
from corpus.documents import AUDIENCES, PUBLIC, Audience

HOURS = 10
"""How long a session lasts: a working day."""

_COOKIE = "klimat_personal"


class Sessions:
    """Middleware: reads and writes the session's cookie, which over https is sent over https alone.

    Args:
        app: What is behind.
        key: What the cookie is signed with.
        users: Who may be signed in.
    """

    def __init__(self, app: ASGIApp, key: str, users: Users) -> None:
        self._users = users
        self._plain, self._secure = (
            SessionMiddleware(app, key, _COOKIE, max_age=HOURS * 3600, same_site="lax", https_only=https_only)
            for https_only in (False, True)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its session."""
        middleware = self._secure if scope.get("scheme") in ("https", "wss") else self._plain
        await middleware({**scope, "users": self._users}, receive, send)


def session_key(file: Path) -> str:
    """The key in a file, which is made, readable by its owner alone, the first time."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        write_private(made, secrets.token_urlsafe(48))
        try:
            os.link(made, file)  # only one of several servers that start at once gets to make it
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return file.read_text(encoding="utf-8")


def sign_in(request: Request, user: User) -> None:
    """Begin a session anew for a user; whatever stood in the old one is gone."""
    request.session.clear()
    request.session.update(name=user.name, stamp=user.stamp, token=secrets.token_urlsafe(32))


def form_token(request: Request) -> str:
    """What a form of this session must bring back, so that no other site can send it."""
    if "token" not in request.session:
        request.session["token"] = secrets.token_urlsafe(32)
    return str(request.session["token"])


def check_form(request: Request, token: str) -> bool:
    """Whether a form that came in was ours."""
    return hmac.compare_digest(str(request.session.get("token", "")).encode(), token.encode()) and bool(token)


def signed_in(connection: HTTPConnection | None) -> User | None:
    """Who is signed in, as the users' file has them now; None for a visitor."""
    session, users = (connection.scope.get(name) for name in ("session", "users")) if connection else (None, None)
    if session is None or users is None:
        return None
    session.mark_accessed()  # has the reply say that it depends on the cookie, so that no cache mixes visitors up
    user: User | None = users.named(str(session.get("name", "")))
    return user if user and hmac.compare_digest(user.stamp, str(session.get("stamp", ""))) else None


def audiences_of(user: User | None) -> frozenset[Audience]:
    """Whose sources someone may see."""
    return frozenset(AUDIENCES) if user else PUBLIC


def _seen(request: Request) -> frozenset[Audience]:
    return audiences_of(signed_in(request))


Seen = Annotated[frozenset[Audience], Depends(_seen)]
"""For an endpoint: whose sources the asker may see."""


def mount_sessions(app: FastAPI, users_file: Path) -> None:
    """Have the app know who is signed in."""
    app.add_middleware(Sessions, key=session_key(users_file.with_name("session.key")), users=Users(users_file))
