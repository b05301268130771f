from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import is_page_number, join_lines, running_lines, slug, tidy


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("kli\u00admat", "klimat"),
        ("e\ufb00ekt o\ufb03ciell \ufb01n \ufb02yg", "effekt officiell fin flyg"),
        ("423\u00a0796\u202fton", "423 796 ton"),
        ("a\u030angstro\u0308m", "ångström"),
        ("\ufeffnoll\u200bbredd\u2060", "nollbredd"),
        ("EU\u2011mål", "EU-mål"),
        ("  två\n\trader ", "två rader"),
        ("trasig \ud800 halva", "trasig halva"),
        ("CO₂ och m²", "CO₂ och m²"),
        ("vänd\u202etext", "vändtext"),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


@given(st.text())
def test_tidy_once_is_enough(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    tidy(text).encode()


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("kommunens", "mål", "kommunens mål"),
        ("klimatneu-", "tralitet", "klimatneutralitet"),
        ("klimatneu\ufffe", "tralitet", "klimatneutralitet"),
        ("klimatneu\x02", "tralitet", "klimatneutralitet"),
        ("el-", "och värmeproduktion", "el- och värmeproduktion"),
        ("el\ufffe", "och värmeproduktion", "el- och värmeproduktion"),
        ("in-", "samt utförsel", "in- samt utförsel"),
        ("på ett gemen-", "samt sätt", "på ett gemensamt sätt"),
        ("torget och in-", "till ån", "torget och intill ån"),
        ("från tåg-", "till busstation", "från tåg- till busstation"),
        ("Viable-", "Cities", "Viable-Cities"),
        ("EU-", "missionen", "EU-missionen"),
        ("CO2-", "utsläpp", "CO2-utsläpp"),
        ("2020–", "2040", "2020–2040"),
        ("staden –", "som växer", "staden – som växer"),
        ("", "början", "början"),
    ],
)
def test_join_lines(before: str, after: str, joined: str) -> None:
    assert join_lines(before, after) == joined


@given(st.text(), st.text(min_size=1))
def test_joined_lines_end_with_the_second(before: str, after: str) -> None:
    assert join_lines(before, after).endswith(after)


@pytest.mark.parametrize("line", ["3", "Sida 3", "Sida 3 av 9", "3 (9)", "3/9", "– 3 –", "s. 12"])
def test_page_numbers_are_known(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["2 500 ton", "3 parter", "Sidan", "§ 4", "12 345 678"])
def test_other_figures_are_no_page_numbers(line: str) -> None:
    assert not is_page_number(line)


def test_a_line_that_repeats_at_the_edge_is_a_running_head() -> None:
    pages = [
        ["Klimatkontrakt 2030", f"Text nummer {word}", f"mer {word * 3}", f"Sida {n} av 3"]
        for n, word in enumerate("abc", 1)
    ]
    assert running_lines(pages) == (frozenset({0, 3}), frozenset({0, 3}), frozenset({0, 3}))


def test_figures_that_repeat_at_the_edge_are_kept() -> None:
    pages = [["Rubrik", "Text", "2 500", "2 600", f"slut {word}"] for word in ("på ett", "på två", "på tre")]
    assert all(2 not in running and 3 not in running for running in running_lines(pages))


def test_two_pages_cannot_tell_a_running_head_but_show_their_numbers() -> None:
    assert running_lines([["Huvud", "ett", "1"], ["Huvud", "två", "2"]]) == (frozenset({2}), frozenset({2}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Åtgärder 2024–2026", "atgarder-2024-2026"), ("El & värme (inkl.avlopp)", "el-varme-inkl-avlopp"), ("???", "")],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_worded_page_number_outermost_is_known_in_a_document_of_two_pages() -> None:
    pages = [["Avtal", "Kommunen ska spara.", "Sida 1"], ["Mer text.", "Sida 2 av 2"]]
    assert running_lines(pages) == (frozenset({2}), frozenset({1}))
