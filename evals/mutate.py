"""How well what is wrong is told from what is right: mutants of right answers against the assistant's own proof."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from assistant.conversation import Answer, Hit
from assistant.proving.lists import missing_items
from assistant.proving.proof import proof_of
from assistant.writing.draft import Claim
from evals.cases import Case
from evals.errors import InvalidFloors
from evals.gold import locate_all
from evals.mutations import MUTANT_KINDS, PER_KIND, Mutant, MutantKind, Said, mutants
from evals.report.words import quantity, span
from evals.rewordings import as_claims, read_rewordings
from evals.run import Progress, Subject, observe
from evals.scoring import score
from evals.statistics import Interval, wilson

FLOORS = Path(__file__).parent / "rewordings" / "floors.toml"

Base = Literal["answers", "rewordings"]
Untouched = Literal["answers", "rewordings_dev", "rewordings_test"]

KIND_NAMES: Mapping[MutantKind, str] = {
    "figure": "Annat tal",
    "year": "Annat år",
    "unit": "Annan enhet",
    "number_word": "Annat räkneord",
    "name": "Annat namn",
    "negation_added": "Nekat",
    "negation_dropped": "Inte längre nekat",
    "direction": "Vänd riktning",
    "strength": "Annan styrka (ska, kan)",
    "source": "Annan källa",
    "quote": "Ändrat citat",
    "item_dropped": "Punkt borttagen",
    "item_swapped": "Punkt ur annan lista",
}
BASE_NAMES: Mapping[Base, str] = {"answers": "Ur svaren", "rewordings": "Ur omskrivningarna"}
UNTOUCHED_NAMES: Mapping[Untouched, str] = {
    "answers": "Meningar i rätta svar",
    "rewordings_dev": "Omskrivningar, utveckling",
    "rewordings_test": "Omskrivningar, undanhållna",
}
ALTERED: tuple[MutantKind, ...] = ("figure", "year", "unit", "number_word", "name")
"""The kinds of which none made of an answer may pass."""

_FLOORS = TypeAdapter(Mapping[str, Mapping[str, float]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How the proof did.

    Attributes:
        mutants: The mutants made of each base.
        passed: Those of them that the proof let pass.
        untouched: For each kind of right sentence what there is.
        refused: Those of them that the proof refused.
    """

    mutants: Mapping[Base, tuple[Mutant, ...]]
    passed: Mapping[Base, tuple[Mutant, ...]]
    untouched: Mapping[Untouched, tuple[Said, ...]]
    refused: Mapping[Untouched, tuple[Said, ...]]

    def caught(self, base: Base, kinds: Sequence[MutantKind] = MUTANT_KINDS) -> Interval | None:
        """The share of a base's mutants of some kinds that were caught; None without any."""
        made = sum(mutant.kind in kinds for mutant in self.mutants[base])
        passed = sum(mutant.kind in kinds for mutant in self.passed[base])
        return wilson(made - passed, made) if made else None

    def passing(self, kind: Untouched) -> Interval | None:
        """The share of the right sentences of a kind that passed; None without any."""
        there = len(self.untouched[kind])
        return wilson(there - len(self.refused[kind]), there) if there else None


def evaluate(subject: Subject, cases: Sequence[Case], progress: Progress, per_kind: int = PER_KIND) -> Trial:
    """Ask the cases, and try the proof on mutants of what is answered rightly from text, and of the rewordings.

    Args:
        subject: What is asked.
        cases: Development cases.
        progress: Is told how far the asking has come.
        per_kind: How many mutants of each kind are made of a sentence at most.
    """
    answers = tuple(dict.fromkeys(_said_rightly(subject, cases, progress)))
    rewordings = read_rewordings()
    dev, test = (tuple((claim,) for claim in as_claims(rewordings, subject.search, split)) for split in ("dev", "test"))
    return try_proof({"answers": answers, "rewordings_dev": dev, "rewordings_test": test}, per_kind)


def try_proof(untouched: Mapping[Untouched, tuple[Said, ...]], per_kind: int = PER_KIND) -> Trial:
    """Try the proof on what is right and on mutants of it; of the held-out rewordings none are made."""
    made: dict[Base, tuple[Mutant, ...]] = {
        "answers": mutants(untouched["answers"], per_kind=per_kind),
        "rewordings": mutants(untouched["rewordings_dev"], per_kind=per_kind),
    }
    return Trial(
        mutants=made,
        passed={base: tuple(mutant for mutant in of if holds(mutant.said)) for base, of in made.items()},
        untouched=untouched,
        refused={kind: tuple(said for said in of if not holds(said)) for kind, of in untouched.items()},
    )


