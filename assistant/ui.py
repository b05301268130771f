"""The chat: a Gradio page in Swedish over an assistant.

It is mounted at /chatt rather than at /, because whatever Gradio is mounted on swallows every address below it, and
with it the API's own answer to an unknown address.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import gradio as gr
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, RedirectResponse

from assistant import texts
from assistant.chat_html import answer_html, notice_html, question_html, statements_html
from assistant.conversation import Answer, Question, Statement, Turn
from assistant.service import Assistant
from corpus.errors import KlimatError

_log = logging.getLogger(__name__)

PATH = "/chatt"
ANSWERED_AT_ONCE = 8
"""How many questions are answered at the same time; the rest wait for their turn."""

SECONDS_KEPT = 3600
"""How long a conversation is kept after its page was closed."""

_UNUSED = ("upload", "process_recording", "deep_link")
"""What Gradio would let anyone write to this machine's disk through; the chat takes no files and saves no pages."""

_STATIC = Path(__file__).parent / "static"

Past = tuple[Answer, ...]
"""The answers so far in one visitor's conversation, oldest first. They stay on the server."""

Message = dict[str, str]
Shown = tuple[list[Message], Past, str]
"""What the page shows: the messages, the answers behind them, and the text in the question's box."""


def mount_ui(app: FastAPI, assistant: Assistant) -> None:
    """Put the chat on the app, and lead the front page to it."""

    @app.get("/", include_in_schema=False)
    async def front_page() -> RedirectResponse:
        return RedirectResponse(f"{PATH}/")

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> FileResponse:
        return FileResponse(_STATIC / "favicon.svg", media_type="image/svg+xml")

    for name in _UNUSED:
        app.add_api_route(f"{PATH}/gradio_api/{name}", _nothing_here, methods=["GET", "POST"], include_in_schema=False)
    gr.mount_gradio_app(
        app,
        create_ui(assistant),
        PATH,
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        theme=theme(),
        css_paths=_STATIC / "chat.css",
        head=head(),
        i18n=gr.I18n(en=texts.GRADIO_KEYS, sv=texts.GRADIO_KEYS),
    )


def create_ui(assistant: Assistant) -> gr.Blocks:
    """The chat's page; `mount_ui` gives it its looks."""
    page = gr.Blocks(title=f"{texts.CHAT_TITLE} – {texts.CHAT_SUBTITLE}", analytics_enabled=False, fill_width=True)
    with page:
        past = gr.State((), time_to_live=SECONDS_KEPT)
        gr.Markdown(f"# {texts.CHAT_TITLE}\n{texts.CHAT_SUBTITLE}", elem_id="rubrik")
        gr.Markdown(texts.CHAT_INTRO, elem_id="ingress")
        chat = gr.Chatbot(
            label=texts.CHAT_LABEL,
            show_label=False,
            buttons=[],
            latex_delimiters=[],
            autoscroll=False,
            group_consecutive_messages=False,
            elem_id="samtal",
        )
        question, start_over = _question_box()
        examples = _example_buttons()
        listen = partial(gr.on, outputs=[chat, past, question], show_progress="hidden", api_visibility="private")
        answer = partial(listen, concurrency_limit=ANSWERED_AT_ONCE, concurrency_id="svar")
        answer(question.submit, partial(respond, assistant), inputs=[question, past])
        for example, button in examples.items():
            answer(button.click, partial(respond, assistant, example), inputs=[past])
        listen(start_over.click, lambda: ([], (), ""))
    return page


async def _nothing_here() -> None:
    raise HTTPException(404)


def _question_box() -> tuple[gr.Textbox, gr.Button]:
    with gr.Column(elem_id="fraga"):
        question = gr.Textbox(
            label=texts.QUESTION_LABEL, placeholder=texts.QUESTION_PLACEHOLDER, submit_btn=texts.SEND, max_lines=6
        )
        return question, gr.Button(texts.START_OVER, size="sm", elem_id="borja-om")


def _example_buttons() -> dict[str, gr.Button]:
    """A button for each example, by its question."""
    with gr.Column(elem_id="forslag"):
        gr.Markdown(f"## {texts.EXAMPLES_HEADING}")
        with gr.Row():
            return {example: gr.Button(example, size="sm") for example in texts.EXAMPLES}


def respond(assistant: Assistant, text: str, past: Past) -> Iterator[Shown]:
    """What to show from the moment a question is asked until it is answered, one step for each new statement.

    A question that is refused, or that fails, is put back into its box, so that nothing typed is lost.
    """
    asked = [*_messages(past), _message("user", question_html(text))]
    said: list[Statement] = []
    try:
        parts = assistant.stream(Question(text=text, history=_turns(past)))
        yield [*asked, _message("assistant", statements_html(said, len(past)))], past, ""
        for part in parts:
            if isinstance(part, Answer):
                yield _messages((*past, part)), (*past, part), ""
            else:
                said.append(part)
                yield [*asked, _message("assistant", statements_html(said, len(past)))], past, ""
    except KlimatError as error:
        yield [*_messages(past), _message("assistant", notice_html(str(error)))], past, text
    except Exception:
        _log.exception("An answer failed midway")
        yield [*_messages(past), _message("assistant", notice_html(texts.FAILED))], past, text


def head() -> str:
    """What the pages' heads hold: the script that does what Gradio leaves undone."""
    script = (_STATIC / "chat.js").read_text(encoding="utf-8")
    return f"<script>const inSwedish = {json.dumps(texts.GRADIO)};\n{script}</script>"


def _messages(past: Past) -> list[Message]:
    pairs = [(question_html(answer.question.text), answer_html(answer, key)) for key, answer in enumerate(past)]
    return [message for asked, said in pairs for message in (_message("user", asked), _message("assistant", said))]


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _turns(past: Past) -> tuple[Turn, ...]:
    return tuple(Turn(question=answer.question.text, answer=answer.text) for answer in past)


def theme() -> gr.themes.Base:
    """Blue for what can be acted on, in light and dark; the machine's own fonts."""
    fonts = ["system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
    theme = gr.themes.Base(font=fonts, font_mono=["ui-monospace", "Consolas", "monospace"])
    return theme.set(
        body_background_fill="#f4f7f8",
        body_background_fill_dark="#10191f",
        body_text_color="#1c2a32",
        body_text_color_dark="#e6edf1",
        body_text_color_subdued="#4c5d67",
        body_text_color_subdued_dark="#aebdc6",
        block_background_fill="#ffffff",
        block_background_fill_dark="#18242c",
        border_color_primary="#d3dde3",
        border_color_primary_dark="#32444f",
        link_text_color="#00557f",
        link_text_color_dark="#85c9ee",
        button_primary_background_fill="#00557f",
        button_primary_background_fill_dark="#85c9ee",
        button_primary_background_fill_hover="#003f5f",
        button_primary_background_fill_hover_dark="#a8daf5",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0b1a22",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_dark="#18242c",
        button_secondary_background_fill_hover="#e5f0f6",
        button_secondary_background_fill_hover_dark="#21323d",
        input_background_fill="#ffffff",
        input_background_fill_dark="#18242c",
        input_border_color="#6f838f",
        input_border_color_dark="#7d929f",
        input_border_color_focus="#00557f",
        input_border_color_focus_dark="#85c9ee",
    )
