from assistant.writing.units import units
from corpus.swedish import terms
from tests.assistant.evidence import hit

PROSE = "Projektet har tre parter:\n\n- Borlänge kommun\n- SSAB\n- IK Brage\n\nMålet är 2030. Alla ska bidra."
ROW = "Åtagande C1, SSAB: Ska medverka aktivt. Område: industri. Målår: 2030. Källa: ssab.com. Säkerhet: hög."


def test_a_list_can_be_quoted_whole_and_sentences_one_by_one() -> None:
    found = list(units(hit(PROSE), 0, frozenset()))
    (whole,) = [unit for unit in found if unit.items]
    assert whole.items == ("Borlänge kommun", "SSAB", "IK Brage")
    assert whole.text == "Projektet har tre parter:"
    assert [unit.text for unit in found if not unit.items] == [
        "Projektet har tre parter.",
        "Målet är 2030.",
        "Alla ska bidra.",
    ]


def test_every_quote_stands_in_its_passage() -> None:
    assert all(unit.quote in PROSE for unit in units(hit(PROSE), 0, frozenset()))


def test_an_introduction_that_dangles_is_not_said_without_its_list() -> None:
    found = list(units(hit("De tre parterna är:\n\n- SSAB\n- IKEA"), 0, frozenset()))
    assert [bool(unit.items) for unit in found] == [True]


def test_items_that_are_sentences_can_be_quoted_one_by_one() -> None:
    found = list(units(hit("Två saker hände:\n- År 2021 startade projektet.\n- År 2024 slutade det."), 0, frozenset()))
    assert "År 2024 slutade det." in [unit.text for unit in found]


def test_a_row_says_its_gist_and_the_details_asked_about() -> None:
    (plain,) = units(hit(ROW, record_id="C1"), 0, frozenset())
    assert plain.text == "Åtagande C1, SSAB: Ska medverka aktivt."
    (asked,) = units(hit(ROW, record_id="C1"), 0, frozenset(terms("vilket målår har SSAB")))
    assert asked.text == "Åtagande C1, SSAB: Ska medverka aktivt. Målår: 2030."
    assert asked.quote == ROW
