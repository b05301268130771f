"""Contracts that tests write as Markdown and read as any other file."""

from pathlib import Path

from corpus.documents import Document, Source
from corpus.drafts import Draft
from ingest.commitments import find_drafts
from ingest.readers import read

HEAD = """# Klimatavtal

Avtalet ingås mellan Granforsa kommun (nedan Kommunen) och Granforsa Energi AB (nedan Energibolaget).

"""


def contract(folder: Path, text: str, head: str = HEAD) -> Document:
    file = folder / "avtal.md"
    file.write_text(head + text, encoding="utf-8")
    return read(Source(id="avtal", path="avtal.md", title="Klimatavtal", kind="contract"), file)


def drafts(folder: Path, text: str, head: str = HEAD) -> tuple[Draft, ...]:
    return find_drafts(contract(folder, text, head))
