"""The chat: a Gradio page in Swedish over an assistant.

It is mounted at /chatt rather than at /, because whatever Gradio is mounted on swallows every address below it, and
with it the API's own answer to an unknown address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import gradio as gr
from fastapi import FastAPI, HTTPException

from assistant import texts
from assistant.chat_feedback import FeedbackBox, SaveFeedback
from assistant.chat_flow import MOST_OFFERED, Past, Shown, respond
from assistant.conversation import Question
from assistant.gradio_looks import STATIC, head, theme
from assistant.pages.frame import navigation
from assistant.service import Assistant

PATH = "/chatt"
ANSWERED_AT_ONCE = 8
"""How many questions are answered at the same time; the rest wait for their turn."""

SECONDS_KEPT = 3600
"""How long a conversation is kept after its page was closed."""

_UNUSED = ("upload", "process_recording", "deep_link")
"""What Gradio would let anyone write to this machine's disk through; the chat takes no files and saves no pages."""

Updates = tuple[Any, ...]
"""A value or a change for each component that an answer changes, in their order."""


def mount_ui(app: FastAPI, assistant: Assistant, save_feedback: SaveFeedback | None = None) -> None:
    """Put the chat on the app.

    Args:
        app: The server, or the part of it that is the chat's.
        assistant: What answers.
        save_feedback: Keeps what visitors think of answers; without it they are not asked.
    """
    for name in _UNUSED:
        app.add_api_route(f"{PATH}/gradio_api/{name}", _nothing_here, methods=["GET", "POST"], include_in_schema=False)
    gr.mount_gradio_app(
        app,
        create_ui(assistant, save_feedback),
        PATH,
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        theme=theme(),
        css_paths=STATIC / "chat.css",
        head=head(),
        i18n=gr.I18n(en=texts.GRADIO_KEYS, sv=texts.GRADIO_KEYS),
    )


def create_ui(assistant: Assistant, save_feedback: SaveFeedback | None = None) -> gr.Blocks:
    """The chat's page; `mount_ui` gives it its looks."""
    page = gr.Blocks(title=f"{texts.CHAT_TITLE} – {texts.CHAT_SUBTITLE}", analytics_enabled=False, fill_width=True)
    with page:
        ChatPage(assistant, save_feedback)
    return page


class ChatPage:
    """The page that is being made: what stands on it, and what happens when it is used.

    Args:
        assistant: What answers.
        save_feedback: Keeps what visitors think of answers; without it they are not asked.
    """

    def __init__(self, assistant: Assistant, save_feedback: SaveFeedback | None) -> None:
        self._assistant = assistant
        self._past = gr.State((), time_to_live=SECONDS_KEPT)
        skip = f'<a class="hopp" href="#fraga">{texts.SKIP_TO_QUESTION}</a>'
        gr.Markdown(skip + navigation(f"{PATH}/"), sanitize_html=False, elem_id="vagar")
        gr.Markdown(f"# {texts.CHAT_TITLE}\n{texts.CHAT_SUBTITLE}", elem_id="rubrik")
        gr.Markdown(texts.CHAT_INTRO, elem_id="ingress")
        self._chat = _chatbot()
        self._feedback = FeedbackBox(self._past, save_feedback)
        self._offer_heading, self._offers = _offer_buttons()
        self._question, self._easy, start_over = _question_box()
        examples = _example_buttons()
        self._wire(start_over, examples)

    def _wire(self, start_over: gr.Button, examples: Sequence[gr.Button]) -> None:
        outputs = [self._chat, self._past, self._question, self._offer_heading, *self._offers, *self._feedback.outputs]
        listen = partial(gr.on, outputs=outputs, show_progress="hidden", api_visibility="private")
        answer = partial(listen, fn=self.answer, concurrency_limit=ANSWERED_AT_ONCE, concurrency_id="svar")
        answer(self._question.submit, inputs=[self._question, self._easy, self._past])
        for button in (*examples, *self._offers):
            answer(button.click, inputs=[button, self._easy, self._past])
        listen(start_over.click, lambda: self._updates(Shown()))

    def answer(self, text: str, easy: bool, past: Past) -> Iterator[Updates]:
        """Answer a question, showing each statement as it comes."""
        for shown in respond(self._assistant, Question(text=text, easy=easy), past):
            yield self._updates(shown)

    def _updates(self, shown: Shown) -> Updates:
        offered = shown.offered
        buttons = [gr.update(value=question, visible=True) for question in offered]
        buttons += [gr.update(visible=False)] * (MOST_OFFERED - len(offered))
        heading = gr.update(value=f"## {shown.offered_heading}", visible=bool(offered))
        messages = [*shown.messages]
        return (messages, shown.past, shown.typed, heading, *buttons, *self._feedback.updates(shown.answer is not None))


async def _nothing_here() -> None:
    raise HTTPException(404)


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label=texts.CHAT_LABEL,
        show_label=False,
        buttons=[],
        latex_delimiters=[],
        autoscroll=False,
        group_consecutive_messages=False,
        elem_id="samtal",
    )


def _question_box() -> tuple[gr.Textbox, gr.Checkbox, gr.Button]:
    with gr.Column(elem_id="fraga"):
        question = gr.Textbox(
            label=texts.QUESTION_LABEL, placeholder=texts.QUESTION_PLACEHOLDER, submit_btn=texts.SEND, max_lines=6
        )
        with gr.Row(elem_id="val"):
            easy = gr.Checkbox(label=texts.EASY, container=False, elem_id="lattlast")
            return question, easy, gr.Button(texts.START_OVER, size="sm", elem_id="borja-om")


def _offer_buttons() -> tuple[gr.Markdown, list[gr.Button]]:
    """The heading and the buttons of the questions to go on with; hidden until there are any."""
    with gr.Column(elem_id="vidare", elem_classes="forslag"):
        heading = gr.Markdown(visible=False)
        with gr.Row():
            return heading, [gr.Button(visible=False, size="sm") for _ in range(MOST_OFFERED)]


def _example_buttons() -> list[gr.Button]:
    """A button for each example."""
    with gr.Column(elem_id="forslag", elem_classes="forslag"):
        gr.Markdown(f"## {texts.EXAMPLES_HEADING}")
        with gr.Row():
            return [gr.Button(example, size="sm") for example in texts.EXAMPLES]
