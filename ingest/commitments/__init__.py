"""From contract text to drafts: who has committed themselves to what, by when, and in which clause."""

from ingest.commitments.finding import find_drafts

__all__ = ["find_drafts"]
