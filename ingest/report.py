"""What an ingest did, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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

    def as_text(self) -> str:
        """The line of the report, in Swedish."""
        why = f": {self.message}" if self.status == "refused" else f", {self.passages} stycken"
        return f"{_WORDS[self.status]:>11}  {self.path}{why if self.status != 'removed' else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """What became of a contract's drafts.

    Attributes:
        path: The contract, relative to the folder of sources.
        found: How many drafts there are.
        approved: How many approved commitments are now in the table.
        rejected: How many drafts have been rejected.
        undecided: How many drafts wait for a decision.
        already: How many drafts need none, since they say what a table already has.
        problems: For each approved commitment that was kept out, why, and what to do about it.
    """

    path: str
    found: int
    approved: int
    rejected: int
    undecided: int
    already: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an ingest did.

    Attributes:
        files: One entry for each file, in the order of the paths.
        version: The version that is now current, or "" when nothing could be made current.
        passages: How many passages it holds.
        embedded: How many texts the model had to embed.
        seconds: How long it took.
        drafts: What became of the drafts of each contract, in the order of the paths.
    """

    files: tuple[FileReport, ...]
    version: str
    passages: int
    embedded: int
    seconds: float
    drafts: tuple[Drafting, ...] = ()

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
        lines = [file.as_text() for file in self.files]
        lines += [line for drafting in self.drafts for line in _draft_lines(drafting)]
        counts = Counter(file.status for file in self.files)
        summary = ", ".join(f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status])
        lines.append(f"Filer: {summary or 'inga'}. {self.passages} stycken i indexet, {self.embedded} nyberäknade.")
        lines.append(f"Version {self.version} klar på {self.seconds:.1f} s.".replace(".", ",", 1))
        return "\n".join(lines)


def _draft_lines(drafting: Drafting) -> Iterator[str]:
    """How many drafts a contract has, and what is wrong with those that were kept out; nothing when it has none."""
    counts = (
        (drafting.approved, "godkända"),
        (drafting.rejected, "avvisade"),
        (drafting.undecided, "väntar på beslut"),
        (drafting.already, "finns redan i tabellen"),
    )
    if drafting.found or drafting.problems:
        summary = ", ".join(f"{count} {word}" for count, word in counts if count)
        yield f"{'utkast':>11}  {drafting.path}: {drafting.found} åtaganden hittade ({summary or 'inga kvar'})"
    yield from (f"{'varning':>11}  {problem}" for problem in drafting.problems)
