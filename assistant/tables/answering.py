"""Answers questions from the tables, or leaves them to the text search: `TableReader.answer`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from assistant import texts
from assistant.bars import Bars
from assistant.charts import Chart
from assistant.conversation import Figure, Hit
from assistant.tables.proving import Proven, key, prove
from assistant.tables.query import TableQuery, query_to_json
from assistant.tables.running import Gap, run
from assistant.tables.telling import Sentence, Told, year_spans
from assistant.tables.understanding import RuleProposer
from assistant.tables.vocabulary import Vocabulary, read_vocabulary
from corpus.documents import PUBLIC, Audience
from corpus.errors import InvalidSelection
from corpus.index import Index

CHART_ADDRESS = "/api/charts?query="


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAnswer:
    """An answer from the tables.

    Attributes:
        query: The query that the question was read as.
        proven: What its rows say.
        figure: A chart of them, where they make one.
        is_partial: Whether something that was asked about is not in the tables; the answer says what.
    """

    query: TableQuery
    proven: Proven
    figure: Figure | None
    is_partial: bool = False


class TableReader:
    """Answers questions from an index's tables; it keeps the words of the version that it last read.

    Args:
        home: The place that a question is about when it names none.
    """

    def __init__(self, home: str) -> None:
        self._home = home
        self._read: tuple[str, Vocabulary] | None = None

    def answer(self, index: Index, question: str, audiences: frozenset[Audience] = PUBLIC) -> TableAnswer | Gap | None:
        """The answer to a standalone question, the gap that it falls into, or None where the tables do not answer."""
        proposer = RuleProposer(self._vocabulary(index, audiences), index.lexical.frequencies)
        unknown = ""
        query = proposer.propose(question)
        if query is None and (shorter := proposer.without_unknown_name(question)):
            query, unknown = proposer.propose(shorter.question), shorter.name
        if query is None:
            return None
        try:
            told = run(query, index.tables, audiences)
        except InvalidSelection:
            return None  # a reading that the tables do not bear out is no reading
        if isinstance(told, Gap):
            return None if unknown else told
        told = _limited(told, unknown) if unknown else told
        proven = prove(told, _hits(index, told, audiences), question)
        if proven is None:
            return None
        return TableAnswer(query=query, proven=proven, figure=_figure(query, told.chart), is_partial=bool(unknown))

    def _vocabulary(self, index: Index, audiences: frozenset[Audience]) -> Vocabulary:
        version = " ".join((index.manifest.version, *sorted(audiences)))
        read = self._read
        if read is None or read[0] != version:
            self._read = read = version, read_vocabulary(index, self._home, audiences)
        return read[1]


def chart(query: TableQuery, index: Index, audiences: frozenset[Audience] = PUBLIC) -> Chart | Bars | None:
    """The chart of what a query asks for, or None where there is nothing to draw.

    Raises:
        InvalidSelection: The query names what the index does not have.
    """
    told = run(query, index.tables, audiences)
    return None if isinstance(told, Gap) else told.chart


def gap_sentence(gap: Gap) -> str:
    """What is said of a value that the tables do not have."""
    missing, known = year_spans(gap.missing), year_spans(gap.known)
    return texts.VALUE_UNKNOWN.format(missing=missing, known=known, what=gap.what)


def _limited(told: Told, unknown: str) -> Told:
    """What was told, and that it leaves a name out."""
    said = Sentence(text=texts.NAME_UNKNOWN.format(name=unknown), rows=told.rows)
    return replace(told, sentences=(*told.sentences, said)) if told.sentences else told


def _figure(query: TableQuery, drawn: Chart | Bars | None) -> Figure | None:
    if drawn is None:
        return None
    return Figure(chart=drawn, address=f"{CHART_ADDRESS}{quote(query_to_json(query))}")


def _hits(index: Index, told: Told, audiences: Iterable[Audience]) -> dict[str, Hit]:
    """The passage of each row that the answer rests on."""
    used = (told.rows, *(sentence.rows for sentence in told.sentences), *(step.rows for step in told.steps))
    rows = {key(row): row for of in used for row in of}
    passages = index.passages([row.passage_id for row in rows.values()])
    sources = {source.id: source for source in index.sources(audiences)}
    return {
        name: Hit(passage=passages[row.passage_id], source=sources[row.source_id], score=1.0, cosine=1.0)
        for name, row in rows.items()
    }
