"""The widget's script: its words, styles and parts as one file that a page includes with one line."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant import texts

_SOURCE = Path(__file__).parent / "source"
_PARTS = ("elements", "options", "stream", "answer", "feedback", "conversation", "shell", "start")
"""The script's files, in the order in which they are read; they share one scope, closed to the page around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script as it is served.

    Attributes:
        body: The script.
        gzipped: The same, compressed.
        version: Changes with every change of the script.
        integrity: What a page may demand that the script is: `sha384-…`.
    """

    body: bytes
    gzipped: bytes
    version: str
    integrity: str


@cache
def widget_script() -> Script:
    """The script, put together once."""
    parts = [(_SOURCE / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS]
    styles = (_SOURCE / "styles.css").read_text(encoding="utf-8")
    constants = {"WORDS": texts.WIDGET, "DEFAULTS": texts.WIDGET_DEFAULTS, "STYLES": styles}
    declared = [f"const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in constants.items()]
    body = "\n".join(["(() => {", '"use strict";', *declared, *parts, "})();\n"]).encode()
    return Script(
        body=body,
        gzipped=gzip.compress(body, 9, mtime=0),
        version=hashlib.sha256(body).hexdigest()[:12],
        integrity=f"sha384-{base64.b64encode(hashlib.sha384(body).digest()).decode()}",
    )
