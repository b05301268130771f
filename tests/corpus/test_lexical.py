from pathlib import Path

import pytest

from corpus.lexical import LexicalEntry, LexicalIndex, LexicalQuery, build_lexical
from corpus.swedish import letter_runs, terms
from tests.conftest import keywords

TEXTS = {
    "kolsänka": ("Kolsänkor", "En kolsänka tar upp koldioxid ur luften."),
    "parter": ("Parterna", "Fjärrvärmen levereras av Borlänge Energi, och SSAB släpper ut koldioxid."),
    "internt": ("Internt", "Arbetsnamnet är Blåsippan och rör koldioxid."),
}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    build_lexical(
        tmp_path / "lexical",
        (
            LexicalEntry(passage_id=id_, audience="staff" if id_ == "internt" else "public", heading=heading, text=text)
            for id_, (heading, text) in TEXTS.items()
        ),
    )
    return LexicalIndex(tmp_path / "lexical")


def found(index: LexicalIndex, question: str) -> list[str]:
    stems = dict.fromkeys(index.corrected(terms(question)), 1.0)
    return [id_ for id_, _ in index.search(LexicalQuery(stems=stems), 10, ["public"])]


def test_inflected_words_find_their_passages(index: LexicalIndex) -> None:
    assert found(index, "kolsänkornas roll") == ["kolsänka"]


@pytest.mark.parametrize("misspelt", ["kolsenka", "kålsänka", "kolsänkka", "kolsanka", "kolsankornas"])
def test_a_misspelt_word_finds_the_nearest(index: LexicalIndex, misspelt: str) -> None:
    assert found(index, f"vad är en {misspelt}") == ["kolsänka"]


def test_a_word_that_is_nowhere_finds_nothing(index: LexicalIndex) -> None:
    assert found(index, "fotboll") == []
    assert found(index, "vad är det") == []


def test_what_is_the_staffs_is_not_found_by_the_public(index: LexicalIndex) -> None:
    assert "internt" not in found(index, "koldioxid blåsippan")
    assert [id_ for id_, _ in index.search(keywords("blåsippan"), 10, ["public", "staff"])] == ["internt"]


def test_a_word_in_the_heading_counts_less_than_one_in_the_text(tmp_path: Path) -> None:
    entries = [
        LexicalEntry(passage_id="rubrik", audience="public", heading="Fjärrvärme", text="Ledningar i marken."),
        LexicalEntry(passage_id="text", audience="public", heading="Ledningar", text="Fjärrvärme i marken."),
    ]
    build_lexical(tmp_path / "lexical", entries)
    assert found(LexicalIndex(tmp_path / "lexical"), "fjärrvärme") == ["text", "rubrik"]


@pytest.mark.parametrize("right", ["lukten", "partier"])
def test_a_right_word_is_not_taken_for_a_misspelt_one(index: LexicalIndex, right: str) -> None:
    assert index.corrected(terms(right))[0] not in {"luft", "part"}


@pytest.mark.parametrize(
    ("question", "passage"),
    [("fjärrvärmenätet", "parter"), ("värme", "parter"), ("koldioxidbudgeten", "kolsänka"), ("kolsinka", "kolsänka")],
)
def test_parts_of_words_find_each_other_by_their_letters(index: LexicalIndex, question: str, passage: str) -> None:
    query = LexicalQuery(stems={}, letters=letter_runs(question))
    assert passage in [id_ for id_, _ in index.search(query, 10, ["public"])]


def test_scores_of_chosen_passages_are_those_of_the_search(index: LexicalIndex) -> None:
    query = LexicalQuery(stems=keywords("koldioxid kolsänka").stems, letters=letter_runs("koldioxid kolsänka"))
    found = dict(index.search(query, 10, ["public", "staff"]))
    assert index.scores(query, ["kolsänka"]) == pytest.approx({"kolsänka": found["kolsänka"]})
    assert index.scores(query, []) == {}
