"""A question that takes for given what the sources contradict is corrected from them, with the sentence that does.

Three kinds are told: a figure of which the best evidence states another, a name in the place of another ("Varför är
det A som …?"), and something that is asked about as if it were part of what the sources say it is not. A question for
a fact about another year or place is not corrected, since that may have a fact of its own: so the figure must be given
and not asked by, it must stand nowhere near the subject, and a year must be that of something that happens once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import texts
from assistant.asking import Sought, denies, sought
from assistant.conversation import Hit
from assistant.retrieval import Query
from assistant.talk.figures import Stated, stated
from assistant.talk.findings import Finding, known_coverage, said_in
from corpus.swedish import STOP_WORDS, sentences, stem, terms, words

LEAST_COVERAGE = 0.75
LEAST_COVERAGE_OF_EXCLUSION = 0.6
"""How much of the question's words, the figure aside, the sentence that corrects it must have."""

NEAR_SUBJECT = 0.5
"""With this much of them a sentence that has the question's own figure may be what she means."""

MOST_BEHIND = 0.03
"""How near the best, in score, the passage must be."""

_GIVEN = re.compile(
    r"^(?:varför|hur (?:blev|kunde|kom|lyckades|kommer)|stämmer|visst|är|var|har|hade|ska|skulle|måste|får|blev|blir"
    r"|skrevs|skrev|köpte|sålde|kostar|kostade|startade|började|bildades|lades|öppnade|deltar|finns|ingår|minskar)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:mål|målet|målår\w*|klimatneutral\w*|nettonoll|fossilfri\w*|startade|började|grundad\w*|bildad\w*|undertecknad\w*"
    r"|skrev\w*|signerad\w*|invig\w*|öppna\w*|stäng\w*|lad\w*|köpte\w*|sålde\w*|gick med|utsågs|valdes|beslutad\w*)\b",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"\b(?:ingår|räknas|deltar|omfattas?|gäller|hör) inte\b|\binte (?:med|längre|dras)\b|\bmen inte\b"
    r"|\butan (?=[A-ZÅÄÖ])|\binga andra\b|\bingen (?:del|minskning)\b|\bblev inte av\b|\blades ned\b|\bförsvann\b"
)
_NAME = r"[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*)*"
_CLEFT = re.compile(rf"\b(?i:det (?:är|var)|(?:är|var) det) (?:just |verkligen |faktiskt )?({_NAME}) som ((\w+) [^?]+)")
_PROPER_NAME = re.compile(r"\b[A-ZÅÄÖ]{2,}\b|(?<=[\w,] )[A-ZÅÄÖ]\w+")
_MEMBERSHIP_NOT_ASKED = (Sought.YES_OR_NO, Sought.LIST, Sought.DEFINITION, Sought.PERSON)


def correction(query: Query, hits: Sequence[Hit]) -> Finding | None:
    """The figure or name that the sources have in the place of the question's, or None."""
    if query.foreign:
        return None
    return _another_figure(query, hits) or _another_name(query, hits)


def exclusion(query: Query, hits: Sequence[Hit]) -> Finding | None:
    """That something is not part of what the question takes it for, with the sentence that says so, or None."""
    if query.foreign or sought(query.text) in _MEMBERSHIP_NOT_ASKED or denies(query.text):
        return None
    excluding = [
        said
        for said in said_in(hits)
        if said.behind <= MOST_BEHIND
        and _excludes_what_is_asked_about(said.text, query)
        and query.subjects <= said.terms
        and known_coverage(query, said.terms) >= LEAST_COVERAGE_OF_EXCLUSION
    ]
    best = max(excluding, key=lambda said: known_coverage(query, said.terms), default=None)
    return best.finding(texts.PREMISE_FAILS, is_all=True) if best else None


def _excludes_what_is_asked_about(sentence: str, query: Query) -> bool:
    """Whether a sentence leaves something out, which is nothing with a name that the question does not have."""
    excludes = _EXCLUDES.search(sentence)
    names = _PROPER_NAME.findall(sentence[: excludes.start()]) if excludes else []
    return bool(excludes) and (not names or not query.weights.keys().isdisjoint(terms(" ".join(names))))


def _another_figure(query: Query, hits: Sequence[Hit]) -> Finding | None:
    given = stated(query.text)
    if len(given) != 1 or not _GIVEN.match(query.text):
        return None
    (figure,) = given
    asked = frozenset(query.weights) - frozenset(terms(figure.written)) | ({figure.kind} & query.weights.keys())
    happens_once = figure.kind != "år" or bool(_ONCE.search(query.text))
    if not happens_once or not asked or any(_may_state(hit, figure, query, asked) for hit in hits):
        return None
    for said in said_in(hits):
        others = {other.value: other for other in stated(said.text) if other.kind == figure.kind}
        covers = known_coverage(query, said.terms, asked) >= LEAST_COVERAGE
        if covers and said.behind <= MOST_BEHIND and len(others) == 1:
            (instead,) = others.values()
            return said.finding(_lead(query, instead.written, figure.number), is_all=True)
    return None


def _may_state(hit: Hit, figure: Stated, query: Query, asked: frozenset[str]) -> bool:
    """Whether a passage on the subject has the question's own figure, so that it may well be right."""
    text = hit.passage.text
    return any(
        known_coverage(query, frozenset(terms(piece)), asked) >= NEAR_SUBJECT
        for piece in ((text,) if hit.passage.record_id else sentences(text))
        if any(figure.is_about(other.value) for other in stated(piece))
    )


def _another_name(query: Query, hits: Sequence[Hit]) -> Finding | None:
    """The name that does, in the sources, what the question says that another does."""
    cleft = _CLEFT.search(query.text)
    if not cleft:
        return None
    name, does, verb = cleft.groups()
    asked = frozenset(terms(does))
    about = [said for said in said_in(hits) if asked <= said.terms]
    if any(set(terms(name)) <= said.terms for said in about):
        return None
    for said in about:
        opening = re.match(rf"({_NAME}) (\w+)", said.text)
        if opening and stem(opening[2]) == stem(verb) and opening[1].lower() not in STOP_WORDS:
            return said.finding(_lead(query, opening[1], name), is_all=True)
    return None


def _lead(query: Query, instead: str, given: str) -> str:
    """What is right instead of what was given; begins with "Nej" where the question can be answered so."""
    lead = texts.STATED_INSTEAD.format(instead=instead, given=given)
    return f"{texts.NO} {lead}" if words(query.text)[0] not in ("varför", "hur") else lead
