"""The lock that whoever uses pdfium holds: the library is not safe to use from two threads of a process."""

from __future__ import annotations

from threading import Lock

PDFIUM = Lock()
