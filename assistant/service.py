"""The one function that answers: `Assistant.answer`, from a question to an answer.

The command line, the API, the chat and the evaluations are all handed the same assistant, so what is measured is what
people get. Streaming yields proven statements as they come, and the whole answer last.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

from assistant import smalltalk, texts
from assistant.asking import admits_absence
from assistant.bars import Bars
from assistant.charts import Chart
from assistant.conversation import MAX_QUESTION_LENGTH, Answer, Hit, Outcome, Question, Statement
from assistant.errors import InvalidQuestion, InvalidRequest, UnknownSource
from assistant.evidence import gather
from assistant.proving.proof import Proof
from assistant.retrieval import STAGES, Stage, retrieve, understand
from assistant.rewriting import standalone
from assistant.settings import AssistantSettings
from assistant.tables.answering import TableAnswer, TableReader, chart, gap_sentence
from assistant.tables.query import query_from_json
from assistant.tables.running import Gap
from assistant.writing.draft import Writer
from assistant.writing.quoting import QuotingWriter
from corpus.documents import Document, Source
from corpus.embeddings import TextEncoder, open_embeddings
from corpus.errors import InvalidSelection
from corpus.index import Manifest
from corpus.swedish import words
from corpus.versions import IndexFolder, LiveIndex

REFUSALS: dict[bool, tuple[str, Outcome]] = {
    True: (texts.NOT_FOUND, "not_found"),
    False: (texts.OUT_OF_SCOPE, "out_of_scope"),
}
"""What is said when there is no answer, by whether the question is about the subject at all."""

MOST_RESULTS = 100
"""How many passages one search gives at most."""


class Assistant:
    """Answers questions from an index.

    Args:
        live: The index, which may change to a new version at any time; others that need it open read it here too.
        encoder: The model that the index was built with.
        writer: Writes the drafts.
        tables: Answers what is asked of the tables.
        stages: What the search is made of.
    """

    def __init__(
        self,
        live: LiveIndex,
        encoder: TextEncoder,
        writer: Writer,
        tables: TableReader,
        stages: frozenset[Stage] = STAGES,
    ) -> None:
        self.live = live
        self._encoder = encoder
        self._writer = writer
        self._tables = tables
        self._stages = stages

    def answer(self, question: Question) -> Answer:
        """The answer to a question.

        Raises:
            InvalidQuestion: It is empty, too long or has no words.
        """
        *_, whole = self.stream(question)
        if not isinstance(whole, Answer):
            raise AssertionError("a stream ends with its answer")
        return whole

    def stream(self, question: Question) -> Iterator[Statement | Answer]:
        """The statements of the answer, each proven, as they come; the last item is the whole answer.

        Raises:
            InvalidQuestion: It is empty, too long or has no words.
        """
        _check(question.text)
        return self._stream(question, time.perf_counter())

    def search(self, text: str, k: int = 10) -> tuple[Hit, ...]:
        """The `k` passages (at most 100) that fit a text best, best first.

        Raises:
            InvalidQuestion: The text is empty, too long or has no words.
        """
        _check(text)
        with self.live.reading() as index:
            query = understand(index, self._encoder, text, self._stages)
            return retrieve(index, query, max(1, min(k, MOST_RESULTS)))

    def sources(self) -> tuple[Source, ...]:
        """The sources that anyone may see."""
        with self.live.reading() as index:
            return index.sources()

    def document(self, source_id: str) -> Document:
        """The document with this id.

        Raises:
            UnknownSource: There is none, or the asker may not see it.
        """
        with self.live.reading() as index:
            document = index.document(source_id)
        if document is None:
            raise _unknown(source_id)
        return document

    def original(self, source_id: str) -> Path:
        """The file that a document was read from, as it was when it was ingested.

        Raises:
            UnknownSource: There is none, or the asker may not see it.
        """
        with self.live.reading() as index:
            known = index.source(source_id)
            file_hash = index.store.file_hash(source_id) if known else None
        if file_hash is None:
            raise _unknown(source_id)
        return self.live.folder.original(file_hash)

    def chart(self, query: str) -> Chart | Bars:
        """The chart of what a table query, written as JSON, asks for.

        Raises:
            InvalidRequest: It is no query, names what the tables do not have, or makes no chart.
        """
        try:
            with self.live.reading() as index:
                drawn = chart(query_from_json(query), index)
        except InvalidSelection as error:
            raise InvalidRequest(str(error)) from error
        if drawn is None:
            raise InvalidRequest(texts.NO_CHART)
        return drawn

    def status(self) -> Manifest:
        """What the version of the index that is in use says of itself."""
        with self.live.reading() as index:
            return index.manifest

    def close(self) -> None:
        """Let go of the index."""
        self.live.close()

    def _stream(self, question: Question, started: float) -> Iterator[Statement | Answer]:
        answer = yield from self._say(question, standalone(question))
        yield replace(answer, seconds=time.perf_counter() - started)

    def _say(self, question: Question, asked: str) -> Generator[Statement, None, Answer]:
        """Yields the statements and returns the answer that they make up."""
        if pleasantry := smalltalk.reply(question.text):
            return (yield from _plain(question, asked, pleasantry, "out_of_scope"))
        with self.live.reading() as index:
            found = self._tables.answer(index, asked)
            if isinstance(found, TableAnswer):
                return (yield from _from_tables(question, asked, found))
            if isinstance(found, Gap):
                return (yield from _plain(question, asked, gap_sentence(found), "not_found"))
            evidence = gather(index, self._encoder, asked, self._stages)
        judgement, proof, statements = evidence.judgement, Proof(), list[Statement]()
        for claim in self._writer.write(evidence.query, evidence.hits) if judgement.answerable else ():
            if not statements and admits_absence(claim.text):
                said = f"{claim.text} {texts.CONTACT}"
                return (yield from _plain(question, asked, said, "not_found", judgement.confidence))
            if statement := proof.prove(claim):
                statements.append(statement)
                yield statement
        if not statements:
            return (yield from _plain(question, asked, *REFUSALS[judgement.in_scope], judgement.confidence))
        return Answer(
            question=question,
            standalone_question=asked,
            statements=tuple(statements),
            citations=proof.citations(),
            outcome="answered",
            writer=self._writer.name,
            confidence=judgement.confidence,
        )


def open_assistant(settings: AssistantSettings) -> Assistant:
    """The assistant that the settings describe, warm and ready to answer.

    Raises:
        MissingIndex: Nothing has been ingested.
        StaleIndex: The index was built with another model or by another version of the program.
        ModelUnavailable: The model cannot be built or loaded.
    """
    encoder = open_embeddings(settings)
    live = LiveIndex(IndexFolder(settings.index_dir), encoder.stamp)
    writer, tables = QuotingWriter(encoder, settings.home), TableReader(settings.home)
    return Assistant(live, encoder, writer, tables, settings.search_stages)


def _unknown(source_id: str) -> UnknownSource:
    return UnknownSource(f"Det finns ingen källa med id ”{source_id}”. Se listan över källor.")


def _check(text: str) -> None:
    if not text.strip():
        raise InvalidQuestion(texts.EMPTY_QUESTION)
    if len(text) > MAX_QUESTION_LENGTH:
        raise InvalidQuestion(texts.LONG_QUESTION.format(length=len(text), limit=MAX_QUESTION_LENGTH))
    if not any(any(map(str.isalpha, word)) for word in words(text)):
        raise InvalidQuestion(texts.NOT_TEXT)


def _plain(
    question: Question, asked: str, said: str, outcome: Outcome, confidence: float = 0.0
) -> Generator[Statement, None, Answer]:
    """A reply that claims nothing and so rests on nothing."""
    statement = Statement(text=said)
    yield statement
    return Answer(
        question=question,
        standalone_question=asked,
        statements=(statement,),
        citations=(),
        outcome=outcome,
        writer="fixed",
        confidence=confidence,
    )


def _from_tables(question: Question, asked: str, found: TableAnswer) -> Generator[Statement, None, Answer]:
    """An answer from the tables, whose every part is proven."""
    yield from found.proven.statements
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
