"""What a resident asked first of all, answered over the bundled corpus."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import texts
from assistant.conversation import Answer, Question, Turn
from assistant.errors import InvalidQuestion, UnknownSource
from assistant.langchain_retriever import HybridRetriever
from assistant.proving.figures import numerals
from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from corpus.embeddings import TextEncoder
from corpus.errors import MissingIndex
from corpus.versions import IndexFolder, LiveIndex

PARTIES = (
    "Borlänge kommun",
    "Borlänge Energi",
    "Tunabyggen",
    "Hushagen",
    "Högskolan Dalarna",
    "Dalarna Science Park",
    "2047 Science Center",
    "SSAB",
    "MaserFrakt",
    "IKEA",
    "Din Bil",
    "Rolf Ericson Bil",
    "IK Brage",
)


def ask(assistant: Assistant, text: str, *history: str) -> Answer:
    return assistant.answer(Question(text=text, history=tuple(Turn(question=question) for question in history)))


def keeps_the_laws(answer: Answer) -> bool:
    """Cited if and only if answered; numbered as first used; quotes verbatim; figures quoted or worked out."""
    quotes = {citation.number: citation for citation in answer.citations}
    shown = [number for statement in answer.statements for number in statement.numbers]
    used = list(dict.fromkeys(shown + ([row.number for row in answer.table.rows] if answer.table else [])))
    worked_out = numerals(" ".join(step.result for step in answer.calculations))
    given = worked_out | numerals(answer.standalone_question) if answer.table else frozenset()
    verbatim = all(citation.quote in citation.passage.text for citation in answer.citations)
    proven = all(
        statement.numbers
        and numerals(statement.text) - given <= numerals(" ".join(quotes[n].quote for n in statement.numbers))
        for statement in answer.statements
        if answer.citations and statement.form != "remark"
    )
    remarks = " ".join(statement.text for statement in answer.statements if statement.form == "remark")
    shown_figures = numerals(" ".join([answer.question.text, *(citation.quote for citation in answer.citations)]))
    cited = bool(answer.citations) == (answer.outcome in ("answered", "partial"))
    return (
        cited
        and verbatim
        and proven
        and numerals(remarks) <= shown_figures
        and used == list(quotes) == list(range(1, len(quotes) + 1))
    )


@pytest.mark.parametrize(
    ("question", "said", "sources"),
    [
        ("Vad är en kolsänka?", ["koldioxid"], {"om-projektet", "klimatneutral-och-kolsanka", "ordlista"}),
        ("Vilka är med i konsortiet?", PARTIES, {"om-projektet", "konsortiet"}),
        ("Vem samordnar Viable Cities, och till när?", ["KTH", "2030"], {"om-projektet", "viable-cities", "ordlista"}),
        (
            "Vilka är de fyra fokusområdena?",
            ["klimatkontrakt", "innovationsprocess", "åtgärdsportfölj", "samverka"],
            None,
        ),
        ("När ska Borlänge vara klimatneutralt?", ["2030"], None),
        ("Hur stora var Borlänges utsläpp det senaste året?", ["423 796", "2024"], {"utslappen", "utslapp"}),
    ],
)
def test_a_new_residents_questions_are_answered_from_the_right_sources(
    assistant: Assistant, question: str, said: list[str], sources: set[str] | None
) -> None:
    answer = ask(assistant, question)
    assert answer.outcome == "answered"
    assert all(fact in answer.text for fact in said), answer.text
    assert sources is None or answer.citations[0].source.id in sources
    assert keeps_the_laws(answer)


@pytest.mark.parametrize(
    "question",
    ["Vem vann fotbolls-VM 2022?", "Hur lagar man köttbullar?", "Vad kostar en månadsbiljett på bussen i Borlänge?"],
)
def test_what_the_corpus_does_not_know_is_declined(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.outcome in ("not_found", "out_of_scope")
    assert answer.citations == ()
    assert texts.CONTACT in answer.text


def test_a_misspelt_word_is_understood(assistant: Assistant) -> None:
    assert "koldioxid" in ask(assistant, "va e en kolsenka").text


def test_a_follow_up_is_understood_from_what_went_before(assistant: Assistant) -> None:
    answer = ask(assistant, "Och 2015 då?", "Hur stora var Borlänges utsläpp 2024?")
    assert answer.standalone_question == "Hur stora var Borlänges utsläpp 2015?"
    assert "2015" in answer.text


def test_a_greeting_is_greeted(assistant: Assistant) -> None:
    answer = ask(assistant, "Hej!")
    assert (answer.text, answer.citations) == (texts.GREETING, ())


@pytest.mark.parametrize("text", ["", "   \n", "?!", "12345", "a" * 2001, "😀😀"])
def test_what_is_no_question_gets_a_clear_error(assistant: Assistant, text: str) -> None:
    with pytest.raises(InvalidQuestion):
        ask(assistant, text)


def test_a_stream_says_each_statement_and_then_the_whole_answer(assistant: Assistant) -> None:
    *statements, whole = assistant.stream(Question(text="Vilka är med i konsortiet?"))
    assert isinstance(whole, Answer)
    assert tuple(statements) == whole.statements
    assert len(statements) > len(PARTIES)


@settings(max_examples=40, deadline=None)
@given(
    words=st.lists(st.sampled_from("vad vilka hur när mål utsläpp SSAB IKEA 2030 2024 ton inte kommun är har".split()))
)
def test_the_laws_hold_for_any_question(assistant: Assistant, words: list[str]) -> None:
    assert keeps_the_laws(ask(assistant, f"klimat {' '.join(words)}?"))


def test_a_source_can_be_opened_and_an_unknown_one_is_an_error(assistant: Assistant) -> None:
    assert "Viable Cities" in assistant.document("om-projektet").text
    assert assistant.original("klimatkontrakt-2030").read_bytes().startswith(b"%PDF")
    with pytest.raises(UnknownSource, match="finns-inte"):
        assistant.document("finns-inte")


def test_a_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingIndex, match="python -m ingest"):
        open_assistant(AssistantSettings(index_dir=tmp_path / "tomt"))


def test_what_is_the_staffs_is_never_searched_cited_or_opened(small_index: Path) -> None:
    opened = open_assistant(AssistantSettings(index_dir=small_index))
    assert all("Blåsippan" not in hit.passage.text for hit in opened.search("arbetsnamn Blåsippan planen", 50))
    assert "Blåsippan" not in ask(opened, "Vad är planens arbetsnamn?").text
    with pytest.raises(UnknownSource):
        opened.document("internt")
    with pytest.raises(UnknownSource):
        opened.original("internt")
    opened.close()


def test_langchain_programs_can_use_the_search(small_index: Path, encoder: TextEncoder) -> None:
    live = LiveIndex(IndexFolder(small_index), encoder.stamp, poll_seconds=None)
    chunks = HybridRetriever(live=live, encoder=encoder, k=3).invoke("Vad är en kolsänka?")
    assert len(chunks) == 3
    assert chunks[0].metadata["source_id"] == "kolsankor"
    live.close()
