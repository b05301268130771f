"""How well commitments are found in contracts: drafts against lists made by hand, on several layouts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from corpus.documents import Document, Source, locate
from corpus.drafts import Draft
from evals.cases import SPLITS, Split
from evals.errors import InvalidCase, InvalidFloors
from evals.report.words import quantity, span
from evals.statistics import Interval, wilson
from ingest.commitments import find_drafts
from ingest.readers import read

CONTRACTS = Path(__file__).parent / "contracts"
FLOORS = CONTRACTS / "floors.toml"

Measured = Literal["recall", "precision", "party", "due", "clause", "page"]

NAMES: Mapping[Measured, str] = {
    "recall": "Hittade av alla åtaganden",
    "precision": "Utkast som är åtaganden",
    "party": "Rätt part",
    "due": "Rätt målår",
    "clause": "Rätt klausul",
    "page": "Rätt sida",
}
_SPLITS: Mapping[Split, str] = {"dev": "utveckling", "test": "undanhållna"}
_FLOORS = TypeAdapter(dict[Split, dict[Measured, float]])


class Gold(BaseModel):
    """A commitment that a person finds in a contract; a field that is not given is not there in the contract."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: str = Field(min_length=1)
    party: str = Field(min_length=1)
    due: int | None = None
    clause: str = ""
    page: int | None = None


class GoldList(BaseModel):
    """A contract's file and all the commitments in it, as a person lists them."""

    model_config = ConfigDict(frozen=True)

    layout: str = Field(min_length=1)
    split: Split
    file: str = Field(min_length=1)
    commitments: tuple[Gold, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A contract's drafts beside the list made by hand.

    Attributes:
        layout: How the contract is laid out.
        split: Whether the rules were made with it (`dev`) or it was held out (`test`).
        pairs: Each commitment of the list with the draft that was found for it, or None.
        extra: The drafts that are on no line of the list.
    """

    layout: str
    split: Split
    pairs: tuple[tuple[Gold, Draft | None], ...]
    extra: tuple[Draft, ...]


def evaluate(folder: Path = CONTRACTS) -> tuple[Comparison, ...]:
    """Every contract that has a list in the folder, in the order of the lists' names.

    Raises:
        InvalidCase: A list cannot be read.
        QuoteNotFound: A quote of a list does not stand in its contract.
    """
    return tuple(_compare(path, _gold_list(path)) for path in sorted(folder.glob("*.yaml")))


def measure(comparisons: Iterable[Comparison]) -> dict[Measured, Interval]:
    """Each measure over some contracts, with Wilson's interval; one that applies to nothing is left out."""
    comparisons = tuple(comparisons)
    pairs = [pair for comparison in comparisons for pair in comparison.pairs]
    found = [(gold, draft) for gold, draft in pairs if draft]
    extra = sum(len(comparison.extra) for comparison in comparisons)
    paged = [(gold, draft) for gold, draft in found if draft.page is not None]
    shares: dict[Measured, tuple[int, int]] = {
        "recall": (len(found), len(pairs)),
        "precision": (len(found), len(found) + extra),
        "party": (_count(found, lambda gold, draft: _plain(gold.party) == _plain(draft.party)), len(found)),
        "due": (_count(found, lambda gold, draft: gold.due == draft.due), len(found)),
        "clause": (_count(found, lambda gold, draft: gold.clause == draft.clause), len(found)),
        "page": (_count(paged, lambda gold, draft: gold.page == draft.page), len(paged)),
    }
    return {name: wilson(right, n) for name, (right, n) in shares.items() if n}


def report(comparisons: Sequence[Comparison], console: Console, floors_file: Path = FLOORS) -> int:
    """Print the measures, by split and by layout; 0 when all reach their floors, otherwise 1.

    Raises:
        InvalidFloors: The file of floors cannot be read.
    """
    table = Table("", *NAMES.values(), title="Åtaganden ur kontrakt")
    for name, group in _groups(comparisons):
        measured = measure(group)
        table.add_row(name, *(_cell(measured.get(key)) for key in NAMES))
    console.print(table, highlight=False)
    broken = tuple(_breaches(comparisons, floors_file))
    for line in broken:
        console.print(line, style="bold red", highlight=False)
    return 1 if broken else 0


def _groups(comparisons: Sequence[Comparison]) -> Iterator[tuple[str, list[Comparison]]]:
    for split in SPLITS:
        of_split = [comparison for comparison in comparisons if comparison.split == split]
        yield from ((f"  {comparison.layout}", [comparison]) for comparison in of_split)
        yield f"Alla, {_SPLITS[split]}", of_split


def _cell(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    return f"{quantity(interval.value, 'percent')}\n({span(interval, 'percent')}, n={interval.n})"


def _breaches(comparisons: Sequence[Comparison], floors_file: Path) -> Iterator[str]:
    try:
        floors = _FLOORS.validate_python(tomllib.loads(floors_file.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidFloors(f"{floors_file.name} går inte att läsa: {error}. Rätta det stället.") from error
    for split, limits in floors.items():
        measured = measure(comparison for comparison in comparisons if comparison.split == split)
        for name, limit in limits.items():
            value = measured[name].value if name in measured else 0.0
            if value < limit:
                reached = f"blev {quantity(value, 'percent')}, men ska vara minst {quantity(limit, 'percent')}"
                yield f"{NAMES[name]} ({_SPLITS[split]}) {reached}."


def _gold_list(path: Path) -> GoldList:
    try:
        return GoldList.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise InvalidCase(f"{path.name} går inte att läsa: {error}. Rätta det stället.") from error


def _compare(path: Path, gold_list: GoldList) -> Comparison:
    file = path.parent / gold_list.file
    source = Source(id=path.stem, path=file.name, title=path.stem, kind="contract")
    document = read(source, file)
    drafts = list(find_drafts(document))
    pairs = tuple((gold, _take(document, gold, drafts)) for gold in gold_list.commitments)
    return Comparison(layout=gold_list.layout, split=gold_list.split, pairs=pairs, extra=tuple(drafts))


def _take(document: Document, gold: Gold, drafts: list[Draft]) -> Draft | None:
    """The first draft whose quote covers at least half of the listed one; it is taken out of `drafts`."""
    place = locate(document, gold.quote)
    for position, draft in enumerate(drafts):
        shared = min(place.end, draft.start + len(draft.quote)) - max(place.start, draft.start)
        if shared >= (place.end - place.start) / 2:
            return drafts.pop(position)
    return None


def _count(found: Iterable[tuple[Gold, Draft]], is_right: Callable[[Gold, Draft], bool]) -> int:
    return sum(is_right(gold, draft) for gold, draft in found)


def _plain(party: str) -> str:
    return " ".join(party.casefold().split())
