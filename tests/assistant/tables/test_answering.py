"""Questions over the tables as people ask them, answered through the assistant that everyone uses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bars import Bars
from assistant.charts import Chart
from assistant.conversation import Answer
from assistant.proving.figures import numerals
from assistant.service import Assistant
from assistant.tables.arithmetic import follows
from assistant.tables.understanding import RuleProposer
from assistant.tables.vocabulary import read_vocabulary
from corpus.documents import PUBLIC
from corpus.index import Index
from tests.assistant.tables.conftest import ask


def keeps_the_laws(answer: Answer) -> bool:
    """Markers and citations one to one, in the order of first use; every figure quoted, calculated or asked about."""
    shown = [number for statement in answer.statements for number in statement.numbers]
    shown += [row.number for row in answer.table.rows] if answer.table else []
    numbered = list(dict.fromkeys(shown)) == [citation.number for citation in answer.citations]
    results = frozenset[str]().union(*(numerals(step.result) for step in answer.calculations))
    quotes = {citation.number: numerals(citation.quote) for citation in answer.citations}
    known = results | numerals(answer.question.text)
    proven = all(
        statement.numbers and numerals(statement.text) <= known.union(*(quotes[number] for number in statement.numbers))
        for statement in answer.statements
    )
    verbatim = all(citation.quote in citation.passage.text for citation in answer.citations)
    sums = all(follows(s.expression, s.result, rounded=s.rounded) for s in answer.calculations if s.expression)
    return numbered and proven and verbatim and sums


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hur många åtaganden har IKEA?", ["8 åtaganden", "IKEA (Borlänge) 2"]),
        ("Vilka har lovat något om transporter till 2030?", ["13 åtaganden", "senast 2030", "Borlänge kommun"]),
        (
            "Hur mycket har Borlänges utsläpp minskat sedan 1990?",
            ["115 663 ton", "21,4 procent", "olika utgåvor", "bara uppgifter för 1990, 2000, 2005, 2010 och 2015–2024"],
        ),
        ("Vilken sektor släpper ut mest?", ["Industri", "251 161 ton"]),
        ("Vilket år var utsläppen som lägst?", ["2020", "387 183 ton"]),
        ("Hur stora var transporternas utsläpp 2019 jämfört med 2005?", ["75 100", "101 588", "26,1 procent"]),
        ("Vilka åtgärder kostar mer än 10 miljoner?", ["8 åtgärder", "över 10 miljoner kronor", "704 000 000"]),
        ("Hur många ton per invånare?", ["8,24 ton", "51 425 invånare"]),
        ("Jämför Borlänge med Falun", ["423 796", "134 544", "289 252"]),
        ("Vad är målet för skolmaten och hur går det?", ["0,5 kg", "0,61 kg", "Tabellen har inget utfall"]),
        ("hur många åtaganden har tunabygen", ["5 åtaganden", "AB Stora Tunabyggen"]),
        ("Hur många åtaganden har Brage?", ["2 åtaganden", "AB Borlänge Energi och IK Brage 1"]),
        ("Hur mycket släppte industrisektorn ut 2015–2020?", ["288 709", "231 253"]),
        ("Hur mycket koldioxid släppte trafiken ut 2020?", ["69 109 ton koldioxid", "bara koldioxid"]),
    ],
)
def test_a_question_over_the_tables_is_answered_exactly(assistant: Assistant, question: str, said: list[str]) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, answer.writer) == ("answered", "tables")
    assert [words for words in said if words not in answer.text] == [], answer.text
    assert answer.table is not None and answer.table.rows
    assert keeps_the_laws(answer)


def test_a_long_list_is_complete_in_the_table_and_says_how_many(assistant: Assistant) -> None:
    answer = ask(assistant, "Vilka åtaganden finns inom området transport?")
    assert answer.table is not None
    assert len(answer.table.rows) == len(answer.citations) == 26
    assert answer.statements[0].marked == "Det finns 26 åtaganden inom området transport. [1]–[26]"
    assert all("transport" in row.cells for row in answer.table.rows)


def test_a_trend_brings_a_chart_with_its_unit_and_every_year(assistant: Assistant) -> None:
    answer = ask(assistant, "Hur har Borlänges utsläpp utvecklats jämfört med Faluns sedan 2015?")
    assert answer.figure is not None and isinstance(answer.figure.chart, Chart)
    assert answer.figure.chart.unit == "ton koldioxidekvivalenter"
    assert [len(series.points) for series in answer.figure.chart.series] == [10, 10]


def test_a_comparison_brings_bars(assistant: Assistant) -> None:
    answer = ask(assistant, "Vilken sektor släpper ut mest i Falun?")
    assert answer.figure is not None and isinstance(answer.figure.chart, Bars)
    assert answer.figure.chart.values[0] == ("Transporter", 84717.0)
    assert len(answer.figure.chart.values) == 9


def test_the_data_has_a_date(assistant: Assistant) -> None:
    answer = ask(assistant, "Hur stora var Faluns utsläpp 2018?")
    assert answer.table is not None and answer.table.note == "Utsläpp per sektor (tabell), 2026-06-25"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hur stora var utsläppen 2012?", "Uppgift saknas för 2012"),
        ("Hur många publika laddpunkter fanns det i Borlänge 2021?", "2023–2025"),
    ],
)
def test_a_gap_in_the_data_is_said(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, answer.citations) == ("not_found", ())
    assert said in answer.text


def test_a_name_that_the_tables_do_not_have_is_said_to_be_left_out(assistant: Assistant) -> None:
    answer = ask(assistant, "Hur många åtaganden har Tunabyggen och Volvo?")
    assert answer.outcome == "partial"
    assert "5 åtaganden" in answer.text
    assert "Jag hittar inte ”Volvo” i tabellen" in answer.text
    assert keeps_the_laws(answer)


@pytest.fixture(scope="module")
def proposer(index: Index) -> RuleProposer:
    return RuleProposer(read_vocabulary(index, "Borlänge", PUBLIC), index.lexical.frequencies)


WORDS = (
    "hur många åtaganden åtgärder utsläpp minskat ökat sedan mellan och har IKEA SSAB Borlänge Falun Avesta 1990 2024 "
    "mer än 10 miljoner kronor transporter industrin mest minst sektor vilket år per invånare andel inte om till"
).split()


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
        st.text(max_size=60),
        st.text(max_size=20).map(lambda text: f"Hur många åtaganden har {text}?"),
    )
)
def test_no_words_of_a_question_become_part_of_a_query(proposer: RuleProposer, index: Index, text: str) -> None:
    query = proposer.propose(text)
    if query is None:
        return
    for condition in (*query.filters, *query.whole):
        known = index.tables.values(query.table, condition.column, PUBLIC)
        assert all(isinstance(value, int | float) or value in known for value in condition.values)
    assert query.text == ""


@pytest.mark.parametrize(
    "question",
    [
        "Hur många åtaganden har Volvo?",
        "Hur många åtaganden har IKEA inte uppfyllt?",
        "Hur många företag har åtaganden?",
        "Hur mycket släpper industrin ut utan SSAB?",
        "Hur stora var utsläppen från transporter i Avesta 2020?",
        "Varför minskade utsläppen 2020?",
        "Hur mycket ska utsläppen minska till 2030?",
        "Vilken sektor släpper ut mest och hur mycket har den minskat sedan 1990?",
        "Hur mycket kostar det att åka buss?",
        "Vad är koldioxidbudgeten?",
        "'; DROP TABLE emissions; --",
    ],
)
def test_what_is_not_wholly_understood_is_left_to_the_text_search(proposer: RuleProposer, question: str) -> None:
    assert proposer.propose(question) is None
