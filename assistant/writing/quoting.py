"""The writer that only quotes: the best sentences of the best passages, word for word, or a whole list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

import numpy as np

from assistant.asking import (
    Sought,
    admits_absence,
    counts,
    denies,
    holds,
    sought,
    with_question_words_right,
    years,
)
from assistant.conversation import Hit
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from assistant.writing.remembering import SentenceVectors
from assistant.writing.units import Unit, units
from corpus.embeddings import TextEncoder
from corpus.store import Vectors
from corpus.swedish import terms

PASSAGES_READ = 8
"""How many of the best passages are read for sentences."""

MOST_SENTENCES = 3
MOST_OF_ONE_THING = 2
"""How many sentences an answer may have, a list's items aside; and where the question asks for one thing ("När …?")."""

MARGIN = 0.08
MARGIN_IN_PASSAGE = 0.16
MARGIN_OF_ONE_THING = 0.05
MARGIN_OF_SETTLING = 0.12
"""How far below the best sentence another may score and still be worth saying; one of the same passage, where the
question asks for an account ("Vad är …?", "Hur gick det …?"); any, where it asks for one thing ("När …?"); and the
first that has the number or time that is asked for."""

# What counts beside the cosine of the sentence itself: a listwise softmax fitted on the development questions, which
# ranked the right sentence first for 77 % of those it was not fitted on (five folds), against 73 % for weights by hand.
BEHIND = -1.0  # its passage's distance to the first of the search, in score
COVERAGE = 0.05  # the share of the question's words that it has
HEADING_COVERAGE = 0.10  # the share that it has together with its headings
PRECISION = 0.15  # the share of its words that are the question's
RIGHT_KIND = 0.035  # it holds the kind of thing that is asked for
LIST_ASKED_FOR = 0.085
LIST_NOT_ASKED_FOR = -0.055
LIST_LEFT_OUT = -0.085  # it introduces a list that would be left out
FIRST = 0.03  # it opens its passage
TABLE_ROW = -0.06  # it is one that lacks a word of the question's; prose says the same better
# And by judgement, where questions were too few to fit:
LIST_OF_WHAT_IS_NOT = -0.06  # its introduction denies something, and the question does not
AT_HOME = 0.02  # it has a number of the home place, and the question names no place
OTHER_YEAR = -0.05  # it tells of other years than those that the question names
RATE_NOT_ASKED_FOR = -0.06  # "per invånare", which the question does not say
OPEN_ALL = 0.03  # it says that the sources leave open just what is asked
OPEN_NEAR = -0.05  # or something near it

ACCOUNTS = (Sought.ANYTHING, Sought.REASON, Sought.DEFINITION)
ONE_THING = (Sought.NUMBER, Sought.TIME, Sought.PERSON)
_RATE = re.compile(r"\bper (?:invånare|person|år|månad|dygn|dag|kilometer|portion|måltid|laddpunkt)\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:före|innan|efter|sedan|från|till|mellan|fram till)\s+(?:år\s+|\w+\s+)?\d{4}(?:\s+och\s+\d{4})?",
    re.IGNORECASE,
)
"""A year that only bounds what is asked, and need not be told of: `före december 2024`."""
ABSENCE_TERMS = frozenset(terms("det framgår inte av källorna"))


class QuotingWriter:
    """Answers with the sentences of the best passages, word for word, or with a whole list.

    Args:
        encoder: Tells how near a sentence's meaning is to the question's.
        home: The place that a question is about when it names none.
    """

    name = "quoting"

    def __init__(self, encoder: TextEncoder, home: str) -> None:
        self._vectors = SentenceVectors(encoder)
        self._home = frozenset(terms(home))

    def write(self, query: Query, evidence: Sequence[Hit]) -> tuple[Claim, ...]:
        """The best sentence or list first, then what adds to it."""
        asked = frozenset(query.weights)
        query = replace(query, text=with_question_words_right(query.text))
        readable = [unit for rank, hit in enumerate(evidence[:PASSAGES_READ]) for unit in units(hit, rank, asked)]
        if not readable:
            return ()
        kind = sought(query.text)
        fit = np.array([_fit(unit, query, kind, self._home) for unit in readable])
        ranked = _worth_saying(readable, self._nearness(query, readable) + fit, query, kind)
        chosen = _choose(ranked, most=MOST_OF_ONE_THING if kind in ONE_THING else MOST_SENTENCES)
        return tuple(claim for unit in chosen for claim in _claims(unit))

    def _nearness(self, query: Query, readable: Sequence[Unit]) -> Vectors:
        """How near in meaning what each unit says is to the question; a table row was measured by the search."""
        pieces = [unit for unit in readable if not unit.hit.passage.record_id]
        cosines = iter(self._vectors.of([unit.text for unit in pieces]) @ query.vector) if pieces else iter(())
        best = max(unit.hit.score for unit in readable)
        behind = np.array([best - unit.hit.score for unit in readable], np.float32)
        own = [unit.hit.cosine if unit.hit.passage.record_id else next(cosines) for unit in readable]
        return np.array(own, np.float32) + np.float32(BEHIND) * behind


