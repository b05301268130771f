"""The questions that were tried and found good, kept in a file: one that is shipped, and one beside an index.

Trying takes a minute or two, so it is done once for an index, never when somebody asks. Each question is kept with the
passages that its answer rests on. A passage's id is a hash of its place and text, so a question is offered by any index
that still has all of its passages, and is no longer offered once one of them has changed. The shipped file covers the
bundled corpus; the file beside an index covers whatever else it was built from, and takes the place of the shipped one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus.errors import DamagedIndex
from corpus.index import Index

SHIPPED = Path(corpus.__file__).parent / "suggestions.json"
NAME = "suggestions.json"
"""What the file beside an index's versions is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A question that the assistant answers well, and the ids of the passages that its answer rests on."""

    question: str
    passage_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """The questions that were found good for an index; `digest` tells of what sources and model it was made."""

    digest: str
    questions: tuple[Suggestion, ...]


def digest_of(index: Index) -> str:
    """A hash of the sources and the model that an index was made of."""
    made_of = json.dumps([index.manifest.model, index.manifest.decisions, index.store.fingerprints()], sort_keys=True)
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def file_for(folder: Path) -> Path:
    """The file that goes for the index in a folder: its own if it has one, else the shipped one."""
    own = folder / NAME
    return own if own.is_file() else SHIPPED


def read_suggestions(path: Path) -> Suggestions:
    """The questions in a file.

    Raises:
        DamagedIndex: It cannot be read.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        questions = (Suggestion(question=q, passage_ids=tuple(ids)) for q, ids in kept["questions"].items())
        return Suggestions(digest=kept["digest"], questions=tuple(questions))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedIndex(
            f"Frågeförslagen i {path} går inte att läsa ({error}). Ta bort filen och kör python -m assistant suggest."
        ) from error


def write_suggestions(path: Path, suggestions: Suggestions) -> None:
    """Put the questions in a file, all at once."""
    questions = {suggestion.question: suggestion.passage_ids for suggestion in suggestions.questions}
    text = json.dumps({"digest": suggestions.digest, "questions": questions}, ensure_ascii=False, indent=1)
    beside = path.with_suffix(".new")
    beside.write_text(f"{text}\n", encoding="utf-8")
    beside.replace(path)


def still_answered(index: Index, suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """The questions whose passages this index still has, for anyone to see."""
    wanted = tuple(suggestions)
    public = {source.id for source in index.sources()}
    found = index.passages(sorted({id_ for suggestion in wanted for id_ in suggestion.passage_ids}))
    seen = {id_ for id_, passage in found.items() if passage.span.document_id in public}
    return tuple(
        suggestion for suggestion in wanted if suggestion.passage_ids and seen.issuperset(suggestion.passage_ids)
    )
