"""A circuit breaker, so that a server that is away is not waited for at every question.

Nygard, M. T. (2007), Release It!, Pragmatic Bookshelf, chapter 5.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

FAILURES = 3
"""After how many failures in a row the server is left alone."""

PAUSE = 30.0
"""For how many seconds. Then one question tries it, and the others go on without until that one has gone well."""


class CircuitBreaker:
    """Whether a server is worth asking.

    Args:
        failures: After how many failures in a row it is not.
        pause: For how many seconds.
        clock: What time it is, in seconds.
    """

    def __init__(
        self, failures: int = FAILURES, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures = failures
        self._pause = pause
        self._clock = clock
        self._lock = Lock()
        self._in_a_row = 0
        self._closed_until = 0.0

    def lets_through(self) -> bool:
        """Whether to ask the server now; after a pause true for one asker, who tries it for all."""
        with self._lock:
            if self._in_a_row < self._failures:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + self._pause
            return True

    def succeeded(self) -> None:
        """Note that the server answered."""
        with self._lock:
            self._in_a_row = 0

    def failed(self) -> None:
        """Note that the server did not answer."""
        with self._lock:
            self._in_a_row += 1
            self._closed_until = self._clock() + self._pause
