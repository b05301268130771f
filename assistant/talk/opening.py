"""What an answer has to begin with: that the question takes something wrong for given, or that sources disagree."""

from __future__ import annotations

from assistant.evidence import Evidence
from assistant.talk.disagreeing import disagreement
from assistant.talk.findings import Finding
from assistant.talk.premises import correction, exclusion


def first_finding(evidence: Evidence) -> Finding | None:
    """The first of them that the evidence shows.

    A wrong figure or name lowers the signal that the question can be answered, so it is looked for in any question on
    the subject.
    """
    query, hits, judgement = evidence.query, evidence.hits, evidence.judgement
    corrected = correction(query, hits) if judgement.in_scope else None
    if corrected or not judgement.answerable:
        return corrected
    return exclusion(query, hits) or disagreement(query, hits)
