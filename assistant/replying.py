"""From a standalone question to an answer out of one version of the index: `Replier.reply`.

What is not the assistant's to answer is declined; what is too vague is asked back; the tables answer what they can
exactly; all else is written from passages and proven. A question of several parts is answered part by part.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import cast

from assistant import texts
from assistant.asking import admits_absence
from assistant.combining import Combined
from assistant.conversation import Answer, Outcome, Question, Statement
from assistant.decomposing import subquestions
from assistant.evidence import Evidence, gather
from assistant.proving.proof import Proof
from assistant.retrieval import Stage
from assistant.tables.answering import TableAnswer, TableReader, gap_sentence
from assistant.tables.running import Gap
from assistant.talk import clarifying, smalltalk
from assistant.talk.declining import sift
from assistant.talk.opening import first_finding
from assistant.talk.refusing import nearest, not_found
from assistant.writing.draft import Claim, Writer
from assistant.writing.short_answer import short_answer
from corpus.embeddings import TextEncoder
from corpus.index import Index

Saying = Generator[Statement, None, Answer]
"""Yields the statements of an answer, each proven, as they come, and returns the answer that they make up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replier:
    """Answers questions out of an index.

    Attributes:
        encoder: The model that the index was built with.
        writer: Writes the drafts.
        tables: Answers what is asked of the tables.
        stages: What the search is made of.
    """

    encoder: TextEncoder
    writer: Writer
    tables: TableReader
    stages: frozenset[Stage]

    def reply(self, index: Index, question: Question, asked: str) -> Saying:
        """The answer to a question, which stands alone as `asked`."""
        if pleasantry := smalltalk.reply(question.text):
            return (yield from _shown(_claimless(question, asked, pleasantry, "out_of_scope")))
        asked, ground = sift(asked)
        if ground:
            return (yield from _shown(_claimless(question, asked, texts.DECLINED[ground.name], "out_of_scope")))
        if offered := clarifying.offer(question, asked):
            asking_back = _claimless(question, asked, offered.text, "not_found")
            return (yield from _shown(replace(asking_back, choices=offered.choices)))
        told = self._from_tables(index, question, asked)
        if told or len(parts := subquestions(asked)) == 1:
            return (yield from _shown(told) if told else self._from_passages(index, question, asked))
        combined = Combined(question, asked)
        for part in parts:
            told = self._from_tables(index, question, part) or _last(self._from_passages(index, question, part))
            yield from combined.add(told)
        yield from combined.remarks()
        return combined.whole()

    def _from_tables(self, index: Index, question: Question, asked: str) -> Answer | None:
        """The answer from the tables, or None where the question is none for them."""
        found = self.tables.answer(index, asked)
        if isinstance(found, TableAnswer):
            return _exact(question, asked, found)
        return _claimless(question, asked, gap_sentence(found), "not_found") if isinstance(found, Gap) else None

    def _from_passages(self, index: Index, question: Question, asked: str) -> Saying:
        """The answer that is written from the passages."""
        evidence = gather(index, self.encoder, asked, self.stages)
        judgement, proof, writer = evidence.judgement, Proof(), self.writer.name
        finding = first_finding(evidence)
        opening = finding.proven(proof) if finding else ()
        statements = list(opening)
        yield from opening
        writes = judgement.answerable and not (opening and finding and finding.is_all)
        for claim in self.writer.write(evidence.query, evidence.hits) if writes else ():
            if not statements and admits_absence(claim.text):
                return (yield from _shown(_left_open(question, asked, claim, evidence)))
            if finding and finding.says(claim):
                continue
            if statement := proof.prove(claim):
                if not statements:
                    statement = replace(statement, emphasis=short_answer(asked, statement.text))
                statements.append(statement)
                writer = claim.writer
                yield statement
        if not statements:
            return (yield from _shown(_refusal(question, asked, evidence, len(index.sources()))))
        return Answer(
            question=question,
            standalone_question=asked,
            statements=tuple(statements),
            citations=proof.citations(),
            outcome="answered",
            writer=writer,
            confidence=judgement.confidence,
        )


def _shown(answer: Answer) -> Saying:
    """An answer that is whole already, shown statement by statement."""
    yield from answer.statements
    return answer


def _last(saying: Saying) -> Answer:
    """The answer that a saying comes to."""
    while True:
        try:
            next(saying)
        except StopIteration as end:
            return cast(Answer, end.value)


def _claimless(question: Question, asked: str, said: str, outcome: Outcome, confidence: float = 0.0) -> Answer:
    """A reply that claims nothing and so rests on nothing."""
    return Answer(
        question=question,
        standalone_question=asked,
        statements=(Statement(text=said),),
        citations=(),
        outcome=outcome,
        writer="fixed",
        confidence=confidence,
    )


def _refusal(question: Question, asked: str, evidence: Evidence, sources: int) -> Answer:
    """That nothing answers the question: briefly when it is about something else altogether."""
    judgement = evidence.judgement
    if not judgement.in_scope:
        return _claimless(question, asked, texts.OUT_OF_SCOPE, "out_of_scope", judgement.confidence)
    near = nearest(evidence)
    answer = _claimless(question, asked, not_found(sources, near), "not_found", judgement.confidence)
    return replace(answer, nearest=near)


def _left_open(question: Question, asked: str, claim: Claim, evidence: Evidence) -> Answer:
    """The sources' own words that they do not tell what is asked."""
    said = (Statement(text=claim.text), Statement(text=texts.CONTACT))
    refusal = _claimless(question, asked, "", "not_found", evidence.judgement.confidence)
    return replace(refusal, statements=said, writer=claim.writer, nearest=nearest(evidence))


def _exact(question: Question, asked: str, found: TableAnswer) -> Answer:
    """An answer from the tables, whose every part is proven."""
    return Answer(
        question=question,
        standalone_question=asked,
        statements=found.proven.statements,
        citations=found.proven.citations,
        outcome="partial" if found.is_partial else "answered",
        writer="tables",
        confidence=1.0,
        calculations=found.proven.calculations,
        table=found.proven.table,
        figure=found.figure,
    )
