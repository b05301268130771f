"""Sentences of the corpus in other words, written by hand; every one of them is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.conversation import Hit
from assistant.writing.draft import Claim
from evals.cases import Split
from evals.errors import InvalidCase

REWORDINGS = Path(__file__).parent / "rewordings.yaml"

DEPTH = 100
"""How many hits of a search for a quote are looked through for its passage."""

Search = Callable[[str, int], tuple[Hit, ...]]


class Rewording(BaseModel):
    """A sentence of a source in other words.

    Attributes:
        sentence: The other words.
        source: The source's id.
        quote: The sentence as it stands there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentence: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    quote: Annotated[str, Field(min_length=1)]

    @property
    def split(self) -> Split:
        """A third of the sentences by their hash are `test`."""
        return "test" if hashlib.sha256(self.sentence.encode()).digest()[0] % 3 == 0 else "dev"


def read_rewordings(path: Path = REWORDINGS) -> tuple[Rewording, ...]:
    """The rewordings in a YAML file.

    Raises:
        InvalidCase: It cannot be read.
    """
    try:
        return TypeAdapter(tuple[Rewording, ...]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise InvalidCase(f"{path.name} går inte att läsa: {error}. Rätta det stället.") from error


def as_claims(rewordings: tuple[Rewording, ...], search: Search, split: Split) -> Iterator[Claim]:
    """The rewordings of a split as claims, each resting on the passage that its quote stands in.

    Raises:
        InvalidCase: A quote stands in no passage of its source.
    """
    for rewording in rewordings:
        if rewording.split == split:
            yield Claim(text=rewording.sentence, hit=_passage(rewording, search), quote=rewording.quote)


def _passage(rewording: Rewording, search: Search) -> Hit:
    for hit in search(rewording.quote, DEPTH):
        if hit.source.id == rewording.source and rewording.quote in hit.passage.text:
            return hit
    raise InvalidCase(
        f"rewordings.yaml: citatet ”{rewording.quote}” står inte i ett stycke av {rewording.source}. "
        "Rätta citatet, eller ta fram det på nytt ur källan om den har ändrats."
    )