def _fit(unit: Unit, query: Query, kind: Sought, home: frozenset[str]) -> float:
    """What speaks for a unit as the answer, beside its nearness in meaning."""
    return (
        COVERAGE * query.coverage(unit.terms)
        + HEADING_COVERAGE * query.coverage(unit.terms | unit.heading_terms)
        + PRECISION * len(unit.said & query.weights.keys()) / max(1, len(unit.said))
        + RIGHT_KIND * (holds(unit.text, kind, query.text) and counts(unit.text, query.text))
        + _list_fit(unit, kind, query.text)
        + FIRST * (unit.start == 0)
        + TABLE_ROW * (unit.is_row and query.coverage(unit.terms) < 1)
        + LIST_OF_WHAT_IS_NOT * (bool(unit.items) and denies(unit.text) and not denies(query.text))
        + AT_HOME * (kind is Sought.NUMBER and home <= unit.terms and not home & query.weights.keys())
        + OTHER_YEAR * _is_of_another_year(unit, query.text)
        + RATE_NOT_ASKED_FOR * bool(_RATE.search(unit.text) and not _RATE.search(query.text))
        + _absence_fit(unit, query, kind)
    )


def _is_of_another_year(unit: Unit, question: str) -> bool:
    asked, said = years(_BOUND.sub("", question)), years(unit.quote)
    return bool(asked and said) and not asked & (
        said | years(f"{unit.hit.passage.heading_path} {unit.hit.source.title}")
    )


def _list_fit(unit: Unit, kind: Sought, question: str) -> float:
    if unit.introduces:
        return 0.0 if "hur många" in question.lower() else LIST_LEFT_OUT
    if not unit.items or kind is Sought.LIST:
        return LIST_ASKED_FOR * bool(unit.items)
    of_sentences = unit.items[0].endswith(".")  # which can be said one by one
    return LIST_NOT_ASKED_FOR if of_sentences or kind is not Sought.ANYTHING else 0.0


def _absence_fit(unit: Unit, query: Query, kind: Sought) -> float:
    """What a sentence that leaves something open is worth: much when that is just what is asked."""
    if not admits_absence(unit.text):
        return 0.0
    said = unit.terms - ABSENCE_TERMS
    about_all = query.coverage(unit.terms) >= 0.9 and len(said & query.weights.keys()) >= 0.7 * len(said)
    return OPEN_ALL if about_all and kind is not Sought.YES_OR_NO else OPEN_NEAR


def _worth_saying(readable: Sequence[Unit], scores: Vectors, query: Query, kind: Sought) -> Sequence[Unit]:
    """The unit that answers the question best, and those that score nearly as well; none where none does.

    A number or a time that is asked for must be there, said of what the question is about; or the sentence must say
    that the sources leave it open.
    """
    order = [int(place) for place in np.argsort(-scores) if scores[place] >= scores.max() - MARGIN_OF_SETTLING]
    if kind in (Sought.NUMBER, Sought.TIME):
        order = list(dropwhile(lambda place: not _settles(readable[place], kind, query), order))
    if not order:
        return ()
    best = order[0]
    outside = MARGIN_OF_ONE_THING if kind in ONE_THING else MARGIN
    inside = MARGIN_IN_PASSAGE if kind in ACCOUNTS else outside
    margins = (inside if readable[place].rank == readable[best].rank else outside for place in order)
    floors = (scores[best] - margin for margin in margins)
    return [readable[place] for place, floor in zip(order, floors, strict=True) if scores[place] >= floor]


def _settles(unit: Unit, kind: Sought, query: Query) -> bool:
    if kind is Sought.NUMBER and _is_of_another_year(unit, query.text):
        return False
    on_subject = not query.subjects or bool(query.subjects & (unit.terms | unit.heading_terms))
    return on_subject and (holds(unit.text, kind, query.text) or admits_absence(unit.text))


def _choose(ranked: Sequence[Unit], *, most: int) -> list[Unit]:
    """Up to `most` units that each add something: the best first, the others in the order of their passages."""
    chosen: list[Unit] = []
    for unit in ranked:
        full = len(chosen) >= most or any(other.items or admits_absence(other.text) for other in chosen)
        aside = chosen and (unit.items or unit.introduces or admits_absence(unit.text))
        if not full and not aside and not any(_repeats(unit, other) for other in chosen):
            chosen.append(unit)
    return chosen[:1] + sorted(chosen[1:], key=lambda unit: (unit.rank, unit.start))


def _repeats(unit: Unit, other: Unit) -> bool:
    """Whether a unit says little that the other does not."""
    return len(unit.terms & other.terms) >= 0.7 * min(len(unit.terms), len(other.terms))


def _claims(unit: Unit) -> list[Claim]:
    items = [Claim(text=item, hit=unit.hit, quote=unit.quote, form="item") for item in unit.items]
    return [Claim(text=unit.text, hit=unit.hit, quote=unit.quote), *items]
