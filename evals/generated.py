"""A generated corpus of any size, with a question for each passage whose answer stands in that passage alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

SEED = 2030
SECTIONS = 20
"""Passages in a document."""

_SYLLABLES = "ba bel dor fjär gran hög kal lin mar nor ros sten tun ul vik älv".split()
_ENDINGS = "berga by fors hyttan lunda näs sjö torp".split()
_PLACES = "verket värmeverket avloppsverket bussdepån lagret skolan badhuset sågen".split()
_MEASURES = (
    "byta ut oljepannan mot fjärrvärme",
    "köra sina fordon på biogas",
    "sätta solceller på taket",
    "isolera väggar och vindar",
    "ta till vara spillvärmen",
    "samordna sina transporter",
)
_FILLERS = (
    "Arbetet följs upp varje år och redovisas för kommunstyrelsen.",
    "Personalen har gått en utbildning om energi och klimat.",
    "Utsläppen räknas i koldioxidekvivalenter och omfattar det som sker inom kommunens gränser.",
    "Resten av utsläppen kommer främst från transporter och från inköp av varor.",
    "Åtgärden betalades till hälften med statligt stöd.",
    "Nästa steg är att gå igenom hur mycket el och värme som används.",
    "Erfarenheterna delas med de andra parterna i projektet.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A passage to be.

    Attributes:
        name: The name that stands in it alone.
        paragraph: Its text.
        question: A question that it answers.
        fact: The sentence that answers it.
    """

    name: str
    paragraph: str
    question: str
    fact: str


def generate(passages: int) -> tuple[Item, ...]:
    """That many passages, always the same ones for a number."""
    chance = random.Random(SEED)
    return tuple(_item(name, place, chance) for name, place in islice(_names(), passages))


def write_documents(items: Sequence[Item], folder: Path) -> None:
    """Write the passages as Markdown files, each with its own heading."""
    folder.mkdir(parents=True)
    for number, start in enumerate(range(0, len(items), SECTIONS)):
        sections = (f"## {item.name}\n\n{item.paragraph}\n" for item in items[start : start + SECTIONS])
        text = f"# Anläggningar, del {number + 1}\n\n" + "\n".join(sections)
        (folder / f"anlaggningar-{number + 1:06}.md").write_text(text, encoding="utf-8")


def _names() -> Iterator[tuple[str, str]]:
    """Names without end, each with a sort of place."""
    rounds = (
        "".join((*syllables, ending)).capitalize()
        for length in range(1, 10)
        for *syllables, ending in product(*[_SYLLABLES] * length, _ENDINGS)
    )
    return ((name, _PLACES[number % len(_PLACES)]) for number, name in enumerate(rounds))


def _item(name: str, place: str, chance: random.Random) -> Item:
    tonnes, year = chance.randrange(11, 990), chance.randrange(2005, 2026)
    fact = f"{name}s {place} minskade sina utsläpp med {tonnes} ton år {year} genom att {chance.choice(_MEASURES)}."
    return Item(
        name=f"{name}, {place}",
        paragraph=" ".join([fact, *chance.sample(_FILLERS, 4)]),
        question=f"Hur mycket minskade {name}s {place} sina utsläpp?",
        fact=fact,
    )
