"""Nothing that rows do not bear out is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.conversation import Hit
from assistant.tables.proving import key, prove
from assistant.tables.telling import Sentence, Step, Told
from corpus.records import Value
from corpus.tables import Row
from tests.assistant.evidence import hit


def row(year: int, amount: float, quote: str) -> Row:
    values: dict[str, Value] = {
        "place": "Borlänge",
        "year": year,
        "sector": "Totalt",
        "amount": amount,
        "source_url": "",
    }
    return Row(
        kind="emissions",
        id=f"r{year}",
        source_id="utslapp",
        passage_id="",
        quote=quote,
        page=None,
        clause="",
        values=values,
    )


FIRST = row(1990, 539459.0, "Borlänges totala utsläpp av växthusgaser år 1990: 539 459 ton.")
LAST = row(2024, 423796.0, "Borlänges totala utsläpp av växthusgaser år 2024: 423 796 ton.")
HITS: dict[str, Hit] = {key(of): hit(of.quote, source_id="utslapp", record_id=of.id) for of in (FIRST, LAST)}
STEP = Step(label="Skillnaden", expression="539 459 \u2212 423 796", result="115 663", rows=(FIRST, LAST))
TOLD = Told(
    sentences=(Sentence(text="Utsläppen minskade med 115 663 ton till år 2024.", rows=(LAST, FIRST)),),
    caption="Utsläpp",
    steps=(STEP,),
    rows=(FIRST, LAST),
)


def test_what_holds_is_cited_in_the_order_of_first_use_and_shown_with_its_calculation() -> None:
    proven = prove(TOLD, HITS, "Hur mycket har utsläppen minskat?")

    assert proven is not None
    assert [citation.quote for citation in proven.citations] == [LAST.quote, FIRST.quote]
    assert proven.statements[0].marked == "Utsläppen minskade med 115 663 ton till år 2024. [1] [2]"
    assert proven.calculations[0].text == "Skillnaden: 539 459 \u2212 423 796 = 115 663"
    assert [result.number for result in proven.table.rows] == [2, 1]


@pytest.mark.parametrize(
    "told",
    [
        replace(TOLD, sentences=(Sentence(text="Utsläppen minskade med 120 000 ton.", rows=(FIRST, LAST)),)),
        replace(TOLD, sentences=(Sentence(text="Utsläppen minskade med 115 663 ton.", rows=()),)),
        replace(TOLD, steps=(replace(STEP, result="115 664"),)),
        replace(TOLD, steps=(replace(STEP, expression="539 460 \u2212 423 797"),)),
        replace(TOLD, steps=(replace(STEP, expression="", result="3"),)),
        replace(TOLD, sentences=()),
    ],
    ids=["figure from nowhere", "no rows", "wrong result", "operand from nowhere", "wrong count", "nothing said"],
)
def test_what_does_not_hold_is_not_said_at_all(told: Told) -> None:
    assert prove(told, HITS, "Hur mycket har utsläppen minskat?") is None


def test_a_figure_of_the_question_may_be_repeated() -> None:
    told = Told(sentences=(Sentence(text="Det är över 10 miljoner ton.", rows=(FIRST,)),), rows=(FIRST,))
    assert prove(told, HITS, "Är det mer än 10 miljoner?") is not None
    assert prove(told, HITS, "Är det mycket?") is None
