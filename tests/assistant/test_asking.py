import pytest

from assistant.asking import Sought, admits_absence, counts, defines, denies, holds, sought


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Vilka ingår i konsortiet?", Sought.LIST),
        ("Vad är de fyra fokusområdena?", Sought.LIST),
        ("Hur mycket ska utsläppen minska?", Sought.NUMBER),
        ("Hur stora är utsläppen i ton?", Sought.NUMBER),
        ("När ska Borlänge vara klimatneutralt?", Sought.TIME),
        ("Vem leder innovationsteamet?", Sought.PERSON),
        ("Vad är en kolsänka?", Sought.DEFINITION),
        ("kolsänka", Sought.DEFINITION),
        ("Varför behövs kolsänkor?", Sought.REASON),
        ("Är Borlänge med i EU:s uppdrag?", Sought.YES_OR_NO),
        ("Berätta om samåkningen", Sought.ANYTHING),
    ],
)
def test_question_words_tell_what_is_sought(question: str, kind: Sought) -> None:
    assert sought(question) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("vicket år va de", Sought.TIME),
        ("huur mange bor här", Sought.NUMBER),
        ("hur mongå bor de i borlänge", Sought.NUMBER),
        ("Vilja och mängder av år", Sought.ANYTHING),
    ],
)
def test_misspelt_question_words_tell_it_too(question: str, kind: Sought) -> None:
    assert sought(question) is kind


def test_a_sentence_holds_what_is_sought_or_does_not() -> None:
    assert holds("Målet är år 2030.", Sought.TIME, "När?")
    assert not holds("Målet är högt satt.", Sought.TIME, "När?")
    assert not holds("Kolsänkor tar upp koldioxid.", Sought.NUMBER, "Hur mycket?")


def test_a_count_must_be_of_the_thing_asked_about() -> None:
    assert counts("Programmet har fler än 100 medlemsorganisationer.", "Hur många medlemmar har programmet?")
    assert not counts("Medlemmarna kommer från fyra delar av samhället.", "Hur många medlemmar har programmet?")
    assert counts("Vad som helst.", "Vad är målet?")


def test_a_definition_begins_with_what_is_defined() -> None:
    assert defines("En kolsänka är något som tar upp koldioxid.", "Vad är en kolsänka?")
    assert not defines("Träd är exempel på kolsänkor.", "Vad är en kolsänka?")


def test_what_the_sources_leave_open_is_not_a_denial() -> None:
    assert admits_absence("Det framgår inte av källorna när planen beslutades.")
    assert not denies("Det framgår inte av källorna när planen beslutades.")
    assert denies("SSAB:s utsläpp ingår inte i budgeten.")
