import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.swedish import question_terms, sentence_spans, sentences, terms, words


def test_figures_with_spaced_thousands_are_one_word() -> None:
    assert words("Utsläppen var 423 796 ton 2024.") == ("utsläppen", "var", "423796", "ton", "2024")
    assert words("år 2030 2040") == ("år", "2030", "2040")


def test_letters_with_rings_and_dots_stay_apart_and_may_be_decomposed() -> None:
    assert words("Å ä ö a o") == ("å", "ä", "ö", "a", "o")
    assert words(unicodedata.normalize("NFD", "kolsänka på Åland")) == ("kolsänka", "på", "åland")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kolsänkor", "kolsänkan"),
        ("skolans", "skola"),
        ("kontraktets", "kontrakt"),
        ("resultatet", "resultat"),
        ("budgeten", "budget"),
        ("klimatplan", "klimatplanen"),
        ("utsläppen", "utsläpp"),
        ("kommunens", "kommuner"),
        ("E-POST", "e-post"),
    ],
)
def test_inflections_of_a_word_have_a_term_in_common(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


def test_the_measure_that_is_asked_for_is_not_what_a_question_is_about() -> None:
    assert question_terms("Hur stora är utsläppen?") == terms("utsläppen")
    assert question_terms("Hur kontaktar jag kommunen?") == terms("kontaktar kommunen")


def test_negations_are_never_stop_words() -> None:
    assert len(terms("det är inte ingen utan")) == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Det gäller t.ex. IKEA. SSAB är också med.", 2),
        ("Mötet var den 11 april 2022 kl. 8.30 i Borlänge.", 1),
        ("Budgeten är 9,75 milj. kronor. Bidraget är hälften.", 2),
        ("Parterna är:\n- AB Borlänge Energi\n- IK Brage", 3),
        ("1. Syfte\n2. Parter", 2),
        ("Är målet 2030? Ja! Så är det.", 3),
        ("Rubrik\n\nEtt stycke utan punkt", 2),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


@given(st.text(alphabet=st.sampled_from("ab ÅÖ.!?\n-1:kl"), max_size=200))
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
