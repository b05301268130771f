"""From what came in, by address or by command line, to a request for rows: or to a sentence that says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from assistant.errors import InvalidRequest
from assistant.register.lookup import ActionLookup, CommitmentLookup, EmissionLookup, Lookup, nearest

LOOKUPS: tuple[type[Lookup], ...] = (CommitmentLookup, ActionLookup, EmissionLookup)

_COMPLAINTS = {
    "string_too_long": "får ha högst {max_length} tecken",
    "int_parsing": "ska vara ett heltal",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
    "literal_error": "ska vara ja eller nej",
}

Asked = TypeVar("Asked", bound=Lookup)


def parse(kind: type[Asked], given: Mapping[str, object]) -> Asked:
    """The request that these names and values stand for.

    Raises:
        InvalidRequest: A name is unknown, or a value does not fit it.
    """
    try:
        return kind.model_validate(dict(given))
    except ValidationError as error:
        raise InvalidRequest(_complaint(kind, error.errors()[0])) from error


def _complaint(kind: type[Lookup], error: Mapping[str, Any]) -> str:
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        return f"Det finns inget villkor som heter ”{name}”. Menade du ”{nearest(name, tuple(kind.model_fields))}”?"
    sentence = _COMPLAINTS.get(error["type"], "har ett värde som inte går att använda")
    return f"Villkoret {name} {sentence.format(**error.get('ctx', {}))}, inte ”{str(error['input'])[:50]}”."
