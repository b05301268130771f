from __future__ import annotations

from bs4 import BeautifulSoup

from assistant.register.followup import Matter
from assistant.register.lookup import Page
from assistant.staff_ui.drafts import card_html
from assistant.staff_ui.html import changes_html, followup_html, lines_html, notice, page_html
from corpus.changes import diff_records
from corpus.drafts import Decision, Draft
from corpus.records import TABLES, Record, Value
from corpus.tables import Row

HOSTILE = '<script>alert(1)</script>" onload="x'


def values(**own: Value) -> dict[str, Value]:
    return {**{column.name: "" if column.type == "text" else None for column in TABLES["commitments"]}, **own}


def row(id_: str = "C1", **own: Value) -> Row:
    return Row(
        kind="commitments",
        id=id_,
        source_id="avtal",
        passage_id="1",
        quote=f"Parten ska\nminska {HOSTILE}.",
        page=3,
        clause="2.1",
        values=values(**own),
    )


def soup(html: str) -> BeautifulSoup:
    parsed = BeautifulSoup(html, "html.parser")
    assert parsed.find("script") is None
    assert not [tag for tag in parsed.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    return parsed


def test_row_shows_its_figures_its_words_and_the_way_to_its_place() -> None:
    shown = row(party=HOSTILE, due=2030, source_title="Avtalet", source_url="javascript:alert(1)")
    page = soup(page_html("commitments", Page(rows=(shown,), total=1, number=1, pages=1)))

    assert page.find("caption") is not None
    cells = {cell["data-rubrik"]: cell.get_text() for cell in page.find_all("td")}
    assert (cells["Målår"], cells["Part"]) == ("2030", HOSTILE)
    assert [link["href"] for link in page.find_all("a")] == ["/kallor/avtal?sida=3&rad=C1#citat"]
    assert "klausul 2.1, sida 3" in page.find("summary").get_text()  # type: ignore[union-attr]
    assert "Parten ska minska" in page.find("blockquote").get_text()  # type: ignore[union-attr]


def test_matter_shows_both_quotes_and_both_places() -> None:
    matter = Matter(rule="later_than_contract", reason="2045 är senare än 2030.", row=row("C1"), against=row("C2"))
    page = soup(followup_html([matter]))

    assert len(page.find_all("blockquote")) == len(page.find_all("a")) == 2
    assert "senare än kontraktets (1)" in page.find("h2").get_text()  # type: ignore[union-attr]
    assert "inget att följa upp" in followup_html([])


def record(id_: str, due: int, party: str = "Parten") -> Record:
    return Record(kind="commitments", id=id_, values=values(party=party, due=due), quote="", start=0)


def test_changes_are_shown_as_added_changed_and_removed() -> None:
    changes = diff_records([record("C1", 2030), record("C2", 2030)], [record("C1", 2035), record("C3", 2030, HOSTILE)])
    page = soup(changes_html("commitments", changes))

    captions = [caption.get_text() for caption in page.find_all("caption")]
    assert captions == ["Nya rader (1)", "Ändrade rader (1)", "Borttagna rader (1)"]
    assert [cell.get_text() for cell in page.find_all("table")[1].find_all("td")] == ["C1", "Målår", "2030", "2035"]
    same = [record("C1", 2030)]
    assert "samma rader" in changes_html("commitments", diff_records(same, same))


def test_changed_lines_say_in_words_what_became_of_them() -> None:
    page = soup(lines_html(["-gammalt", f"+{HOSTILE}"]))

    assert [item.get_text() for item in page.find_all("li")] == ["Borttagen: gammalt", f"Ny: {HOSTILE}"]
    assert "samma text" in lines_html([])


def test_draft_shows_its_place_its_words_and_what_is_known_of_it() -> None:
    fields = {"party": "P", "party_kind": "", "text": "T", "area": "", "due": 2030, "measurable": ""}
    draft = Draft(
        id="1",
        source_id="avtal",
        clause="2.1",
        page=3,
        quote=HOSTILE,
        start=0,
        confidence=0.8,
        reason="ordet ”ska”",
        found_by="rules",
        already="C7",
        **fields,  # type: ignore[arg-type]
    )
    decision = Decision(
        draft_id="1",
        source_id="avtal",
        quote=HOSTILE,
        state="approved",
        decided_at="2026-11-23T10:00:00+00:00",
        **fields,  # type: ignore[arg-type]
    )
    text = soup(card_html(draft, decision)).get_text(" ")

    assert "avtal, klausul 2.1, sida 3" in text and HOSTILE in text
    assert "Står redan i registret som C7" in text and "Godkänt 2026-11-23" in text
    assert "Säkerhet 80 procent, hittat av regler." in text


def test_notice_is_only_text() -> None:
    assert soup(notice(f"{HOSTILE}\nrad två")).get_text() == f"{HOSTILE}rad två"
    assert notice("") == ""
