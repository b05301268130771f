"""Refusing a file: what is wrong with it and what to do about it, for the person who put it there."""

from __future__ import annotations

from corpus.documents import Source
from corpus.errors import UnreadableDocument


def refusal(source: Source, reason: str, remedy: str) -> UnreadableDocument:
    """The error for a file that cannot be read, with its reason in a word or two and a sentence on what to do."""
    return UnreadableDocument(reason, f"{source.path} kan inte läsas: {reason}. {remedy}")
