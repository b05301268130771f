"""The staff's page: the register, what to follow up, the drafts and the sources, behind sign-in.

It is mounted at /personal, which `assistant.access.staff_only` closes to whoever is not signed in.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape

import gradio as gr
from fastapi import FastAPI, Request

from assistant import texts
from assistant.access.pages import SIGN_OUT
from assistant.access.sessions import signed_in
from assistant.access.staff_only import STAFF_PATH
from assistant.gradio_looks import STATIC, head, theme
from assistant.register.lookup import ActionLookup, CommitmentLookup, EmissionLookup
from assistant.register.uploads import MOST_BYTES
from assistant.staff_ui.desk import Desk, html_area, listen
from assistant.staff_ui.drafts import DraftsPage
from assistant.staff_ui.emissions import charts_html
from assistant.staff_ui.html import followup_html
from assistant.staff_ui.lists import list_page
from assistant.staff_ui.upload import UploadPage
from corpus.documents import AUDIENCES

_SECONDS_KEPT = 3600


def mount_staff_ui(app: FastAPI, desk: Desk) -> None:
    """Put the staff's page on the app."""
    with warnings.catch_warnings():
        # Gradio says of every page with several parts that the server does not draw it, though none was to be drawn.
        warnings.filterwarnings("ignore", message="SSR mode is not supported")
        gr.mount_gradio_app(
            app,
            create_staff_ui(desk),
            STAFF_PATH,
            auth_dependency=_name,
            footer_links=[],
            run_history=False,
            show_error=False,
            enable_monitoring=False,
            ssr_mode=False,
            max_file_size=MOST_BYTES,
            theme=theme(),
            css_paths=[STATIC / "staff.css"],
            head=head(),
            i18n=gr.I18n(en=texts.GRADIO_KEYS, sv=texts.GRADIO_KEYS),
        )


def create_staff_ui(desk: Desk) -> gr.Blocks:
    """The staff's page; `mount_staff_ui` gives it its looks."""
    title = f"{texts.STAFF_TITLE} – {texts.CHAT_TITLE}"
    kept = (_SECONDS_KEPT, _SECONDS_KEPT)
    page = gr.Blocks(title=title, analytics_enabled=False, fill_width=True, delete_cache=kept)
    commitments, actions, emissions, followup, drafts, upload = texts.STAFF_PAGES
    with page:
        _heading(page, commitments)
        list_page(page, desk.registry, CommitmentLookup)
    with page.route(actions, "atgarder"):
        _heading(page, actions)
        list_page(page, desk.registry, ActionLookup)
    with page.route(emissions, "utslapp"):
        _heading(page, emissions)
        _fresh(page, partial(charts_html, desk.registry, desk.home))
        list_page(page, desk.registry, EmissionLookup)
    with page.route(followup, "uppfoljning"):
        _heading(page, followup)
        gr.Markdown(texts.FOLLOWUP_INTRO)
        _fresh(page, lambda: followup_html(desk.registry.follow_up(date.today(), AUDIENCES)))
    with page.route(drafts, "utkast"):
        _heading(page, drafts)
        DraftsPage(page, desk)
    with page.route(upload, "ladda-upp"):
        _heading(page, upload)
        UploadPage(page, desk)
    return page


def _heading(page: gr.Blocks, name: str) -> None:
    """What each part of the page begins with: the links to the others, its name, and who is signed in."""
    gr.Navbar(main_page_name=texts.STAFF_PAGES[0])  # type: ignore[attr-defined]  # not declared by Gradio
    gr.Markdown(f"# {name}")
    listen(page.load, _greeting, outputs=[html_area("inloggad")])


def _fresh(page: gr.Blocks, show: Callable[[], str]) -> None:
    """HTML that is made anew each time the page is opened."""
    listen(page.load, show, outputs=[html_area()])


def _greeting(request: gr.Request) -> str:
    user = signed_in(request.request)
    if user is None:
        return ""
    said = escape(texts.SIGNED_IN.format(name=user.name, role=user.role))
    return f'<p>{said} <a href="{SIGN_OUT}">{texts.SIGN_OUT}</a> <a href="/">{texts.CHAT_TITLE}</a></p>'


def _name(request: Request) -> str | None:
    user = signed_in(request)
    return user.name if user else None
