"""Why a chat model's answer is not used, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Literal, get_args

Reason = Literal[
    "paused", "unreachable", "slow", "error", "broken", "empty", "language", "refused", "unsupported", "off_topic"
]
"""`paused`: the server failed several times and is left alone for a while. `unreachable`: no connection. `slow`: a time
limit passed. `error`: the server says that something is wrong, as when it is out of memory. `broken`: what it sends
cannot be read, or was cut off. `empty`: it says nothing. `language`: not in Swedish. `refused`: it says that it cannot
answer. `unsupported`: what it says is not in the passages. `off_topic`: it is, but does not answer the question."""

REASONS: tuple[Reason, ...] = get_args(Reason)

SERVER_FAILURES: frozenset[Reason] = frozenset({"unreachable", "slow", "error", "broken", "empty"})
"""Those that are the server's fault, not the answer's: the next question is likely to meet them too."""


class ChatFailed(Exception):
    """A chat model gave no answer that can be used. Never reaches the asker: the quoting answer comes instead.

    Attributes:
        reason: Why.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Fallbacks:
    """How many answers the chat model wrote, and how often the quoting answer came instead, by reason."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._written = 0
        self._reasons: Counter[Reason] = Counter()

    def count(self, reason: Reason | None) -> None:
        """Count an answer: the reason why quotes came instead, or None where the model wrote it."""
        with self._lock:
            if reason is None:
                self._written += 1
            else:
                self._reasons[reason] += 1

    @property
    def written(self) -> int:
        """How many answers the chat model wrote."""
        with self._lock:
            return self._written

    @property
    def by_reason(self) -> Mapping[Reason, int]:
        """How often quotes came instead, for every reason."""
        with self._lock:
            return {reason: self._reasons[reason] for reason in REASONS}


def reason_of(error: Exception) -> Reason:
    """Why a chat model failed, read off whatever its client raised.

    Clients differ in their own errors, but not in what lies under them: a status from the server, a socket's error, or
    text that cannot be parsed.
    """
    if isinstance(error, ChatFailed):
        return error.reason
    causes = tuple(_causes(error))
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return "slow"
    if isinstance(getattr(error, "status_code", None), int):
        return "error"
    if any(isinstance(cause, OSError) for cause in causes):
        return "unreachable"
    return "broken"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
