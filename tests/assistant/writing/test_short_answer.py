import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.short_answer import short_answer


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("När ska Borlänge vara klimatneutralt?", "Borlänge ska vara klimatneutralt till år 2030.", "2030"),
        ("När signerades det?", "Borlänge signerade Klimatkontrakt 2030 den 8 december 2022.", "8 december 2022"),
        ("När undertecknades Klimatkontrakt 2030?", "Klimatkontrakt 2030 undertecknas varje år.", ""),
        ("När pågick det?", "Det pågick från 2019 till 2021.", ""),
        ("Hur långt är nätet?", "Cykelnätet var 187 250 meter långt år 2025.", "187 250 meter"),
        ("Hur många städer är med?", "48 städer och 6 myndigheter är med.", "48 städer"),
        ("Hur mycket ska vi minska?", "Utsläppen ska minska med 16,4 procent per år.", "16,4 procent"),
        ("Hur mycket minskade de 2024?", "De minskade med 3 procent 2023 och 4 procent 2024.", ""),
        ("Vem samordnar Viable Cities?", "KTH samordnar Viable Cities.", "KTH"),
        ("Vem var vd när kontraktet skrevs på?", "Anna var vd när det skrevs på i april 2022.", ""),
        ("Hur många städer deltar?", "Utöver Borlänge deltar 22 svenska städer.", "22 svenska städer"),
        ("Vem ansvarar?", "Programmet har många medlemmar.", ""),
        ("Vad är en kolsänka?", "En kolsänka tar upp 3 ton.", ""),
    ],
)
def test_short_answer_is_what_is_asked_for_or_nothing(question: str, sentence: str, short: str) -> None:
    assert short_answer(question, sentence) == short


@given(st.text(max_size=60), st.text(max_size=120))
def test_short_answer_stands_in_the_sentence(question: str, sentence: str) -> None:
    assert short_answer(question, sentence) in sentence
