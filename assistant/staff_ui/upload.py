"""Changing a source: upload a file, see what would change, let it take effect, go back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import texts
from assistant.register.uploads import SUFFIXES, Proposal
from assistant.staff_ui.desk import Desk, check_admin, html_area, listen, said, then
from assistant.staff_ui.html import changes_html, lines_html, notice
from corpus.errors import KlimatError
from corpus.records import RECORD_KINDS

Shown = tuple[str, Any]
"""What is said of how it goes, and the button that lets a change take effect."""


class UploadPage:
    """A part of the staff's page: what a file would change, and changes that can be gone back on.

    Args:
        page: The Gradio page that is being made.
        desk: What it works with.
    """

    def __init__(self, page: gr.Blocks, desk: Desk) -> None:
        self._uploads = desk.uploads
        if reason := desk.uploads.closed_because():
            gr.Markdown(notice(reason))
            return
        gr.Markdown(texts.UPLOAD_INTRO)
        file = gr.UploadButton(texts.CHOOSE_FILE, file_types=list(SUFFIXES), type="filepath", variant="primary")
        preview, proposal = html_area("tabell"), gr.State(None)
        accept = gr.Button(texts.ACCEPT_CHANGE, interactive=False)
        status = html_area()
        gr.Markdown(f"## {texts.GO_BACK_HEADING}")
        changed, back = gr.Dropdown([], label=texts.REPLACED_FILES), gr.Button(texts.GO_BACK)
        listen(page.load, self.changes, outputs=[changed])
        listen(file.upload, self.preview, inputs=[file], outputs=[preview, proposal, accept])
        for button, act, given in ((accept, self.accept, proposal), (back, self.go_back, changed)):
            done = listen(button.click, act, inputs=[given], outputs=[status, accept], concurrency_limit=1)
            then(done, self.changes, outputs=[changed])

    def preview(self, request: gr.Request, path: str) -> tuple[str, Proposal | None, Any]:
        """What would change if a file that was uploaded took effect; the upload itself is deleted."""
        file = Path(path)
        try:
            check_admin(request)
            proposal = self._uploads.propose(file, file.name)
        except KlimatError as error:
            return notice(str(error)), None, gr.update(interactive=False)
        finally:
            file.unlink(missing_ok=True)
        return preview_html(proposal), proposal, gr.update(interactive=proposal.before != proposal.after)

    def accept(self, request: gr.Request, proposal: Proposal | None) -> Iterator[Shown]:
        """Let the file take effect; says how it goes."""
        yield from _step_by_step(
            request, lambda: self._uploads.accept(proposal) if proposal else texts.CHOOSE_FILE_FIRST
        )

    def go_back(self, request: gr.Request, path: str | None) -> Iterator[Shown]:
        """Put back the file that the last change of this one replaced; says how it goes."""
        found = next((change for change in self._uploads.journal() if change.path == path), None)
        yield from _step_by_step(
            request, lambda: self._uploads.go_back(found) if found else texts.NOTHING_TO_GO_BACK_ON
        )

    def changes(self) -> Any:  # noqa: ANN401  # what Gradio gives
        """The files that have been replaced, to choose among."""
        named = [
            (texts.REPLACEMENT.format(name=change.path, at=change.at[:16].replace("T", " ")), change.path)
            for change in self._uploads.journal()
        ]
        return gr.update(choices=named, value=named[0][1] if named else None)


def preview_html(proposal: Proposal) -> str:
    """What would change, and who would see it."""
    said = texts.WOULD_REPLACE if proposal.before else texts.WOULD_BE_NEW
    intro = said.format(
        name=proposal.path, title=proposal.source.title, audience=texts.SEEN_BY[proposal.source.audience]
    )
    kind = next((kind for kind in RECORD_KINDS if kind == proposal.source.kind), None)
    if proposal.rows is not None and kind:
        return notice(intro) + changes_html(kind, proposal.rows)
    return notice(intro) + lines_html(proposal.lines)


def _step_by_step(request: gr.Request, action: Callable[[], str]) -> Iterator[Shown]:
    def checked() -> str:
        check_admin(request)
        return f"{texts.REBUILT}\n{action()}"

    yield notice(texts.REBUILDING), gr.update(interactive=False)
    yield notice(said(checked)), gr.update(interactive=False)
