from collections.abc import Iterator

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.outputs import ChatGenerationChunk

from assistant.chat_writer.failing import ChatFailed
from assistant.chat_writer.writer import ChatWriter
from assistant.conversation import Hit
from assistant.proving.proof import holds
from tests.assistant.chat_writer.asked import EVIDENCE, GOAL, PARTIES, claims, query
from tests.assistant.evidence import hit


def test_a_sentence_gets_the_words_that_support_it_whatever_the_model_cites() -> None:
    (claim,) = claims("Borlänge ska alltså vara klimatneutralt 2030 [3].")
    assert (claim.text, claim.hit) == ("Borlänge ska alltså vara klimatneutralt 2030.", GOAL)
    assert claim.quote == "Borlänge ska vara klimatneutralt år 2030."
    assert claim.writer == "chat"


def test_a_sentence_that_joins_two_of_the_source_is_quoted_with_both() -> None:
    (claim,) = claims("Borlänge ska vara klimatneutralt 2030, och målet gäller hela kommunen.")
    assert claim.quote == "Borlänge ska vara klimatneutralt år 2030. Målet gäller hela kommunen."


@pytest.mark.parametrize(
    "said",
    [
        "Borlänge ska vara klimatneutralt år 2035.",
        "Även Falun ska vara klimatneutralt år 2030.",
        "I målet ingår att alla bussar ska gå på vätgas.",
        "Ja.",
        "Ja, det är riktigt. Nyregistrerade elbilar, Borlänge, år 2023: 767 bilar.",
    ],
)
def test_what_the_passages_do_not_bear_out_is_left_out(said: str) -> None:
    kept = claims(f"{said} Målet gäller hela kommunen.")
    assert [claim.text for claim in kept] == ["Målet gäller hela kommunen."]


def test_a_list_is_quoted_item_by_item_and_without_one_that_is_made_up() -> None:
    said = "Projektet har tre parter:\n- Borlänge kommun\n- AB Borlänge Energi\n- IK Brage"
    kept = claims(said)
    assert [(claim.form, claim.text) for claim in kept[1:]] == [
        ("item", "Borlänge kommun"),
        ("item", "AB Borlänge Energi"),
        ("item", "IK Brage"),
    ]
    assert all(claim.hit is PARTIES and claim.quote in PARTIES.passage.text for claim in kept)
    with pytest.raises(ChatFailed, match="unsupported"):
        claims(f"{said}\n- Falu kommun")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (" \n ", "empty"),
        ("[1]", "empty"),
        ("Det framgår inte av källorna.", "refused"),
        ("Tyvärr kan jag inte svara på det.", "refused"),
        ("Källorna nämner inget om det.", "refused"),
        ("Borlänge aims to be climate neutral by the year 2030.", "language"),
        ("Borlänge vil være klimanøytral innen utgangen 2030.", "language"),
        ("mål " * 1_100, "broken"),
    ],
)
def test_what_cannot_be_used_says_why(said: str, reason: str) -> None:
    with pytest.raises(ChatFailed, match=reason):
        claims(said)


def test_at_most_four_sentences_are_used() -> None:
    text = "Ett mål är ett. Två mål är två. Tre mål är tre. Fyra mål är fyra. Fem mål är fem. Sex mål är sex."
    assert len(claims(text, evidence=[hit(text)])) == 4


def test_every_quote_stands_in_its_passage() -> None:
    said = "Målet gäller kommunen. Träd är kolsänkor. En kolsänka tar upp koldioxid ur luften. Planen antogs."
    kept = claims(said)
    assert kept
    assert all(claim.quote in claim.hit.passage.text for claim in kept)


def test_whatever_the_models_client_raises_is_a_failure_with_a_reason() -> None:
    class Broken(FakeListChatModel):
        error: Exception

        def _stream(self, *_: object, **__: object) -> Iterator[ChatGenerationChunk]:
            raise self.error

    def failure(error: Exception, evidence: tuple[Hit, ...] = EVIDENCE) -> str:
        with pytest.raises(ChatFailed) as failed:
            list(ChatWriter(Broken(responses=[], error=error), 60, holds).write(query("Vad är målet?"), evidence))
        return failed.value.reason

    refused = RuntimeError("ansluter inte")
    refused.__cause__ = ConnectionRefusedError()
    assert failure(refused) == "unreachable"
    assert failure(TimeoutError()) == "slow"
    assert failure(KeyError("choices")) == "broken"
