"""The catalogue: which files a folder of sources holds, and what sources.toml tells of them."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from corpus.documents import Audience, Kind, Source
from corpus.errors import InvalidSources
from ingest.cleaning import slug, tidy
from ingest.readers.tables import table_kind

CATALOGUE = "sources.toml"

_TABLE_SUFFIXES = (".csv", ".xlsx")
_PROBLEMS: Mapping[str, str] = {
    "missing": "fältet saknas. Lägg till det.",
    "extra_forbidden": "fältet är okänt. Rätta stavningen eller ta bort det.",
    "string_type": "värdet ska vara text. Skriv det inom citattecken.",
    "string_too_short": "värdet är tomt. Fyll i det.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a folder holds.

    Attributes:
        sources: A source for each file, in the order of their paths.
        missing: The paths that sources.toml lists and the folder lacks.
    """

    sources: tuple[Source, ...]
    missing: tuple[str, ...]


def _as_text(value: object) -> object:
    """A date or year written without quotation marks, as text."""
    return str(value) if isinstance(value, (dt.date, int)) and not isinstance(value, bool) else value


Date = Annotated[
    str,
    BeforeValidator(_as_text),
    Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD"),
]


class _Entry(BaseModel):
    """One `[[source]]` table of sources.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(min_length=1)
    id: str = Field(
        default="", pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", description="små bokstäver a–z, siffror och bindestreck"
    )
    title: str = ""
    publisher: str = ""
    url: str = Field(default="", pattern=r"^(https?://\S+)?$", description="en webbadress som börjar med http")
    date: Date = ""
    kind: Kind = "document"
    licence: str = ""
    audience: Audience = "public"
    valid_from: Date = ""
    superseded_by: str = ""


def read_catalogue(sources_dir: Path) -> Catalogue:
    """The files of a folder and its subfolders, each with what sources.toml or else its own name tells of it.

    Hidden files, lock files and links that lead out of the folder are passed over.

    Raises:
        InvalidSources: The folder is missing, or sources.toml is not valid.
    """
    if not sources_dir.is_dir():
        raise InvalidSources(f"Mappen {sources_dir} finns inte. Ange en mapp med dokument.")
    entries = {unicodedata.normalize("NFC", entry.file): entry for entry in _entries(sources_dir / CATALOGUE)}
    files = {unicodedata.normalize("NFC", path): path for path in sorted(_files(sources_dir))}
    listed = {name: _listed(entries[name], path) for name, path in files.items() if name in entries}
    guessed = [_guessed(sources_dir, path) for name, path in files.items() if name not in entries]
    sources = (*listed.values(), *_with_unique_ids(guessed, {source.id for source in listed.values()}))
    _refuse_unknown_successors(entries.values(), {source.id for source in sources})
    return Catalogue(
        sources=tuple(sorted(sources, key=lambda source: source.path)),
        missing=tuple(name for name in entries if name not in files),
    )


def _files(folder: Path) -> Iterator[str]:
    root = folder.resolve()
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        if not hidden and inside.as_posix() != CATALOGUE and path.is_file() and path.resolve().is_relative_to(root):
            yield inside.as_posix()


def _entries(path: Path) -> list[_Entry]:
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidSources(f"{CATALOGUE} är inte giltig TOML i UTF-8: {error}. Rätta det stället.") from error
    if unknown := next((name for name in tables if name != "source"), ""):
        raise InvalidSources(f"{CATALOGUE}: ”{unknown}” är okänt. Varje fil beskrivs under rubriken [[source]].")
    sources = tables.get("source", [])
    if not isinstance(sources, list) or not all(isinstance(table, dict) for table in sources):
        raise InvalidSources(f"{CATALOGUE}: [source] ska skrivas med dubbla hakparenteser, [[source]].")
    entries = [_entry(number, table) for number, table in enumerate(sources, start=1)]
    _refuse_repeats("file", [entry.file for entry in entries])
    _refuse_repeats("id", [_listed(entry, entry.file).id for entry in entries])
    return entries


def _entry(number: int, table: Mapping[str, object]) -> _Entry:
    try:
        return _Entry.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "source"
        where = table.get("file") or f"källa nummer {number}"
        problem = _PROBLEMS.get(first["type"]) or f"värdet ”{first['input']}” går inte. Det ska vara {_expected(name)}."
        raise InvalidSources(f"{CATALOGUE}, {where}, fältet {name}: {problem}") from error


def _expected(name: str) -> str:
    field = _Entry.model_fields[name]
    return field.description or " eller ".join(", ".join(get_args(field.annotation)).rsplit(", ", 1))


def _refuse_repeats(field: str, values: Sequence[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            raise InvalidSources(f"{CATALOGUE}: {field} ”{value}” står {count} gånger. Varje fil ska ha sitt eget.")


def _refuse_unknown_successors(entries: Collection[_Entry], ids: set[str]) -> None:
    known = ids | {_listed(entry, entry.file).id for entry in entries}
    for entry in entries:
        if entry.superseded_by and entry.superseded_by not in known:
            raise InvalidSources(
                f"{CATALOGUE}, {entry.file}, fältet superseded_by: ingen källa har id ”{entry.superseded_by}”. "
                "Rätta det eller ta bort det."
            )


def _listed(entry: _Entry, path: str) -> Source:
    details = entry.model_dump(exclude={"file"})
    return Source(**details | {"path": path, "id": entry.id or _id(path), "title": entry.title or _title(path)})


def _guessed(folder: Path, path: str) -> Source:
    source = Source(id=_id(path), path=path, title=_title(path))
    return replace(source, kind=_kind(source, folder / path))


def _kind(source: Source, path: Path) -> Kind:
    if path.suffix.lower() not in _TABLE_SUFFIXES:
        return "document"
    try:
        return table_kind(source, path)
    except Exception:  # Its reader tells what is wrong with the file.
        return "document"


def _with_unique_ids(sources: Sequence[Source], taken: set[str]) -> Iterator[Source]:
    """The sources with a suffix to the id of each that would share it: first the file's type, then a number."""
    counts = Counter(source.id for source in sources)
    for source in sources:
        wanted = source.id if counts[source.id] == 1 and source.id not in taken else f"{source.id}-{_suffix(source)}"
        numbered = (f"{wanted}-{number}" for number in range(2, len(sources) + len(taken) + 3))
        source_id = wanted if wanted not in taken else next(name for name in numbered if name not in taken)
        taken = taken | {source_id}
        yield replace(source, id=source_id)


def _suffix(source: Source) -> str:
    return slug(Path(source.path).suffix) or "fil"


def _id(path: str) -> str:
    return slug(path.removesuffix(Path(path).suffix)) or "dokument"


def _title(path: str) -> str:
    words = tidy(Path(path).stem.replace("_", " ").replace("-", " ")) or path
    return words[:1].upper() + words[1:]
