"""What a visitor thinks of an answer: asked below the newest one, and kept only when she sends it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, get_args

import gradio as gr

from assistant import texts
from assistant.chat_flow import Past
from assistant.chat_html import notice_html
from assistant.conversation import Answer
from assistant.feedback import Feedback, Rating
from corpus.errors import KlimatError

_log = logging.getLogger(__name__)

SaveFeedback = Callable[[Feedback], None]
"""Keeps what a visitor thinks of an answer; may raise KlimatError."""

_SHOW, _HIDE = gr.update(visible=True), gr.update(visible=False)


class FeedbackBox:
    """The part of the chat's page below an answer: copy it, and say whether it helped.

    Args:
        past: Where the page keeps the conversation's answers.
        save: Keeps what is sent; without it nothing is asked.
    """

    def __init__(self, past: gr.State, save: SaveFeedback | None) -> None:
        self._save = save
        self._rating = gr.State("up")
        with gr.Row(visible=False, elem_id="efterat") as self._row:
            gr.Button(texts.COPY_ANSWER, size="sm", elem_id="kopiera")  # copying is the browser's: chat.js
            if save:
                gr.Markdown(texts.HELPED, elem_id="hjalpte")
                ratings = [gr.Button(label, size="sm") for label in (texts.HELPED_YES, texts.HELPED_NO)]
        with gr.Column(visible=False, elem_id="omdome") as self._form:
            self._reason = gr.Textbox(label=texts.REASON_LABEL, info=texts.FEEDBACK_NOTICE, lines=2, max_length=1000)
            with gr.Row():
                send = gr.Button(texts.SEND_FEEDBACK, size="sm", variant="primary")
                skip = gr.Button(texts.SKIP_FEEDBACK, size="sm")
        self._status = gr.Markdown(sanitize_html=False, elem_id="tack")
        if save:
            self._wire(past, ratings, send, skip)

    @property
    def outputs(self) -> list[Any]:
        """The components that a new answer changes."""
        return [self._row, self._form, self._reason, self._status]

    def updates(self, is_answered: bool) -> tuple[Any, ...]:
        """How they change when an answer has come, or when there is none to speak of."""
        return (gr.update(visible=is_answered), _HIDE, "", "")

    def _wire(self, past: gr.State, ratings: Sequence[gr.Button], send: gr.Button, skip: gr.Button) -> None:
        listen = partial(gr.on, show_progress="hidden", api_visibility="private")
        for button, rating in zip(ratings, get_args(Rating), strict=True):
            ask = partial(_ask_why, rating)
            listen(button.click, ask, outputs=[self._rating, self._form, self._status])
        asked = [self._form, self._reason, self._status]
        listen(send.click, self.send, inputs=[past, self._rating, self._reason], outputs=asked)
        listen(skip.click, lambda: (_HIDE, "", ""), outputs=asked)

    def send(self, past: Past, rating: Rating, reason: str) -> tuple[Any, ...]:
        """Keep what was said of the newest answer; gives the form, the reason and what is said back."""
        if not (past and self._save):
            return _HIDE, "", ""
        try:
            self._save(_feedback(past[-1], rating, reason))
        except KlimatError as error:
            return _SHOW, reason, notice_html(str(error))
        except Exception:
            _log.exception("Feedback could not be saved")
            return _SHOW, reason, notice_html(texts.FAILED)
        return _HIDE, "", notice_html(texts.FEEDBACK_THANKS)


def _ask_why(rating: Rating) -> tuple[Any, ...]:
    return rating, _SHOW, ""


def _feedback(answer: Answer, rating: Rating, reason: str) -> Feedback:
    question = answer.question
    earlier = tuple(turn.question for turn in question.history)
    return Feedback(question=question.text, history=earlier, answer=answer.text, rating=rating, reason=reason.strip())
