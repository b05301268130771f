from collections.abc import Sequence

import pytest

from assistant.chat_writer.breaking import CircuitBreaker
from assistant.chat_writer.failing import Reason
from assistant.chat_writer.fallback import FallbackWriter
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from assistant.writing.quoting import QuotingWriter
from corpus.embeddings import TextEncoder
from tests.assistant.chat_writer.asked import EVIDENCE, chat, query


@pytest.fixture(scope="module")
def quoting(encoder: TextEncoder) -> QuotingWriter:
    return QuotingWriter(encoder, "Borlänge")


def ask(writer: FallbackWriter, question: str) -> list[Claim]:
    return list(writer.write(query(question), EVIDENCE))


def went_wrong(writer: FallbackWriter) -> list[Reason]:
    return [reason for reason, times in writer.fallbacks.by_reason.items() for _ in range(times)]


def test_an_answer_of_the_models_is_used(quoting: QuotingWriter) -> None:
    writer = FallbackWriter(chat("Borlänge ska vara klimatneutralt 2030."), quoting)
    (claim,) = ask(writer, "När ska Borlänge vara klimatneutralt?")
    assert (claim.text, claim.writer) == ("Borlänge ska vara klimatneutralt 2030.", "chat")
    assert (writer.fallbacks.written, went_wrong(writer)) == (1, [])


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (" ", "empty"),
        ("Det framgår inte av källorna.", "refused"),
        ("Borlänge aims to be climate neutral in the year of 2030.", "language"),
        ("Borlänge ska vara klimatneutralt år 2035.", "unsupported"),
        ("Planen antogs av kommunfullmäktige.", "off_topic"),
        ("Målet gäller hela kommunen.", "off_topic"),
    ],
)
def test_quotes_come_instead_of_what_is_no_answer(quoting: QuotingWriter, said: str, reason: Reason) -> None:
    writer = FallbackWriter(chat(said), quoting)
    question = "När ska Borlänge vara klimatneutralt?"
    assert ask(writer, question) == list(quoting.write(query(question), EVIDENCE))
    assert (writer.fallbacks.written, went_wrong(writer)) == (0, [reason])


def test_nothing_is_shown_before_it_answers_and_nothing_more_once_it_is_complete(quoting: QuotingWriter) -> None:
    said = "Målet gäller hela kommunen. Borlänge ska vara klimatneutralt år 2030. Planen antogs av kommunfullmäktige."
    claims = ask(FallbackWriter(chat(said), quoting), "När ska Borlänge vara klimatneutralt?")
    assert [claim.text for claim in claims] == [
        "Målet gäller hela kommunen.",
        "Borlänge ska vara klimatneutralt år 2030.",
    ]


def test_an_answer_that_has_been_shown_is_not_followed_by_another(quoting: QuotingWriter) -> None:
    said = "En kolsänka tar upp koldioxid ur luften. Det framgår inte av källorna."
    writer = FallbackWriter(chat(said), quoting, answers=lambda _query, _claims: True)
    assert [claim.text for claim in ask(writer, "Vad är en kolsänka?")] == ["En kolsänka tar upp koldioxid ur luften."]
    assert writer.fallbacks.written == 1


def test_a_list_is_held_back_until_it_is_known_to_be_complete(quoting: QuotingWriter) -> None:
    looked_at: list[int] = []

    def whole_list(_query: Query, claims: Sequence[Claim]) -> bool:
        looked_at.append(len(claims))
        return len(claims) == 4

    whole = "Projektet har tre parter:\n- Borlänge kommun\n- AB Borlänge Energi\n- IK Brage"
    question = "Vilka parter har projektet?"
    kept = ask(FallbackWriter(chat(whole), quoting, answers=whole_list), question)
    assert [claim.writer for claim in kept] == ["chat"] * 4
    instead = ask(FallbackWriter(chat(whole.rpartition("\n")[0]), quoting, answers=whole_list), question)
    assert [claim.writer for claim in instead] == ["quoting"] * 4
    assert looked_at == [4, 3]


def test_a_list_behind_a_sentence_is_shown_whole_or_not_at_all(quoting: QuotingWriter) -> None:
    said = "En kolsänka tar upp koldioxid ur luften. Projektet har tre parter:\n- Borlänge kommun\n- IK Brage"
    whole = ask(FallbackWriter(chat(said), quoting), "Berätta om kolsänka och parter")
    cut = ask(FallbackWriter(chat(f"{said}\n- Falu kommun"), quoting), "Berätta om kolsänka och parter")
    assert [claim.form for claim in whole] == ["sentence", "sentence", "item", "item"]
    assert cut == whole[:1]


def test_a_server_that_fails_is_left_alone_and_comes_back_by_itself(quoting: QuotingWriter) -> None:
    now = 0.0
    breaker = CircuitBreaker(failures=2, pause=30, clock=lambda: now)
    writer = FallbackWriter(chat(" ", " ", "Borlänge ska vara klimatneutralt 2030."), quoting, breaker=breaker)
    question = "När ska Borlänge vara klimatneutralt?"
    assert {claim.writer for _ in range(4) for claim in ask(writer, question)} == {"quoting"}
    assert went_wrong(writer) == ["paused", "paused", "empty", "empty"]  # in the order of the reasons
    now = 31
    assert [claim.writer for claim in ask(writer, question)] == ["chat"]


def test_a_model_that_often_does_not_know_is_still_asked(quoting: QuotingWriter) -> None:
    breaker = CircuitBreaker(failures=1)
    writer = FallbackWriter(chat("Det framgår inte av källorna."), quoting, breaker=breaker)
    for _ in range(3):
        ask(writer, "Vad är målet?")
    assert went_wrong(writer) == ["refused"] * 3