def holds(said: Said) -> bool:
    """Whether the proof lets pass what is said: each claim is proven, and a list is whole."""
    return all(map(proof_of, said)) and not missing_items(said)


def said_in(answer: Answer) -> Iterator[Said]:
    """What an answer from text says, a list's introduction together with its items."""
    citations = {citation.number: citation for citation in answer.citations}
    group: list[Claim] = []
    for statement in answer.statements:
        if statement.proof not in ("quote", "wording"):
            continue
        citation = citations[statement.numbers[0]]
        hit = Hit(passage=citation.passage, source=citation.source, score=1.0)
        is_item = statement.form == "item"
        if group and not is_item:
            yield tuple(group)
            group = []
        group.append(Claim(text=statement.text, hit=hit, quote=citation.quote, form="item" if is_item else "sentence"))
    if group:
        yield tuple(group)


def report(trial: Trial, console: Console, floors_file: Path = FLOORS) -> int:
    """Print how the proof did, and the mutants that passed; 0 when all floors are reached, otherwise 1.

    Raises:
        InvalidFloors: The file of floors cannot be read.
    """
    table = Table("", *BASE_NAMES.values(), title="Upptäckta fel")
    for kind, name in KIND_NAMES.items():
        table.add_row(name, *(_cell(trial.caught(base, (kind,))) for base in BASE_NAMES))
    table.add_row("Alla", *(_cell(trial.caught(base)) for base in BASE_NAMES))
    console.print(table, highlight=False)
    for untouched, name in UNTOUCHED_NAMES.items():
        console.print(f"{name} som går igenom: {_cell(trial.passing(untouched))}", highlight=False)
    for line in (*_passed_lines(trial), *_refused_lines(trial)):
        console.print(line, highlight=False, markup=False)
    broken = tuple(_breaches(trial, floors_file))
    for line in broken:
        console.print(line, style="bold red", highlight=False)
    return 1 if broken else 0


def _said_rightly(subject: Subject, cases: Sequence[Case], progress: Progress) -> Iterator[Said]:
    gold = locate_all(cases, subject.document)
    for done, case in enumerate(cases):
        progress(done, len(cases))
        observation = observe(subject, case.as_question())
        answer = observation.answer
        if answer and answer.citations and score(case, gold[case.id], observation, subject.document).right:
            yield from said_in(answer)


def _cell(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    return f"{quantity(interval.value, 'percent')} ({span(interval, 'percent')}, n={interval.n})"


def _passed_lines(trial: Trial) -> Iterator[str]:
    for passed in trial.passed.values():
        for mutant in passed:
            pairs = zip(mutant.said, mutant.original, strict=False)
            wrong, right = next((pair for pair in pairs if pair[0] != pair[1]), (mutant.said[0], mutant.original[0]))
            yield f"Gick igenom ({KIND_NAMES[mutant.kind]}): {wrong.text} (rätt: {right.text})"


def _refused_lines(trial: Trial) -> Iterator[str]:
    for kind, refused in trial.refused.items():
        if kind != "rewordings_test":  # nobody is to read those
            yield from (f"Underkänd fast rätt: {said[0].text}" for said in refused)


def _breaches(trial: Trial, floors_file: Path) -> Iterator[str]:
    reached = _reached(trial)
    for group, limits in _read_floors(floors_file).items():
        for name, limit in limits.items():
            value = reached[group].get(name)
            if value is None or value.value < limit:
                got = "mättes inte" if value is None else f"blev {quantity(value.value, 'percent')}"
                yield f"{group}.{name} {got}, men ska vara minst {quantity(limit, 'percent')}."


def _reached(trial: Trial) -> Mapping[str, Mapping[str, Interval | None]]:
    caught: dict[str, Interval | None] = {base: trial.caught(base) for base in BASE_NAMES}
    return {
        "caught": caught | {kind: trial.caught("answers", (kind,)) for kind in ALTERED},
        "passing": {kind: trial.passing(kind) for kind in UNTOUCHED_NAMES},
    }


def _read_floors(path: Path) -> Mapping[str, Mapping[str, float]]:
    try:
        return _FLOORS.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidFloors(f"{path.name} går inte att läsa: {error}. Rätta det stället.") from error
