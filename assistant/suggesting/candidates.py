"""Questions that an index might answer, made from its own words: headings, definitions, lists and tables.

They are only candidates: what the assistant does not answer well is never offered (`assistant.suggesting.trying`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.glossary import Definition, definitions, in_a_sentence, public_passages, uncapitalised
from assistant.tables.vocabulary import TOTAL
from corpus.documents import PUBLIC, Passage, Source
from corpus.index import Index
from corpus.records import RecordKind, column
from corpus.swedish import sentences, words

LONGEST = 14
"""Words that a question may have; a longer one is no easy step on."""

_NUMBERED_LIST = re.compile(
    r"^(?P<who>[A-ZÅÄÖ][^.:]{2,40}) har (?P<what>(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio) \w+):$"
)
_SEVERAL = re.compile(r",|/| och | m\.fl\.|\balla\b|gemensamt", re.IGNORECASE)
_NO_STEP_ON = re.compile(r"\b(?:stavas?|saknas|senare|egentligen|samma sak)\b", re.IGNORECASE)
"""What a heading asks that helps nobody on: how a name is spelt, what the sources lack, what came after something."""
_COMPANY_FORM = re.compile(r"^(?:Fastighets )?AB |\bAB$|\s*\(.*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A question, and what an answer to it must rest on.

    Attributes:
        question: The question.
        passage_id: The passage that it was made from, or "" where it was made from a table.
        said: The words of the passage that the answer must begin with; "" where any will do.
        kind: The table that it was made from, or None.
        row: The party, area or sector that the answer must be about; "" for any.
        column: What stands above it in the table of the answer; "" where it must be in the sentence instead.
    """

    question: str
    passage_id: str = ""
    said: str = ""
    kind: RecordKind | None = None
    row: str = ""
    column: str = ""


def candidates(index: Index, home: str) -> tuple[Candidate, ...]:
    """The questions that an index might answer, each once; `home` is the place that its emissions are asked for."""
    passages = tuple(public_passages(index))
    common = uncapitalised(passages)
    made = chain(
        _from_headings(passages),
        _from_definitions(definitions(passages), common),
        _from_lists(passages, common),
        _from_commitments(index),
        _from_actions(index),
        _from_emissions(index, home),
    )
    asked: dict[tuple[str, ...], Candidate] = {}
    for candidate in made:
        if len(words(candidate.question)) <= LONGEST:
            asked.setdefault(words(candidate.question), candidate)
    return tuple(asked.values())


def _from_headings(passages: Sequence[tuple[Passage, Source]]) -> Iterator[Candidate]:
    for passage, _ in passages:
        if passage.heading and passage.heading[-1].endswith("?") and not _NO_STEP_ON.search(passage.heading[-1]):
            yield Candidate(question=passage.heading[-1], passage_id=passage.id)


def _from_definitions(found: Iterable[Definition], common: frozenset[str]) -> Iterator[Candidate]:
    for definition in found:
        if definition.passage.heading[-1].endswith("?") or _lacks_article(definition, common):
            continue
        # "Klimatneutral är den som …": what is explained there is a quality, and no thing.
        verb = "betyder" if definition.meaning.startswith("den som ") else "är"
        named = in_a_sentence(f"{definition.article} {definition.word}".strip(), common)
        yield Candidate(question=f"Vad {verb} {named}?", passage_id=definition.passage.id, said=definition.sentence)


def _lacks_article(definition: Definition, common: frozenset[str]) -> bool:
    """Whether "Vad är …?" would need an article that the sources do not tell: `Trend är …`."""
    bare = not definition.article and definition.word.lower() in common
    return bare and not definition.word.endswith(("n", "t", "r", "a"))  # as definite and plural forms do


def _from_lists(passages: Sequence[tuple[Passage, Source]], common: frozenset[str]) -> Iterator[Candidate]:
    for passage, _ in passages:
        for sentence in sentences(passage.text):
            found = _NUMBERED_LIST.match(sentence)
            if found and words(found["who"])[0] in common:  # else it cannot be told whether it is a name
                question = f"Vilka {found['what']} har {in_a_sentence(found['who'], common)}?"
                yield Candidate(question=question, passage_id=passage.id, said=sentence)


def _from_commitments(index: Index) -> Iterator[Candidate]:
    for party in index.tables.values("commitments", "party", PUBLIC):
        if not _SEVERAL.search(str(party)):
            question = f"Vad har {bare_name(str(party))} åtagit sig?"
            label = column("commitments", "party").label
            yield Candidate(question=question, kind="commitments", row=str(party), column=label)
    yield from _from_areas(index, "commitments", "Vilka åtaganden finns inom området {}?")


def bare_name(party: str) -> str:
    """A party's name as people say it: `SSAB (Borlänge)` is SSAB, and `AB Borlänge Energi` Borlänge Energi."""
    return _COMPANY_FORM.sub("", party).strip()


def _from_actions(index: Index) -> Iterator[Candidate]:
    yield from _from_areas(index, "actions", "Vilka åtgärder finns inom området {}?")
    if index.tables.values("actions", "cost", PUBLIC):
        yield Candidate(question="Vilken åtgärd kostar mest?", kind="actions")


def _from_areas(index: Index, kind: RecordKind, question: str) -> Iterator[Candidate]:
    for area in index.tables.values(kind, "area", PUBLIC):
        if not _SEVERAL.search(str(area)):
            label = column(kind, "area").label
            yield Candidate(question=question.format(area), kind=kind, row=str(area), column=label)


def _from_emissions(index: Index, home: str) -> Iterator[Candidate]:
    years = [int(year) for year in index.tables.values("emissions", "year", PUBLIC) if isinstance(year, int)]
    if not years:
        return
    owner = home if home.endswith(("s", "x", "z")) else f"{home}s"
    yield _about_emissions(f"Hur har {owner} utsläpp förändrats sedan {min(years)}?")
    yield _about_emissions(f"Vilken sektor släpper ut mest i {home}?")
    yield _about_emissions(f"Vilket år var utsläppen i {home} som högst?")
    for sector in index.tables.values("emissions", "sector", PUBLIC):
        if sector != TOTAL:
            name = re.sub(r"\s*\(.*\)", "", str(sector)).lower()
            yield _about_emissions(f"Hur stora är utsläppen från {name} i {home}?", str(sector))


def _about_emissions(question: str, sector: str = "") -> Candidate:
    return Candidate(question=question, kind="emissions", row=sector)
