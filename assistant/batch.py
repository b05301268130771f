"""Many questions in one run: a line of JSON in, a line of JSON out, as it goes."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from assistant.wire import AskRequest, ErrorReply, Reply, complaint
from corpus.errors import KlimatError


class BatchLine(AskRequest):
    """A question with the id that its answer is to bear."""

    id: str | int


def run_batch(lines: Iterable[bytes], respond: Callable[[AskRequest], Reply]) -> Iterator[dict[str, Any]]:
    """The reply to each line, with the line's id first.

    A line that cannot be read, or whose question is refused, gives `{"id", "error"}`, and the rest goes on. Empty lines
    are passed over.
    """
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(BOM_UTF8).strip()
        if content:
            yield _respond(number, content, respond)


def _respond(number: int, line: bytes, respond: Callable[[AskRequest], Reply]) -> dict[str, Any]:
    try:
        request = BatchLine.model_validate_json(line)
        return {"id": request.id, **respond(request).model_dump()}
    except ValidationError as error:
        reply = ErrorReply(error=f"Rad {number}: {complaint(error.errors())}")
    except KlimatError as error:
        reply = ErrorReply(error=f"Rad {number}: {error}")
    return {"id": _id_in(line), **reply.model_dump()}


def _id_in(line: bytes) -> str | int | None:
    """The id in a line that may be anything at all."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = content.get("id") if isinstance(content, dict) else None
    return found if isinstance(found, str | int) else None
