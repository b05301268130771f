"""The keyword index over passages: BM25 on Swedish stems, in tantivy.

Words become stems in `corpus.swedish` on both sides, and tantivy sees only the finished stems with white space
between, so that one module alone knows Swedish. BM25: Robertson & Zaragoza, The Probabilistic Relevance Framework
(2009), with tantivy's k1 = 1.2 and b = 0.75.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.documents import Audience
from corpus.swedish import stem, terms

HEADING_WEIGHT = 0.5
"""What a word in the title or a heading counts beside the same word in the text."""

_VOCABULARY = "vocabulary.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalEntry:
    """What the keyword index keeps of a passage: its id, who may see it, and the words to be found by."""

    passage_id: str
    audience: Audience
    heading: str
    text: str


def build_lexical(directory: Path, entries: Iterable[LexicalEntry]) -> None:
    """Write a keyword index of `entries` into a new `directory`."""
    directory.mkdir(parents=True)
    writer = tantivy.Index(_schema(), path=str(directory)).writer(num_threads=1)
    frequencies: Counter[str] = Counter()
    for entry in entries:
        heading, text = terms(entry.heading), terms(entry.text)
        frequencies.update({*heading, *text})
        fields = {
            "id": entry.passage_id,
            "audience": entry.audience,
            "heading": _joined(heading),
            "text": _joined(text),
        }
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    writer.wait_merging_threads()
    lines = (f"{term}\t{count}\n" for term, count in sorted(frequencies.items()))
    (directory / _VOCABULARY).write_text("".join(lines), encoding="utf-8")


class LexicalIndex:
    """A keyword index opened for reading; safe to search from several threads.

    Attributes:
        size: How many passages it holds.
        frequencies: In how many passages each stem stands.
    """

    def __init__(self, directory: Path) -> None:
        self._index = tantivy.Index.open(str(directory))
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        self.size: int = self._searcher.num_docs
        lines = (directory / _VOCABULARY).read_text(encoding="utf-8").splitlines()
        self.frequencies = {term: int(count) for term, count in (line.split("\t") for line in lines)}
        self._vocabulary = tuple(term for term in self.frequencies if term.isalpha())

    def corrected(self, query_terms: Sequence[str]) -> tuple[str, ...]:
        """The stems, with each that stands nowhere in the index replaced by what it most likely stands for.

        That is the nearest stem in the index: near is one edit for a stem of four or five letters and two for a longer
        one that begins with the same letter (optimal string alignment), and the most frequent of equally near stems is
        taken. Or, if none is near, the two parts of a compound that both stand in the index. What is neither stays as
        it is.
        """
        return tuple(known for term in query_terms for known in self._known(term))

    def search(self, query_terms: Sequence[str], k: int, audiences: Iterable[Audience]) -> list[tuple[str, float]]:
        """The ids and BM25 scores of the `k` passages that fit the stems best, best first."""
        wanted = tuple(dict.fromkeys(query_terms))
        if not wanted or not self.size:
            return []
        found = self._searcher.search(self._query(wanted, audiences), limit=k).hits
        return [(str(self._searcher.doc(address)["id"][0]), float(score)) for score, address in found]

    def _query(self, wanted: Sequence[str], audiences: Iterable[Audience]) -> tantivy.Query:
        should, must = tantivy.Occur.Should, tantivy.Occur.Must
        clauses = [(should, tantivy.Query.term_query(self._schema, "text", term)) for term in wanted]
        for term in wanted:
            heading = tantivy.Query.term_query(self._schema, "heading", term)
            clauses.append((should, tantivy.Query.boost_query(heading, HEADING_WEIGHT)))
        allowed = [(should, tantivy.Query.term_query(self._schema, "audience", audience)) for audience in audiences]
        visible = tantivy.Query.const_score_query(tantivy.Query.boolean_query(allowed), 0.0)
        return tantivy.Query.boolean_query([(must, tantivy.Query.boolean_query(clauses)), (must, visible)])

    def _known(self, term: str) -> tuple[str, ...]:
        if term in self.frequencies or len(term) < 4 or not term.isalpha():
            return (term,)
        limit = 1 if len(term) < 6 else 2
        found = process.extract(term, self._vocabulary, scorer=OSA.distance, score_cutoff=limit, limit=20)
        near = [match for match in found if match[1] == 1 or match[0][0] == term[0]]
        best = min(near, key=lambda match: (match[1], -self.frequencies[match[0]]), default=None)
        return (best[0],) if best else self._parts(term)

    def _parts(self, term: str) -> tuple[str, ...]:
        """The parts of a compound, the linking s left out; the rarer part as frequent as can be."""
        cuts = ((stem(term[:cut].removesuffix("s")), stem(term[cut:])) for cut in range(3, len(term) - 2))
        both_known = (parts for parts in cuts if all(part in self.frequencies for part in parts))
        return max(both_known, key=lambda parts: min(map(self.frequencies.__getitem__, parts)), default=(term,))


def _joined(stems: Sequence[str]) -> str:
    return " ".join(stems)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("audience", tokenizer_name="raw")
    for name in ("heading", "text"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
