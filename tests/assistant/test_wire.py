from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.conversation import Answer, Question, Statement, Turn
from assistant.wire import MAX_TURNS, AnswerReply, AskRequest, DocumentReply, SearchReply, SourceReply, complaint
from corpus.documents import Document
from tests.assistant.fixed_assistant import CITATIONS, GLOSSARY, GOAL_QUOTE, SINK_QUOTE, FixedAssistant, answer_to


def test_history_may_be_questions_or_turns_or_both() -> None:
    sent = {"question": "Och sedan?", "history": ["Vad är målet?", {"question": "När?", "answer": "2030."}]}

    question = AskRequest.model_validate(sent).as_question()

    assert question == Question(
        text="Och sedan?", history=(Turn(question="Vad är målet?"), Turn(question="När?", answer="2030."))
    )


def test_answer_has_the_documented_fields_in_order() -> None:
    reply = AnswerReply.of(answer_to(Question(text="Vad är en kolsänka?"))).model_dump()

    assert list(reply) == [
        "question",
        "standalone_question",
        "text",
        "outcome",
        "citations",
        "writer",
        "seconds",
        "statements",
        "calculations",
        "table",
        "chart",
        "nearest",
        "choices",
        "follow_ups",
    ]
    assert reply["text"] == f"{SINK_QUOTE} [1]\n- Parterna ska <b>minska</b> utsläppen. [2] [1]"
    assert reply["statements"][1] == {
        "text": "Parterna ska <b>minska</b> utsläppen.",
        "numbers": (2, 1),
        "form": "item",
        "proof": "quote",
        "emphasis": None,
        "lang": "sv",
    }
    assert reply["citations"] == (
        {
            "number": 1,
            "source_id": "ordlista",
            "title": "Ordlista",
            "url": "https://example.se/ord?a=1&b=2",
            "path": "ordlista.md",
            "page": None,
            "heading": "Ordlista › Kolsänka",
            "quote": SINK_QUOTE,
            "record_id": None,
            "viewer": "/kallor/ordlista?stycke=0000000000000001&fran=0&till=52#citat",
        },
        {
            "number": 2,
            "source_id": "kontrakt",
            "title": "Kontrakt <2030>",
            "url": "javascript:alert(1)",
            "path": "kontrakt.pdf",
            "page": 3,
            "heading": "Mål",
            "quote": GOAL_QUOTE,
            "record_id": "r1",
            "viewer": "/kallor/kontrakt?sida=3&stycke=0000000000000002&fran=0&till=58#citat",
        },
    )


def test_refusal_has_no_citations() -> None:
    refusal = Answer(
        question=Question(text="Vem vann?"),
        standalone_question="Vem vann?",
        statements=(Statement(text="Det framgår inte."),),
        citations=(),
        outcome="not_found",
        writer="fixed",
    )

    reply = AnswerReply.of(refusal)

    assert (reply.outcome, reply.citations, reply.text) == ("not_found", (), "Det framgår inte.")


def test_hits_have_the_documented_fields() -> None:
    reply = SearchReply.of(FixedAssistant().search("kolsänka", 1)).model_dump()

    assert reply == {
        "hits": (
            {
                "passage_id": "0000000000000001",
                "source_id": "ordlista",
                "path": "ordlista.md",
                "page": None,
                "heading": "Ordlista › Kolsänka",
                "text": SINK_QUOTE,
                "score": 0.5,
            },
        )
    }


def test_what_a_source_lacks_is_null() -> None:
    reply = SourceReply.model_validate(GLOSSARY)

    assert (reply.title, reply.date, reply.publisher, reply.superseded_by) == ("Ordlista", None, None, None)


def test_document_has_its_source_its_text_and_where_pages_begin() -> None:
    reply = DocumentReply.of(Document(source=GLOSSARY, text="ett\ntvå", blocks=(), page_starts=(0, 4)))

    assert (reply.id, reply.text, reply.page_starts) == ("ordlista", "ett\ntvå", (0, 4))


def test_citation_numbers_are_the_markers() -> None:
    reply = AnswerReply.of(answer_to(Question(text="?")))

    assert [citation.number for citation in reply.citations] == [citation.number for citation in CITATIONS]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ("{}", "Fältet question saknas."),
        ("[]", "Det som skickades ska vara ett JSON-objekt."),
        ("{", "Det som skickades är inte giltig JSON."),
        ('{"question": 7}', "Fältet question ska vara text."),
        ('{"question": "a", "history": "b"}', "Fältet history ska vara en lista."),
        ('{"question": "a", "history": [7]}', "Fältet history.0 ska vara ett JSON-objekt."),
        ('{"question": "a", "history": [{}]}', "Fältet history.0.question saknas."),
        (
            '{"question": "a", "history": [' + ",".join(['"b"'] * (MAX_TURNS + 1)) + "]}",
            f"Fältet history har {MAX_TURNS + 1} poster och får ha högst {MAX_TURNS}.",
        ),
    ],
)
def test_complaints_name_the_field_and_what_is_wrong(sent: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        AskRequest.model_validate_json(sent)

    assert complaint(caught.value.errors()) == sentence


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        AskRequest(question="kol\ud800")

    assert complaint(caught.value.errors()) == "Fältet question innehåller tecken som inte är giltig text."
