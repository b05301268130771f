"""How often someone may try to sign in: a few times in a while for a name from an address, more for the address."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator

MOST_FOR_NAME = 5
MOST_FOR_ADDRESS = 50
SECONDS = 15 * 60
_MOST_KEPT = 10_000

Key = tuple[str, str]


class Attempts:
    """The failed attempts of the last while, in memory; safe to use from several threads.

    Args:
        clock: Seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: OrderedDict[Key, list[float]] = OrderedDict()

    def seconds_to_wait(self, name: str, address: str) -> float:
        """How long to wait before the next attempt; 0 when one may be made now."""
        with self._lock:
            return max(self._wait(key, most) for key, most in _keys(name, address))

    def fail(self, name: str, address: str) -> None:
        """Count a failed attempt."""
        with self._lock:
            for key, _ in _keys(name, address):
                self._failed[key] = [*self._recent(key), self._clock()]
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST_KEPT:
                self._failed.popitem(last=False)

    def forget(self, name: str, address: str) -> None:
        """Forget the name's failures from an address, because an attempt succeeded."""
        with self._lock:
            self._failed.pop((name.lower(), address), None)

    def _wait(self, key: Key, most: int) -> float:
        recent = self._recent(key)
        return recent[-most] + SECONDS - self._clock() if len(recent) >= most else 0.0

    def _recent(self, key: Key) -> list[float]:
        return [moment for moment in self._failed.get(key, ()) if moment > self._clock() - SECONDS]


def _keys(name: str, address: str) -> Iterator[tuple[Key, int]]:
    yield (name.lower(), address), MOST_FOR_NAME
    yield ("", address), MOST_FOR_ADDRESS
