"""Makes the made-up contracts' files: `python -m evals.contracts.build` writes them beside their yaml files.

The bytes depend on nothing but the inputs and the libraries' versions, so that a page in a gold list stays right.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import typst
import yaml
from docx.document import Document as WordDocument

HERE = Path(__file__).parent
BUILT_AT = datetime(2026, 11, 23, tzinfo=UTC)


def build(contract: Path) -> Path | None:
    """Make the file that a contract's yaml describes, beside it; None when it only lists those of a bundled one."""
    content: Mapping[str, Any] = yaml.safe_load(contract.read_text(encoding="utf-8"))
    if "blocks" not in content:
        return None
    output = contract.parent / str(content["file"])
    if output.suffix == ".pdf":
        _typeset(contract, output)
    else:
        _word(content).save(str(output))
    return output


def _typeset(contract: Path, output: Path) -> None:
    typst.compile(
        contract.parent / "blad.typ",
        output=output,
        root=contract.parent,
        ignore_system_fonts=True,
        sys_inputs={"innehall": contract.name},
        timestamp=BUILT_AT,
    )


def _word(content: Mapping[str, Any]) -> WordDocument:
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = BUILT_AT.replace(tzinfo=None)
    document.add_paragraph(content["title"], style="Title")
    for block in content["blocks"]:
        ((sort, inside),) = block.items()
        _add(document, sort, inside)
    return document


def _add(document: WordDocument, sort: str, inside: str | list[str] | list[list[str]]) -> None:
    if isinstance(inside, str):
        document.add_heading(inside, level=len(sort)) if sort in ("h", "h2") else document.add_paragraph(inside)
    elif sort == "ul":
        for item in inside:
            document.add_paragraph(str(item), style="List Bullet")
    else:
        _add_table(document, [list(row) for row in inside])


def _add_table(document: WordDocument, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def main() -> None:
    """Makes every made-up contract."""
    for contract in sorted(HERE.glob("*.yaml")):
        if output := build(contract):
            print(output)  # noqa: T201


if __name__ == "__main__":
    main()
