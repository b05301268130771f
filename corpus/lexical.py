"""The keyword index over passages: BM25 on Swedish stems and on runs of four letters, in tantivy.

Words become stems and runs in `corpus.swedish` on both sides, and tantivy sees only the finished ones with white space
between, so that one module alone knows Swedish. The runs let `fjärrvärmenätet` find `fjärrvärme`, `koldioxidbudget`
find `budget för koldioxid`, and a misspelt word find what it was meant to be, with no dictionary. BM25: Robertson &
Zaragoza, The Probabilistic Relevance Framework (2009), with tantivy's k1 = 1.2 and b = 0.75. Runs of letters as terms:
McNamee & Mayfield, Character N-Gram Tokenization for European Language Text Retrieval (2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.dictionary import dictionary_stems
from corpus.documents import Audience
from corpus.swedish import letter_runs, stem, terms, undotted

HEADING_WEIGHT = 0.5
"""What a word in the title or a heading counts beside the same word in the text."""

LETTERS_WEIGHT = 0.25
"""What the BM25 of runs of letters counts beside that of stems; there are several runs to a word."""

_VOCABULARY = "vocabulary.txt"
_RIGHT = "dictionary.txt"


COMMON = 1_000
"""In how many passages a run of letters may always stand. One that stands in more, and in more than half of them all,
tells hardly anything and takes the longest to look up, so it is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalEntry:
    """What the keyword index keeps of a passage: its id, who may see it, and the words to be found by."""

    passage_id: str
    audience: Audience
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalQuery:
    """What is looked for in the keyword index.

    Attributes:
        stems: Stems, each with what it counts.
        letters: Runs of letters.
    """

    stems: Mapping[str, float]
    letters: tuple[str, ...] = ()


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
            "letters": _joined((*letter_runs(entry.heading), *letter_runs(entry.text))),
        }
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    writer.wait_merging_threads()
    lines = (f"{term}\t{count}\n" for term, count in sorted(frequencies.items()))
    (directory / _VOCABULARY).write_text("".join(lines), encoding="utf-8")
    (directory / _RIGHT).write_text("\n".join(sorted(dictionary_stems())), encoding="utf-8")


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
        self._undotted = {undotted(term): term for term in sorted(self.frequencies, key=self.frequencies.__getitem__)}
        self._right = frozenset((directory / _RIGHT).read_text(encoding="utf-8").split())

    def corrected(self, query_terms: Sequence[str]) -> tuple[str, ...]:
        """The stems, with each that stands nowhere in the index replaced by what it most likely stands for.

        That is the stem in the index that differs only in the dots of å, ä and ö; or, unless it is a right Swedish
        word, the nearest one: near is one edit for a stem of four or five letters and two for a longer one that begins
        with the same letter (optimal string alignment), and the most frequent of equally near stems is taken. Or, if
        none is near, the two parts of a compound that both stand in the index. What is none of these stays as it is.
        """
        return tuple(known for term in query_terms for known in self._known(term))

    def search(self, query: LexicalQuery, k: int, audiences: Iterable[Audience]) -> list[tuple[str, float]]:
        """The ids and scores of the `k` passages that fit the query best, best first."""
        return self._found(query, k, self._among("audience", audiences))

    def scores(self, query: LexicalQuery, ids: Sequence[str]) -> dict[str, float]:
        """The scores of the passages with these ids; those that share nothing with the query are left out."""
        return dict(self._found(query, len(ids), self._among("id", ids))) if ids else {}

    def _found(self, query: LexicalQuery, k: int, condition: tantivy.Query) -> list[tuple[str, float]]:
        clauses = [(tantivy.Occur.Should, clause) for clause in self._clauses(query)]
        if not clauses or not self.size:
            return []
        parts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(clauses)), (tantivy.Occur.Must, condition)]
        found = self._searcher.search(tantivy.Query.boolean_query(parts), limit=k).hits
        return [(str(self._searcher.doc(address)["id"][0]), float(score)) for score, address in found]

    def _clauses(self, query: LexicalQuery) -> Iterator[tantivy.Query]:
        for stem_, weight in query.stems.items():
            yield self._term("text", stem_, weight)
            yield self._term("heading", stem_, HEADING_WEIGHT * weight)
        most = max(COMMON, self.size // 2)
        for run in query.letters:
            if self._searcher.doc_freq("letters", run) <= most:
                yield self._term("letters", run, LETTERS_WEIGHT)

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term), weight)

    def _among(self, field: str, values: Iterable[str]) -> tantivy.Query:
        """A condition that adds nothing to the score."""
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, field, list(values)), 0.0)

    def _known(self, term: str) -> tuple[str, ...]:
        if term in self.frequencies or len(term) < 4 or not term.isalpha():
            return (term,)
        if undotted(term) == term and term in self._undotted:
            return (self._undotted[term],)
        nearest = None if term in self._right else self._nearest(term)
        return (nearest,) if nearest else self._parts(term)

    def _nearest(self, term: str) -> str | None:
        limit = 1 if len(term) < 6 else 2
        found = process.extract(term, self._vocabulary, scorer=OSA.distance, score_cutoff=limit, limit=20)
        near = [match for match in found if match[1] == 1 or match[0][0] == term[0]]
        best = min(near, key=lambda match: (match[1], -self.frequencies[match[0]]), default=None)
        return best[0] if best else None

    def _parts(self, term: str) -> tuple[str, ...]:
        """The parts of a compound, the linking s left out; the rarer part as frequent as can be.

        What stands in the dictionary may be no compound (`förstå`), so its parts must be longer.
        """
        least = 4 if term in self._right else 3
        cuts = ((stem(term[:cut].removesuffix("s")), stem(term[cut:])) for cut in range(least, len(term) - least + 1))
        both_known = (parts for parts in cuts if all(part in self.frequencies for part in parts))
        return max(both_known, key=lambda parts: min(map(self.frequencies.__getitem__, parts)), default=(term,))


def _joined(stems: Sequence[str]) -> str:
    return " ".join(stems)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("audience", tokenizer_name="raw")
    for name in ("heading", "text", "letters"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
