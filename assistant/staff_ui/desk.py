"""What the staff's pages work with, and who may do what there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr
from gradio.events import Dependency

from assistant import texts
from assistant.access.sessions import signed_in
from assistant.register.registry import Registry
from assistant.register.uploads import Rebuild, Uploads
from corpus.errors import KlimatError
from corpus.register import Register

_log = logging.getLogger(__name__)


listen = partial(gr.on, show_progress="hidden", api_visibility="private")
"""Wires an event up: without Gradio's own signs of progress, and closed to its API."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the staff's pages work with.

    Attributes:
        registry: The register, for reading.
        decisions: What has been decided of the drafts.
        uploads: The folder of sources, for changing.
        rebuild: Rebuilds the index, and gives the report of it.
        home: The place whose emissions are drawn.
    """

    registry: Registry
    decisions: Register
    uploads: Uploads
    rebuild: Rebuild
    home: str


class NotAllowed(KlimatError):
    """What was asked for takes another role, or a sign-in that has ended."""


def html_area(kind: str = "") -> gr.Markdown:
    """A place for HTML of ours. Gradio's own component for it evaluates strings, which the pages' policy forbids."""
    return gr.Markdown(sanitize_html=False, latex_delimiters=[], elem_classes=["yta", kind] if kind else "yta")


def then(done: Dependency, act: Callable[..., Any], **wiring: Any) -> None:  # noqa: ANN401  # components
    """Have something happen after an event has been dealt with."""
    done.then(act, show_progress="hidden", api_visibility="private", **wiring)


def check_admin(request: gr.Request) -> None:
    """Let through who may decide on drafts and change sources.

    Raises:
        NotAllowed: Whoever asks may not, or is no longer signed in.
    """
    user = signed_in(request.request)
    if user is None or user.role != "admin":
        raise NotAllowed(texts.ADMINS_ONLY)


def said(action: Callable[[], str]) -> str:
    """What an action says, or what went wrong with it, as a sentence."""
    try:
        return action()
    except KlimatError as error:
        return str(error)
    except Exception:
        _log.exception("A staff page failed")
        return texts.FAILED
