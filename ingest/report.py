"""What an ingest did, file by file."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Literal

Status = Literal["added", "changed", "unchanged", "removed", "refused"]

_WORDS: dict[Status, str] = {
    "added": "ny",
    "changed": "ändrad",
    "unchanged": "oförändrad",
    "removed": "borttagen",
    "refused": "avvisad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file.

    Attributes:
        path: The file, relative to the folder of sources.
        status: What became of it.
        passages: How many passages of it the index now holds.
        reason: For a refused file why, in a word or two.
        message: For a refused file what is wrong and what to do about it.
    """

    path: str
    status: Status
    passages: int = 0
    reason: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an ingest did.

    Attributes:
        files: One entry for each file, in the order of the paths.
        version: The version that is now current, or "" when nothing could be made current.
        passages: How many passages it holds.
        embedded: How many texts the model had to embed.
        seconds: How long it took.
    """

    files: tuple[FileReport, ...]
    version: str
    passages: int
    embedded: int
    seconds: float

    @property
    def refused(self) -> bool:
        """Whether any file was refused."""
        return any(file.status == "refused" for file in self.files)

    def as_json(self) -> dict[str, object]:
        """The report for `--json`: its fields, the files grouped under `files`, and the counts of each status."""
        counts = Counter(file.status for file in self.files)
        return {**asdict(self), "counts": {status: counts[status] for status in _WORDS}}

    def as_text(self) -> str:
        """The report as a person reads it, in Swedish."""
        lines = [_line(file) for file in self.files]
        counts = Counter(file.status for file in self.files)
        summary = ", ".join(f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status])
        lines.append(f"Filer: {summary or 'inga'}. {self.passages} stycken i indexet, {self.embedded} nyberäknade.")
        lines.append(f"Version {self.version} klar på {self.seconds:.1f} s.".replace(".", ",", 1))
        return "\n".join(lines)


def _line(file: FileReport) -> str:
    why = f": {file.message}" if file.status == "refused" else f", {file.passages} stycken"
    return f"{_WORDS[file.status]:>11}  {file.path}{why if file.status != 'removed' else ''}"
