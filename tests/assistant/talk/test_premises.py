from __future__ import annotations

import pytest

from assistant.conversation import Answer, Question
from assistant.proving.figures import numerals
from assistant.service import Assistant


def ask(assistant: Assistant, text: str) -> Answer:
    return assistant.answer(Question(text=text))


@pytest.mark.parametrize(
    ("asked", "lead", "quoted"),
    [
        ("Ska Borlänge vara klimatneutralt 2050?", "Nej. Källorna anger 2030, inte 2050.", "2030"),
        ("Hur blev Borlänge klimatneutralt 2020?", "Källorna anger 2030, inte 2020.", "2030"),
        ("Har fjärrvärmen 9 000 kunder?", "Nej. Källorna anger cirka 7 000 kunder, inte 9 000.", "7 000"),
        (
            "Köpte kommunen marken i Kvarnsveden för 800 miljoner kronor?",
            "Nej. Källorna anger 500 miljoner kronor, inte 800.",
            "500 miljoner",
        ),
        ("Är det Energimyndigheten som samordnar Viable Cities?", "Nej. Källorna anger KTH", "KTH"),
    ],
)
def test_a_wrong_figure_or_name_is_corrected_with_the_sentence_that_has_the_right_one(
    assistant: Assistant, asked: str, lead: str, quoted: str
) -> None:
    answer = ask(assistant, asked)
    remark, sentence = answer.statements
    assert answer.outcome == "answered"
    assert (remark.form, remark.numbers) == ("remark", ())
    assert remark.text.startswith(lead)
    assert quoted in sentence.text and sentence.numbers == (1,)
    assert numerals(remark.text) <= numerals(f"{asked} {answer.citations[0].quote}")


@pytest.mark.parametrize(
    "asked",
    [
        "Ska Borlänge vara klimatneutralt 2030?",
        "Är koldioxidbudgetens mål 2040?",
        "Ska SSAB nå nettonoll 2045?",
        "Varför ökade utsläppen 2021?",
        "Var utsläppen 423 796 ton 2024?",
        "Har konsortiet tretton parter?",
        "Köpte kommunen marken i Kvarnsveden för 500 miljoner kronor?",
        "Är det KTH som samordnar Viable Cities?",
        "Har Borlänge 51 000 invånare?",
        "Hur många invånare hade Borlänge 2010?",
        "Vilka partier röstade för klimatplanen?",
    ],
)
def test_what_is_right_or_has_a_fact_of_its_own_is_never_corrected(assistant: Assistant, asked: str) -> None:
    assert not [
        statement
        for statement in ask(assistant, asked).statements
        if "inte" in statement.text.split(".")[0] and statement.form == "remark"
    ]


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ("Hur mycket metan ingår i koldioxidbudgeten?", "Andra växthusgaser än koldioxid ingår inte"),
        ("När blev Region Dalarna en av parterna i konsortiet?", "Region Dalarna och Länsstyrelsen Dalarna ingår inte"),
    ],
)
def test_what_the_sources_leave_out_is_said_to_be_left_out(assistant: Assistant, asked: str, left_out: str) -> None:
    remark, sentence = ask(assistant, asked).statements
    assert remark.form == "remark"
    assert sentence.text.startswith(left_out) and sentence.numbers == (1,)


@pytest.mark.parametrize(
    ("asked", "both"),
    [
        ("Vad kostade biogasanläggningen?", ("355 miljoner", "704 miljoner")),
        ("Hur mycket stöd fick biogasanläggningen från Klimatklivet?", ("154", "160", "170")),
    ],
)
def test_where_sources_disagree_all_that_they_say_is_said_first(
    assistant: Assistant, asked: str, both: tuple[str, ...]
) -> None:
    answer = ask(assistant, asked)
    assert all(figure in answer.statements[0].text for figure in both)
    assert answer.statements[0].numbers == (1,)


def test_that_sources_disagree_is_remarked_where_no_sentence_says_so(assistant: Assistant) -> None:
    answer = ask(assistant, "När gick Borlänge med i Klimatkontrakt 2030?")
    assert answer.text.startswith("Källorna anger olika uppgifter.\n")
    assert "8 december 2021" in answer.text and "8 december 2022" in answer.text


def test_a_question_with_one_answer_gets_no_remark(assistant: Assistant) -> None:
    answer = ask(assistant, "Hur många kunder har fjärrvärmen?")
    assert "remark" not in {statement.form for statement in answer.statements}
