"""Typesets the bundled contract documents: `python -m corpus.typeset.build` writes them to `corpus/sources/`.

The bytes depend on nothing but the inputs and the version of typst: the date is fixed, and only the fonts that
come with typst are used. Each PDF carries the digest of its inputs among its keywords, so that a test can tell
one that has not been typeset anew.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import typst

from corpus.settings import BUNDLED_SOURCES

HERE = Path(__file__).parent
DOCUMENTS = ("klimatkontrakt-2030", "lokalt-klimatkontrakt")
TYPESET_AT = datetime(2026, 11, 23, tzinfo=UTC)


def digest(document: str) -> str:
    """The digest of all that the document is typeset from: its own text, the template and the commitments."""
    inputs = (HERE / f"{document}.typ", HERE / "mall.typ", BUNDLED_SOURCES / "ataganden.csv")
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()


def typeset(document: str, folder: Path) -> Path:
    """Typesets one document as a tagged PDF (PDF/UA-1) in `folder`."""
    output = folder / f"{document}.pdf"
    typst.compile(
        HERE / f"{document}.typ",
        output=output,
        root=HERE.parent,
        ignore_system_fonts=True,
        sys_inputs={"digest": digest(document)},
        pdf_standards="ua-1",
        timestamp=TYPESET_AT,
    )
    return output


def main() -> None:
    """Typesets every document into the folder of bundled sources."""
    for document in DOCUMENTS:
        print(typeset(document, BUNDLED_SOURCES))  # noqa: T201


if __name__ == "__main__":
    main()
