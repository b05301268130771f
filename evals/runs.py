"""Runs as they are stored: one JSON file each, named by time and commit."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evals.errors import InvalidRun
from evals.scorecard import Scorecard

_SCORECARD = TypeAdapter(Scorecard)


def store_run(folder: Path, scorecard: Scorecard) -> Path:
    """Write a run into the folder, and give the file."""
    surroundings = scorecard.surroundings
    time = surroundings.date[:19].replace("-", "").replace(":", "")
    path = folder / f"{time}-{surroundings.commit}.json"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_SCORECARD.dump_json(scorecard, indent=1))
    return path


def find_run(folder: Path, name: str) -> Path:
    """The run with this path, or the latest one in the folder whose name begins so.

    Raises:
        InvalidRun: There is none.
    """
    if Path(name).is_file():
        return Path(name)
    found = sorted(path for path in folder.glob("*.json") if path.name.startswith(name))
    if not found:
        raise InvalidRun(f"Det finns ingen körning som heter ”{name}” i {folder}. Kör python -m evals run först.")
    return found[-1]


def load_run(path: Path) -> Scorecard:
    """A run that was stored.

    Raises:
        InvalidRun: The file cannot be read as one.
    """
    try:
        return _SCORECARD.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InvalidRun(
            f"Körningen {path} går inte att läsa: den är skadad eller gjord av en annan version av programmet. "
            "Kör python -m evals run igen."
        ) from error
