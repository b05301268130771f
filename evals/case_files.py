"""Cases as staff write them: YAML files, checked field by field, with every error told in one go."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, get_args

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from assistant.conversation import Outcome
from evals.cases import KINDS, Case, Evidence, Fact, Kind, Phrase, Quantity
from evals.errors import InvalidCase

CASES_DIR = Path(__file__).parent / "cases"

_INHERITED = ("facts", "list", "forbidden", "evidence", "outcome")
"""What a paraphrase takes from its original where it says nothing of its own."""


def _as_text(value: object) -> object:
    """A whole number written without quotation marks, as text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_number(value: object) -> object:
    """A number as it is written in Swedish: `423 796` and `16,4`."""
    return re.sub(r"\s", "", value).replace(",", ".") if isinstance(value, str) else value


def _as_tuple(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]
Number = Annotated[float, BeforeValidator(_as_number), Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Fact(_Strict):
    any: tuple[Text, ...] = ()
    figure: Number | None = None
    unit: str = ""
    tolerance: Number | None = None
    tolerance_percent: Number | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> _Fact:
        if bool(self.any) == (self.figure is not None):
            raise ValueError("ange antingen any (ord) eller figure (ett tal), inte båda")
        if self.tolerance is not None and self.tolerance_percent is not None:
            raise ValueError("ange antingen tolerance eller tolerance_percent, inte båda")
        if self.any and (self.unit or self.tolerance is not None or self.tolerance_percent is not None):
            raise ValueError("unit och tolerance hör till figure. Ta bort dem eller byt any mot figure")
        return self

    def as_fact(self) -> Fact:
        if self.figure is None:
            return Phrase(alternatives=self.any)
        tolerance = self.tolerance or self.figure * (self.tolerance_percent or 0) / 100
        return Quantity(value=self.figure, unit=self.unit, tolerance=tolerance)


class _Evidence(_Strict):
    source: Text
    quote: Text
    page: int | None = Field(default=None, ge=1)


class _Case(_Strict):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Kind
    question: Text
    history: tuple[Text, ...] = ()
    facts: tuple[_Fact, ...] | None = None
    list: tuple[Annotated[tuple[Text, ...], BeforeValidator(_as_tuple), Field(min_length=1)], ...] | None = None
    forbidden: tuple[Text, ...] | None = None
    evidence: tuple[_Evidence, ...] | None = None
    outcome: Annotated[tuple[Outcome, ...], BeforeValidator(_as_tuple), Field(min_length=1)] | None = None
    paraphrase_of: str = ""

    def as_case(self, file: str) -> Case:
        return Case(
            id=self.id,
            kind=self.kind,
            question=self.question,
            history=self.history,
            facts=tuple(fact.as_fact() for fact in self.facts or ()),
            items=tuple(Phrase(alternatives=item) for item in self.list or ()),
            forbidden=self.forbidden or (),
            evidence=tuple(Evidence(source_id=e.source, quote=e.quote, page=e.page) for e in self.evidence or ()),
            outcomes=self.outcome or (),
            paraphrase_of=self.paraphrase_of,
            file=file,
        )


def read_cases(files: Iterable[Path] | None = None) -> tuple[Case, ...]:
    """The cases in the YAML files, or in all of evals/cases, in the order in which they stand.

    Raises:
        InvalidCase: A file or a case is not what it should be; the message has one line for each thing.
    """
    problems: list[str] = []
    written: list[tuple[str, _Case]] = []
    for path in sorted(CASES_DIR.glob("*.yaml")) if files is None else files:
        for case in _read_file(path):
            if isinstance(case, str):
                problems.append(case)
            else:
                written.append((path.name, case))
    by_id = {case.id: case for _, case in written}
    cases = [_inheriting(case, by_id).as_case(file) for file, case in written]
    problems += [f"{case.file}, {case.id}: {problem}" for case in cases for problem in _problems(case, by_id, cases)]
    if problems:
        raise InvalidCase("\n".join(problems))
    return tuple(cases)


def _read_file(path: Path) -> Iterator[_Case | str]:
    """The cases of a file, and in place of each that is invalid what is wrong with it."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError:
        yield f"{path.name}: filen går inte att läsa. Kontrollera att den finns och att sökvägen är rätt."
    except yaml.MarkedYAMLError as error:
        yield _misprint(path.name, error)
    except (yaml.YAMLError, UnicodeDecodeError):
        yield f"{path.name}: filen är inte vanlig text i UTF-8. Spara om den som UTF-8."
    else:
        if not isinstance(content, list):
            yield f"{path.name}: filen ska vara en lista med fall. Börja varje fall med ”- id:”."
            return
        for number, fields in enumerate(content, start=1):
            yield _read_case(path.name, number, fields)


def _misprint(file: str, error: yaml.MarkedYAMLError) -> str:
    line = f", rad {error.problem_mark.line + 1}" if error.problem_mark else ""
    return (
        f"{file}{line}: raden går inte att läsa som YAML ({error.problem}). "
        "Kontrollera indraget, och skriv text med skiljetecken som ? : # , inom citattecken."
    )


def _read_case(file: str, number: int, fields: object) -> _Case | str:
    try:
        return _Case.model_validate(fields)
    except ValidationError as error:
        name = str(fields.get("id", "")) if isinstance(fields, Mapping) else ""
        return "\n".join(f"{file}, {name or f'fall nummer {number}'}, {_complaint(e)}" for e in error.errors())


def _complaint(error: ErrorDetails) -> str:
    field = ".".join(str(part) for part in error["loc"]) or "fallet"
    problem = _PROBLEMS.get(error["type"]) or f"värdet ”{error['input']}” går inte. {_remedy(field, error)}"
    return f"fältet {field}: {problem}"


_PROBLEMS: Mapping[str, str] = {
    "missing": "fältet saknas. Lägg till det.",
    "extra_forbidden": "fältet är okänt. Rätta stavningen eller ta bort det.",
    "string_type": "värdet ska vara text. Skriv det inom citattecken.",
    "string_too_short": "värdet är tomt. Fyll i det.",
    "too_short": "listan är tom. Fyll i den eller ta bort fältet.",
    "tuple_type": "värdet ska vara en lista. Skriv det inom hakparenteser.",
    "model_type": "värdet ska vara fält med namn och värde, till exempel ”any: [ordet]”.",
}


def _remedy(field: str, error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return f"{str(error['ctx']['error']).capitalize()}."
    choices: dict[str, Sequence[str]] = {"kind": KINDS, "outcome": get_args(Outcome)}
    if allowed := choices.get(field.split(".", maxsplit=1)[0]):
        return f"Välj bland {', '.join(allowed)}."
    if field == "id":
        return "Skriv det med små bokstäver a–z, siffror och bindestreck."
    return "Skriv ett tal, utan minustecken."


def _inheriting(case: _Case, by_id: Mapping[str, _Case]) -> _Case:
    """A paraphrase with what it leaves out taken from its original."""
    original = by_id.get(case.paraphrase_of)
    if original is None:
        return case
    return case.model_copy(update={f: getattr(original, f) for f in _INHERITED if getattr(case, f) is None})


def _problems(case: Case, by_id: Mapping[str, _Case], cases: Sequence[Case]) -> Iterator[str]:
    """What is wrong with a case that is well-formed by itself."""
    if sum(other.id == case.id for other in cases) > 1:
        yield f"id ”{case.id}” finns flera gånger. Ge varje fall ett eget."
    if case.paraphrase_of and (case.paraphrase_of not in by_id or by_id[case.paraphrase_of].paraphrase_of):
        yield f"paraphrase_of ”{case.paraphrase_of}” är inget ursprungligt fall. Ange id för det som omskrivs."
    if not case.outcomes:
        yield "fältet outcome saknas. Ange hur det ska gå, till exempel answered."
    elif case.must_answer and not case.evidence:
        yield "fältet evidence saknas. Ange dokument och citat som stöder svaret."
    elif case.must_answer and not (case.facts or case.items):
        yield "fälten facts och list saknas båda. Ange vad svaret måste innehålla."
    if case.kind == "follow_up" and not case.history:
        yield "fältet history saknas. En följdfråga behöver frågorna före."


class _Loader(yaml.SafeLoader):
    """YAML in which a field that is written twice is an error rather than the last one silently taken."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        if repeated := next((key for key in keys if keys.count(key) > 1), None):
            raise yaml.constructor.ConstructorError(None, None, f"Fältet {repeated} står två gånger", node.start_mark)
        return super().construct_mapping(node, deep)
