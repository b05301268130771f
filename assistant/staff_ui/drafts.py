"""The drafts: commitments found in contracts, for people to approve, edit or reject one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

import gradio as gr

from assistant import texts
from assistant.staff_ui.desk import Desk, check_admin, html_area, listen, said, then
from assistant.staff_ui.html import link, notice, quote_html
from assistant.viewer.addresses import address_of_record
from corpus.documents import AUDIENCES
from corpus.drafts import Decision, Draft, State
from corpus.errors import InvalidDecision

_VIEWS = ("undecided", "already", "approved", "rejected")


class DraftsPage:
    """A part of the staff's page: the drafts, and what is decided of them.

    Args:
        page: The Gradio page that is being made.
        desk: What it works with.
    """

    def __init__(self, page: gr.Blocks, desk: Desk) -> None:
        self._desk = desk
        gr.Markdown(texts.DRAFTS_INTRO)
        with gr.Row(elem_classes="villkor"):
            named_views = [(texts.DRAFT_VIEWS[view], view) for view in _VIEWS]
            self._view = gr.Dropdown(named_views, value="undecided", label=texts.SHOW)
            self._chosen = gr.Dropdown([], label=texts.DRAFT, scale=3)
        card = html_area("utkast")
        with gr.Column(elem_classes="villkor"), gr.Row():
            self._boxes = [gr.Textbox(label=label, max_lines=4) for label in texts.DRAFT_FIELDS]
        listen([page.load, self._view.input], self.choices, inputs=[self._view], outputs=[self._chosen])
        listen(self._chosen.change, self.show, inputs=[self._chosen], outputs=[card, *self._boxes])
        self._lay_out_buttons()

    def _lay_out_buttons(self) -> None:
        with gr.Row(elem_classes="knappar"):
            approve = gr.Button(texts.APPROVE, variant="primary")
            reject, undo = gr.Button(texts.REJECT), gr.Button(texts.UNDO_DECISION)
        status = html_area()
        update, report = gr.Button(texts.UPDATE_ANSWERS), html_area()
        for button, decide in ((approve, self.approve), (reject, self.reject), (undo, self.undo)):
            decided = listen(button.click, decide, inputs=[self._chosen, *self._boxes], outputs=[status])
            then(decided, self.choices, inputs=[self._view], outputs=[self._chosen])
        listen(update.click, self.update_answers, outputs=[report], concurrency_limit=1)

    def choices(self, view: str) -> Any:  # noqa: ANN401  # what Gradio gives
        """The drafts of a view to choose among, the surest first."""
        decided = {decision.draft_id: decision for decision in self._desk.decisions.decisions()}
        drafts = [d for d in self._desk.registry.drafts(AUDIENCES) if _view(d, decided.get(d.id)) == view]
        drafts.sort(key=lambda draft: -draft.confidence)
        named = [(_label(number, draft, len(drafts)), draft.id) for number, draft in enumerate(drafts, start=1)]
        return gr.update(choices=named, value=named[0][1] if named else None)

    def show(self, draft_id: str | None) -> tuple[str, ...]:
        """A draft with the words that it rests on, and its fields, as they were decided if they have been."""
        draft = self._draft(draft_id)
        if draft is None:
            return (notice(texts.NO_DRAFTS), *[""] * len(self._boxes))
        decision = next((made for made in self._desk.decisions.decisions() if made.draft_id == draft.id), None)
        of = decision or draft
        year = str(of.due or "")
        return card_html(draft, decision), of.party, of.party_kind, of.text, of.area, year, of.measurable

    def approve(self, request: gr.Request, draft_id: str | None, *fields: str) -> str:
        """Approve a draft with its fields as they stand in their boxes."""
        return notice(said(lambda: self._decide(request, draft_id, fields, "approved")))

    def reject(self, request: gr.Request, draft_id: str | None, *fields: str) -> str:
        """Reject a draft."""
        return notice(said(lambda: self._decide(request, draft_id, fields, "rejected")))

    def undo(self, request: gr.Request, draft_id: str | None, *_fields: str) -> str:
        """Take back what was decided of a draft."""
        return notice(said(lambda: self._undo(request, draft_id)))

    def update_answers(self, request: gr.Request) -> Iterator[str]:
        """Rebuild the index, so that what has been decided is used in answers; says how it goes."""
        yield notice(texts.REBUILDING)
        yield notice(said(lambda: self._rebuild(request)))

    def _decide(self, request: gr.Request, draft_id: str | None, fields: tuple[str, ...], state: State) -> str:
        check_admin(request)
        draft = self._draft(draft_id)
        if draft is None:
            return texts.NO_DRAFTS
        party, party_kind, text, area, due, measurable = fields
        edited = replace(
            draft, party=party, party_kind=party_kind, text=text, area=area, due=_year(due), measurable=measurable
        )
        self._desk.decisions.decide(edited, state)
        return texts.DECISION_MADE[state]

    def _undo(self, request: gr.Request, draft_id: str | None) -> str:
        check_admin(request)
        return texts.DECISION_UNDONE if self._desk.decisions.undo(draft_id or "") else texts.NOTHING_DECIDED

    def _rebuild(self, request: gr.Request) -> str:
        check_admin(request)
        report = self._desk.rebuild()
        self._desk.registry.live.refresh()
        return f"{texts.REBUILT}\n{report}"

    def _draft(self, draft_id: str | None) -> Draft | None:
        return next((draft for draft in self._desk.registry.drafts(AUDIENCES) if draft.id == draft_id), None)


def card_html(draft: Draft, decision: Decision | None) -> str:
    """A draft's clause, page, words and link, why it was found, and what is known or decided of it already."""
    where = [texts.CLAUSE.format(clause=draft.clause)] if draft.clause else []
    where += [texts.PAGE.format(page=draft.page)] if draft.page else []
    address = address_of_record(draft.source_id, draft.id, draft.page)
    marks = [texts.ALREADY_IN_REGISTER.format(id=draft.already)] if draft.already else []
    marks += [texts.DECIDED[decision.state].format(at=decision.decided_at[:10])] if decision else []
    reason = draft.reason[:1].upper() + draft.reason[1:]
    sure = texts.CONFIDENCE.format(percent=round(draft.confidence * 100), found_by=texts.FOUND_BY[draft.found_by])
    return (
        "".join(f'<p class="marke">{escape(mark)}</p>' for mark in marks)
        + f"<p>{escape(', '.join([draft.source_id, *where]))}</p>{quote_html(draft.quote)}"
        + f'<p class="lankar">{link(address, texts.OPEN_CONTRACT)}</p><p>{escape(sure)} {escape(reason)}</p>'
    )


def _year(written: str) -> int | None:
    if not written.strip():
        return None
    if not (written.strip().isascii() and written.strip().isdigit()):
        raise InvalidDecision(texts.BAD_YEAR.format(year=written[:50]))
    return int(written)


def _view(draft: Draft, decision: Decision | None) -> str:
    if decision:
        return decision.state
    return "already" if draft.already else "undecided"


def _label(number: int, draft: Draft, total: int) -> str:
    return texts.DRAFT_LABEL.format(
        number=number, total=total, party=draft.party, text=" ".join(draft.text.split())[:80]
    )
