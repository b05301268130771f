"""Signing in and out: plain pages without scripts, made on the server."""

from __future__ import annotations

import math
import threading
from html import escape
from string import Template
from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant import texts
from assistant.access.attempts import Attempts
from assistant.access.sessions import check_form, form_token, sign_in, signed_in
from assistant.access.users import LONGEST_PASSWORD, User, Users
from assistant.pages.frame import page, reply

SIGN_IN = "/logga-in"
SIGN_OUT = "/logga-ut"
INSIDE = "/personal/"
"""Where the one who has signed in comes to."""

_ONE_AT_A_TIME = threading.Lock()
"""A hash takes 64 MB for a moment, so attempts are verified one after the other."""

Field = Annotated[str, Form(max_length=LONGEST_PASSWORD)]

router = APIRouter(include_in_schema=False)


@router.get(SIGN_IN)
def sign_in_page(request: Request) -> Response:
    """The page with the form, or straight in for who is signed in already."""
    if signed_in(request):
        return RedirectResponse(INSIDE, 303)
    return _sign_in_page(request)


@router.post(SIGN_IN)
async def sign_in_form(request: Request, name: Field = "", password: Field = "", token: Field = "") -> Response:
    """Sign in, or the form again with what is wrong."""
    if not check_form(request, token):
        return _sign_in_page(request, texts.STALE_FORM, 403, name)
    attempts: Attempts = request.app.state.attempts
    address = request.client.host if request.client else ""
    if wait := attempts.seconds_to_wait(name, address):
        return _sign_in_page(request, texts.TOO_MANY_ATTEMPTS.format(minutes=math.ceil(wait / 60)), 429, name)
    user = await run_in_threadpool(_verified, request.scope["users"], name, password)
    if user is None:
        attempts.fail(name, address)
        return _sign_in_page(request, texts.WRONG_PASSWORD, 401, name)
    attempts.forget(name, address)
    sign_in(request, user)
    return RedirectResponse(INSIDE, 303)


@router.get(SIGN_OUT)
def sign_out_page(request: Request) -> Response:
    """The page that asks whether to sign out."""
    user = signed_in(request)
    if user is None:
        return RedirectResponse(SIGN_IN, 303)
    return _page(_SIGN_OUT, heading=texts.SIGN_OUT, name=escape(user.name), token=form_token(request))


@router.post(SIGN_OUT)
def sign_out_form(request: Request, token: Field = "") -> Response:
    """Sign out."""
    if check_form(request, token):
        request.session.clear()
    return RedirectResponse(SIGN_IN, 303)


def mount_sign_in(app: FastAPI) -> None:
    """Put the pages on the app."""
    app.state.attempts = Attempts()
    app.include_router(router)


def _verified(users: Users, name: str, password: str) -> User | None:
    with _ONE_AT_A_TIME:
        return users.verified(name, password)


def _sign_in_page(request: Request, problem: str = "", status: int = 200, name: str = "") -> Response:
    users: Users = request.scope["users"]
    if not users.all():
        return _page(_CLOSED, 503, heading=texts.SIGN_IN)
    shown = f'<p class="fel" role="alert" id="fel">{escape(problem)}</p>' if problem else ""
    described = 'aria-describedby="fel"' if problem else ""
    token = form_token(request)
    return _page(
        _SIGN_IN, status, heading=texts.SIGN_IN, problem=shown, name=escape(name), token=token, described=described
    )


def _page(content: Template, status: int = 200, **values: str) -> Response:
    body = f'<div class="smal">{content.substitute(values)}</div>'
    answer = reply(page(values["heading"], body), status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


_SIGN_IN = Template(
    """<h1>$heading</h1><p>För dig som arbetar med Klimatneutrala Borlänge 2030.</p>$problem
<form method="post" action="/logga-in"><input type="hidden" name="token" value="$token">
<label for="namn">Användarnamn</label>
<input id="namn" name="name" value="$name" autocomplete="username" maxlength="50" required $described>
<label for="losenord">Lösenord</label>
<input id="losenord" name="password" type="password" autocomplete="current-password" maxlength="200" required>
<button>Logga in</button></form>
"""
)
_SIGN_OUT = Template(
    """<h1>$heading</h1><p>Du är inloggad som $name.</p>
<form method="post" action="/logga-ut"><input type="hidden" name="token" value="$token">
<button>Logga ut</button></form><p><a href="/personal/">Tillbaka till personalsidorna</a></p>
"""
)
_CLOSED = Template(
    """<h1>$heading</h1><p>Personalsidorna är stängda, eftersom ingen användare är upplagd på den här servern.</p>
<p>Den som sköter servern lägger upp en användare så här:</p>
<pre role="region" tabindex="0" aria-label="Kommando">python -m assistant users add NAMN --role admin</pre>
<p>Ladda sedan om sidan.</p>
"""
)
