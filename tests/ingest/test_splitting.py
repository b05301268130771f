from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Document, Passage, Source
from ingest.readers.markdown import markdown_pieces
from ingest.readers.pieces import Piece, assemble
from ingest.splitting import LONGEST, LONGEST_LIST, SHORTEST, TARGET, split

SOURCE = Source(id="avtal", path="avtal.md", title="Avtalet")
SENTENCE = "Kommunen ska minska sina utsläpp varje år och berätta för alla hur det går. "


def passages_of(markdown: str) -> tuple[Passage, ...]:
    return split(assemble(SOURCE, markdown_pieces(markdown)))


def texts_of(markdown: str) -> list[str]:
    return [passage.text for passage in passages_of(markdown)]


def test_a_passage_knows_its_headings_but_not_the_title() -> None:
    passages = passages_of("# Om avtalet\n\nInledning.\n\n## Parter\n\nTvå.\n\n### Staden\n\nEtt.\n\n## Mål\n\nNoll.")
    assert [(passage.text, passage.heading) for passage in passages] == [
        ("Inledning.", ()),
        ("Två.", ("Parter",)),
        ("Ett.", ("Parter", "Staden")),
        ("Noll.", ("Mål",)),
    ]
    assert passages[2].heading_path == "Parter › Staden"


def test_one_of_several_top_headings_is_no_title_unless_it_is_the_sources() -> None:
    assert [passage.heading for passage in passages_of("# Ett\n\nText.\n\n# Två\n\nText.")] == [("Ett",), ("Två",)]
    assert [passage.heading for passage in passages_of("# Avtalet\n\nText.\n\n# Två\n\nText.")] == [(), ("Två",)]


def test_paragraphs_are_packed_to_the_target() -> None:
    texts = texts_of("\n\n".join([SENTENCE * 4] * 6))
    assert len(texts) == 3
    assert all(SHORTEST <= len(text) <= TARGET for text in texts)


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    texts = texts_of(SENTENCE * 40)
    assert len(texts) > 3
    assert all(text.startswith("Kommunen ska") and text.endswith("hur det går.") for text in texts)
    assert all(len(text) <= LONGEST for text in texts)


def test_a_short_paragraph_joins_its_neighbour() -> None:
    assert texts_of(f"{SENTENCE * 9}\n\nKort.")[-1].endswith("\n\nKort.")
    assert texts_of(f"Kort.\n\n{SENTENCE * 9}")[0].startswith("Kort.\n\n")


def test_a_short_paragraph_stays_under_its_heading() -> None:
    assert texts_of("## Ett\n\nKort.\n\n## Två\n\nOckså.") == ["Kort.", "Också."]


def test_a_list_stays_with_the_sentence_that_introduces_it() -> None:
    items = "\n".join(f"- åtgärd nummer {n}, som kommunen ska genomföra före år 2030" for n in range(30))
    first, second = texts_of(f"{SENTENCE * 8}\nKommunen gör trettio saker:\n\n{items}")
    assert first.endswith("hur det går.")
    assert second.startswith("Kommunen gör trettio saker:\n\n- åtgärd nummer 0")
    assert second.endswith("före år 2030")
    assert LONGEST < len(second) <= LONGEST_LIST


def test_a_very_long_list_is_divided_between_items_with_the_lead_in_first() -> None:
    items = "\n".join(f"- åtgärd nummer {n}, som kommunen ska genomföra före år 2030" for n in range(80))
    texts = texts_of(f"Kommunen gör åttio saker:\n\n{items}")
    assert texts[0].startswith("Kommunen gör åttio saker:\n\n- åtgärd nummer 0")
    assert all(text.startswith("- åtgärd") for text in texts[1:])
    assert all(len(text) <= LONGEST for text in texts)


def test_a_paragraph_without_a_list_is_not_torn_apart() -> None:
    assert len(texts_of(SENTENCE * 13)) == 1


def test_a_small_table_stays_with_its_lead_in() -> None:
    (text,) = texts_of("Målen är två:\n\n| Mål | År |\n|---|---|\n| Noll | 2030 |\n| Mindre | 2025 |")
    assert text == "Målen är två:\n\nMål: Noll; År: 2030.\nMål: Mindre; År: 2025."


def test_a_large_table_is_divided_into_rows() -> None:
    rows = "\n".join(f"| {SENTENCE} | {year} |" for year in range(2000, 2030))
    texts = texts_of(f"Målen står här:\n\n| Mål | År |\n|---|---|\n{rows}")
    assert len(texts) == 30
    assert texts[0].startswith("Målen står här:\n\nMål: Kommunen")
    assert texts[1].endswith("År: 2001.")


