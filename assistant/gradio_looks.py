"""How every Gradio page of ours looks and speaks: one theme, and a script for what Gradio leaves undone."""

from __future__ import annotations

import json
from pathlib import Path

import gradio as gr

from assistant import texts

STATIC = Path(__file__).parent / "static"


def head() -> str:
    """What the pages' heads hold: the script that does what Gradio leaves undone."""
    script = (STATIC / "chat.js").read_text(encoding="utf-8")
    return f"<script>const inSwedish = {json.dumps(texts.GRADIO)};\n{script}</script>"


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
