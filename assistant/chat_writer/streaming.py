"""A model's output as it comes: for a limited time, cleaned, and in sentences and list items."""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Literal

from assistant.chat_writer.failing import ChatFailed
from corpus.swedish import LIST_SIGN, normalise, sentences

LONGEST_OUTPUT = 4_000
"""Characters after which a model is taken to have lost itself."""

_REASONING = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_MARKERS = re.compile(r"[ \t]*\[(?:källa )?\d+(?:[,–-]\s*\d+)*\]", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|^#+ ", re.MULTILINE)
_PREAMBLE = re.compile(r"^\s*(?:svar|answer):\s*", re.IGNORECASE)
_BULLET = re.compile(rf"^{LIST_SIGN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A sentence or list item that a model wrote."""

    text: str
    form: Literal["sentence", "item"]


def within(pieces: Iterable[str], *, first: float, whole: float) -> Generator[str, None, None]:
    """The pieces as they come, the first within `first` seconds and all within `whole`.

    A thread of its own reads them, so that one that never comes is not waited for. It stops at the first piece after
    the reader has left; a client's own time limit must end a wait for one that never comes.

    Raises:
        ChatFailed: A limit passed.
        Exception: Whatever the pieces raised.
    """
    handed: SimpleQueue[str | Exception | None] = SimpleQueue()
    left = Event()
    started = time.monotonic()
    Thread(target=_hand_over, args=(pieces, handed, left), name="chat-model", daemon=True).start()
    limit = first
    try:
        while (piece := _next(handed, started + limit)) is not None:
            limit = whole
            yield piece
    finally:
        left.set()


def sayings(pieces: Iterable[str]) -> Iterator[Saying]:
    """The sentences and list items of a text that comes in pieces, each as soon as it is complete.

    Citation markers, reasoning, emphasis and headings' signs are left out. A last sentence without an end is left out
    too, as it may have been cut off.

    Raises:
        ChatFailed: The text is endless.
    """
    text, done = "", 0
    for piece in pieces:
        text += piece
        if len(text) > LONGEST_OUTPUT:
            raise ChatFailed("broken")
        complete = sentences(_clean(text))[:-1]
        yield from map(_saying, complete[done:])
        done = max(done, len(complete))
    rest = map(_saying, sentences(_clean(text))[done:])
    yield from (saying for saying in rest if saying.form == "item" or re.search(r"[.!?:]\W*$", saying.text))


def _hand_over(pieces: Iterable[str], handed: SimpleQueue[str | Exception | None], left: Event) -> None:
    try:
        for piece in pieces:
            handed.put(piece)
            if left.is_set():
                break
        handed.put(None)
    except Exception as error:  # handed to the reader, who raises it
        handed.put(error)


def _next(handed: SimpleQueue[str | Exception | None], deadline: float) -> str | None:
    try:
        piece = handed.get(timeout=max(0.0, deadline - time.monotonic()))
    except Empty:
        raise ChatFailed("slow") from None
    if isinstance(piece, Exception):
        raise piece
    return piece


def _clean(text: str) -> str:
    """A text without what is no part of the answer; what is complete in it stays as it is when the text grows."""
    return _PREAMBLE.sub("", _EMPHASIS.sub("", _MARKERS.sub("", _REASONING.sub("", normalise(text)))))


def _saying(sentence: str) -> Saying:
    text = " ".join(_BULLET.sub("", sentence).split())
    return Saying(text=text, form="item" if _BULLET.match(sentence) else "sentence")