def test_an_attribution_gives_its_address_to_what_stands_above_it() -> None:
    passages = passages_of(
        "## A\n\nEtt.\n\nKälla: [K](https://ett.se) (2024)\n\nTvå.\n\nKällor: https://två.se\n\nTre.\n\n## B\n\nFyra."
    )
    assert [(passage.text, passage.url) for passage in passages] == [
        ("Ett.", "https://ett.se"),
        ("Två.", "https://två.se"),
        ("Tre.", ""),
        ("Fyra.", ""),
    ]


def test_a_clause_number_is_kept_and_inherited() -> None:
    passages = passages_of("# Avtalet\n\n## 3.1 Parter\n\nEtt.\n\n### Mer\n\nTvå.\n\n3.1.2 Kommunen ska leda.\n\nTre.")
    assert [(passage.clause, passage.text) for passage in passages] == [
        ("3.1", "Ett."),
        ("3.1", "Två."),
        ("3.1.2", "3.1.2 Kommunen ska leda.\n\nTre."),
    ]


def test_a_record_is_a_passage_of_its_own() -> None:
    rows = [Piece(kind="row", text=f"Rad {n}.", record_id=f"r-{n}", url=f"https://k.se/{n}") for n in range(3)]
    passages = split(assemble(SOURCE, rows))
    assert [(p.text, p.record_id, p.url) for p in passages] == [
        (f"Rad {n}.", f"r-{n}", f"https://k.se/{n}") for n in range(3)
    ]


def test_a_passage_stands_on_the_page_where_it_begins() -> None:
    pieces = [
        Piece(kind="paragraph", text=SENTENCE * 9, pages=((0, 1), (80, 2))),
        Piece(kind="paragraph", text=SENTENCE * 9, pages=((0, 3),)),
    ]
    assert [passage.page for passage in split(assemble(SOURCE, pieces))] == [1, 3]


def test_text_without_full_stops_is_still_divided() -> None:
    texts = texts_of("ord " * 3_000)
    assert all(len(text) <= LONGEST for text in texts)


def test_the_same_document_gives_the_same_ids() -> None:
    first, second = passages_of(f"{SENTENCE * 30}"), passages_of(f"{SENTENCE * 30}")
    assert first == second
    assert len({passage.id for passage in first}) == len(first)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
prose = st.lists(words, min_size=1, max_size=60).map(lambda found: " ".join(found) + ".")
kinds: st.SearchStrategy[BlockKind] = st.sampled_from(
    ["heading", "paragraph", "paragraph", "item", "row", "attribution"]
)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    kind = draw(kinds)
    text = draw(prose) if kind == "heading" else draw(prose) * draw(st.integers(1, 12))
    is_record = kind == "row" and draw(st.booleans())
    level = draw(st.integers(1, 6)) if kind == "heading" else 0
    return Piece(kind=kind, text=text, level=level, record_id=draw(words) if is_record else "")


@settings(deadline=None, max_examples=300)
@given(st.lists(pieces(), max_size=15))
def test_laws_of_any_document(found: list[Piece]) -> None:
    document = assemble(SOURCE, found)
    assert_laws(document, split(document))


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.one_of(prose, st.sampled_from(["# R", "## Q", "- a\n- b", "|a|b|\n|-|-|\n|c|d|", "Källa: https://k.se"])),
        max_size=12,
    )
)
def test_laws_of_any_markdown(parts: list[str]) -> None:
    document = assemble(SOURCE, markdown_pieces("\n\n".join(parts)))
    assert_laws(document, split(document))


def assert_laws(document: Document, passages: Sequence[Passage]) -> None:
    ends = [0]
    for passage in passages:
        assert document.text[passage.span.start : passage.span.end] == passage.text == passage.text.strip()
        assert passage.span.start >= ends[-1], "passages do not overlap"
        ends.append(passage.span.end)
    for block in document.blocks:
        covering = [p for p in passages if p.span.start < block.end and p.span.end > block.start]
        if block.kind in ("heading", "attribution"):
            assert not covering
        else:
            assert _uncovered(document, block, covering).strip() == ""


def _uncovered(document: Document, block: Block, covering: Sequence[Passage]) -> str:
    inside = {i for passage in covering for i in range(passage.span.start, passage.span.end)}
    return "".join(document.text[i] for i in range(block.start, block.end) if i not in inside)
