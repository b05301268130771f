"""Whether the figures of a claim stand in what it rests on, said of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from assistant.proving.alignment import joined, resting_on
from assistant.proving.figures import UNITS, Bound, Figure, figures
from assistant.proving.reading import Words, by_sentence, company, is_taken, likeness, read

ROUNDED_BY = Fraction(1, 10)
"""The share of a value that a rounding may take off or add."""

_TIMES = frozenset("år månad vecka dag timme minut gång poäng m g".split())
"""Units that are as often ordinary words: "om året", "en gång", "hela dagen"."""

_WEAKER: dict[Bound, frozenset[Bound]] = {
    "about": frozenset(("about", "over", "under")),
    "over": frozenset(("over",)),
    "under": frozenset(("under",)),
    "least": frozenset(("least", "over")),
    "most": frozenset(("most", "under")),
    "": frozenset(("",)),
}
"""For each bound those of the source that it follows from, when the figure is the same."""


def unproven_figure(claim: str, quote: str, context: str) -> str:
    """The first figure of a claim that the quote does not bear out, as it is written; "" where all are.

    Args:
        claim: What is said.
        quote: What it rests on.
        context: Headings and title of the source; a year that is part of a name may stand there.
    """
    words, evidence, around = read(claim), read(quote), read(context)
    known = figures(quote)
    for sentence in by_sentence(words):
        basis = {word.place for word in joined(resting_on(sentence, evidence))}
        here = [figure for figure in known if figure.start in basis]
        said = [figure for figure in figures(claim) if words[figure.start].sentence == sentence[0].sentence]
        for figure in said:
            proven = _is_proven(figure, words, evidence, here) and not _is_doubled(figure, said, here)
            if not _in_name(figure, words, around) and (not proven or _is_renamed(figure, words, (*evidence, *around))):
                return " ".join(word.text for word in words[figure.start : figure.end])
    return _strange_unit(words, evidence)


def agree(said: Figure, known: Figure) -> bool:
    """Whether a figure follows from one in the source: the same, less exact, or rounded where it says so."""
    if said.kind == "code" or known.kind == "code":
        return said.code == known.code and said.kind == known.kind
    if said.kind == "date" or known.kind == "date":
        parts = zip(said.date, known.date, strict=True)
        return said.kind == known.kind and all(part in (0, whole) for part, whole in parts)
    if said.kind != known.kind or (said.unit and known.unit and said.unit != known.unit):
        return False
    if said.value == known.value and known.bound in _WEAKER[said.bound]:
        return True
    return not known.bound and _rounds(said, known.value)


def _rounds(said: Figure, exact: Fraction) -> bool:
    """Whether the figure says that it is rounded, and is."""
    off = exact - said.value
    if abs(off) > min(said.grain, abs(exact) * ROUNDED_BY):
        return False
    rounded = {
        "about": abs(off) <= said.grain / 2,
        "over": off > 0,
        "under": off < 0,
        "least": off > 0,
        "most": off < 0,
    }
    return rounded.get(said.bound, False)


def _is_proven(figure: Figure, words: Words, evidence: Words, known: Sequence[Figure]) -> bool:
    """Whether the quote has the figure, and no other in the place that the claim gives it."""
    near = company(words, figure.start, figure.end)
    fits = [(likeness(near, company(evidence, other.start, other.end)), other) for other in known]
    own = max((fit for fit, other in fits if agree(figure, other)), default=-1.0)
    rivals = (fit for fit, other in fits if _rivals(figure, other) and not _is_of_name(other, evidence))
    return own >= 0 and _has_unit(figure, evidence, known) and not is_taken(own, max(rivals, default=0.0))


def _rivals(said: Figure, other: Figure) -> bool:
    """Whether the other could stand in the figure's place and says something else."""
    if said.kind == "date":
        return other.kind == "date" and not agree(said, other) and not agree(other, said)
    return said.kind == other.kind and said.unit in ("", other.unit) and said.value != other.value


def _is_doubled(figure: Figure, said: Sequence[Figure], known: Sequence[Figure]) -> bool:
    """Whether a sentence says the figure more often than what it rests on does."""
    times = sum(other.kind == figure.kind and agree(other, figure) for other in said)
    return times > max(1, sum(agree(figure, other) for other in known))


def _is_renamed(figure: Figure, words: Words, evidence: Words) -> bool:
    """Whether the source has the word before the figure with another one: `Klimatkontrakt 2031`."""
    if figure.start == 0 or not figure.is_year:
        return False
    before, year = words[figure.start - 1].stem, words[figure.start].folded
    following = {
        other.folded
        for one, other in pairwise(evidence)
        if one.is_capital and one.stem == before and other.folded.isdigit()
    }
    return bool(following) and year not in following


def _strange_unit(words: Words, evidence: Words) -> str:
    """A unit that the quote does not have, even where the claim gives no figure in it; "" for none."""
    known = {UNITS.get(word.folded) for word in evidence}
    strange = (word.text for word in words if UNITS.get(word.folded, "år") not in known | _TIMES)
    return next(strange, "")


def _is_of_name(figure: Figure, words: Words) -> bool:
    """Whether it stands in a name: `Klimatneutrala Borlänge 2030`."""
    before = words[figure.start - 1] if figure.start else None
    return before is not None and figure.end == figure.start + 1 and before.is_capital and not before.opens


def _has_unit(figure: Figure, evidence: Words, known: Sequence[Figure]) -> bool:
    """Whether the figure's unit stands with it in the quote, or in the quote where the figure there has none."""
    if not figure.unit or any(agree(figure, other) and other.unit for other in known):
        return True
    return any(word.folded.startswith(figure.unit) for word in evidence)


def _in_name(figure: Figure, words: Words, context: Words) -> bool:
    """Whether the figure is part of a name in the context, as the year in "Klimatneutrala Borlänge 2030"."""
    if figure.kind not in ("date", "number") or figure.start == 0 or not words[figure.start - 1].is_capital:
        return False
    name = (words[figure.start - 1].stem, words[figure.start].folded)
    return any((one.stem, other.folded) == name for one, other in pairwise(context))
