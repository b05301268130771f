"""The gate: which measures of a run are worse than floors.toml allows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from evals.cases import Split
from evals.errors import InvalidFloors
from evals.estimates import estimate
from evals.measures import MEASURE
from evals.report.words import SPLIT_NAMES, quantity
from evals.scorecard import Scorecard

FLOORS = Path(__file__).parent / "floors.toml"


class Limits(BaseModel):
    """What one split must reach: the least and the most that measures may come to, by their ids."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min: dict[str, float] = {}
    max: dict[str, float] = {}


Floors = dict[Split, Limits]
_FLOORS = TypeAdapter(Floors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A measure that is worse than its limit.

    Attributes:
        split: Of which cases.
        measure: Its id.
        value: What it came to; None when no case of the run applies to it.
        limit: What it should have come to.
        is_floor: Whether the limit is the least rather than the most.
    """

    split: Split
    measure: str
    value: float | None
    limit: float
    is_floor: bool

    def __str__(self) -> str:
        measure = MEASURE[self.measure]
        reached = "mättes inte" if self.value is None else f"blev {quantity(self.value, measure.form)}"
        bound = "minst" if self.is_floor else "högst"
        return (
            f"{measure.name} ({SPLIT_NAMES[self.split]}) {reached}, "
            f"men ska vara {bound} {quantity(self.limit, measure.form)}."
        )


def read_floors(path: Path = FLOORS) -> Floors:
    """The limits in a TOML file.

    Raises:
        InvalidFloors: It cannot be read, or names something that is not measured.
    """
    try:
        floors = _FLOORS.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidFloors(f"{path.name} går inte att läsa: {error}. Rätta det stället.") from error
    named = [name for limits in floors.values() for name in (*limits.min, *limits.max)]
    if unknown := next((name for name in named if name not in MEASURE), ""):
        raise InvalidFloors(f"{path.name}: måttet ”{unknown}” finns inte. Välj bland {', '.join(MEASURE)}.")
    return floors


def breaches(scorecard: Scorecard, floors: Floors, splits: Sequence[Split]) -> tuple[Breach, ...]:
    """The measures of these splits that are worse than their limits."""
    return tuple(breach for split in splits if split in floors for breach in _of_split(scorecard, split, floors[split]))


def _of_split(scorecard: Scorecard, split: Split, limits: Limits) -> Iterator[Breach]:
    results = scorecard.of(split)
    for is_floor, bounds in ((True, limits.min), (False, limits.max)):
        for name, limit in bounds.items():
            interval = estimate(results, MEASURE[name])
            value = interval.value if interval else None
            if value is None or (value < limit if is_floor else value > limit):
                yield Breach(split=split, measure=name, value=value, limit=limit, is_floor=is_floor)
