"""Settings that ingest and the assistant share, read from the environment with the prefix `KLIMAT_`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from rapidfuzz import process

from corpus.errors import KlimatError

BUNDLED_SOURCES = Path(__file__).parent / "sources"


class InvalidSettings(KlimatError):
    """A `KLIMAT_` variable has a name or a value that no setting takes."""


class CorpusSettings(BaseSettings):
    """Where the documents, the model and the index are."""

    model_config = SettingsConfigDict(env_prefix="KLIMAT_", frozen=True, extra="forbid")

    sources_dir: Path = Field(default=BUNDLED_SOURCES, description="Mappen med dokument och tabeller.")
    index_dir: Path = Field(default=Path(".klimat/index"), description="Mappen där indexets versioner ligger.")
    database_url: str = Field(
        default="sqlite:///.klimat/klimat.db",
        description="Databasen med det som människor bestämmer, som en adress för SQLAlchemy.",
    )
    model: str = Field(
        default="bundled",
        description="Språkmodellen för sökning: `bundled`, eller sökväg eller namn på en sentence-transformers-modell.",
    )
    model_dir: Path = Field(default=Path(".klimat/models"), description="Mappen där den medföljande modellen byggs.")
    model_backend: Literal["q4", "int8", "fp32"] = Field(
        default="q4", description="Talformatet för den medföljande modellen."
    )


SERVER_FIELDS = frozenset(
    "chat_key chat_model chat_seconds chat_url feedback_file home host port report_file search_stages uploads_dir "
    "users_file widget_origins writer".split()
)
"""What the assistant's settings add. Ingest, which is often run in the same environment, lets these names be."""

Settings = TypeVar("Settings", bound=CorpusSettings)


def load_settings(kind: type[Settings], **arguments: object) -> Settings:
    """The settings of this kind: `arguments` first, then the environment, then the defaults.

    An argument that is None counts as not given, so that a command line can pass on what it was told.

    Raises:
        InvalidSettings: The environment holds an unknown `KLIMAT_` name, or a value does not fit its setting.
    """
    _refuse_unknown_names(SERVER_FIELDS | kind.model_fields.keys())
    given: dict[str, Any] = {name: value for name, value in arguments.items() if value is not None}
    try:
        return kind(**given)
    except ValidationError as error:
        wrong = error.errors()[0]
        field = str(wrong["loc"][0])
        raise InvalidSettings(
            f"{variable(field)} kan inte vara ”{wrong['input']}”. {kind.model_fields[field].description}"
        ) from error


def variable(field: str) -> str:
    """The environment variable that sets the field: `KLIMAT_INDEX_DIR` for `index_dir`."""
    return f"{CorpusSettings.model_config['env_prefix']}{field}".upper()


def _refuse_unknown_names(fields: frozenset[str]) -> None:
    known = [variable(field) for field in sorted(fields)]
    for name in sorted(os.environ):
        if name.upper().startswith(variable("")) and name.upper() not in known:
            nearest, _, _ = process.extractOne(name.upper(), known)
            raise InvalidSettings(
                f"Miljövariabeln {name} finns inte. Menade du {nearest}? Rätta den eller ta bort den."
            )
