import numpy as np
import pytest

from assistant.conversation import Hit
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from assistant.writing.quoting import QuotingWriter
from corpus.embeddings import TextEncoder
from corpus.swedish import terms
from tests.assistant.evidence import hit
from tests.conftest import keywords

PARTIES = hit(
    "Alla parter är med i teamet. Projektet har tre parter:\n\n- Borlänge kommun\n- SSAB\n- IK Brage",
    heading=("Parterna",),
)
EMISSIONS = hit(
    "Utsläppen i Falun var 134 544 ton år 2024. Utsläppen i Borlänge var 423 796 ton år 2024. "
    "Utsläppen räknas inom kommunens gräns.",
    source_id="utslapp",
)
BUDGET = hit("SSAB:s utsläpp ingår inte i budgeten. Budgeten gäller koldioxid i Borlänge.", source_id="budget")
OPEN = hit("Det framgår inte av källorna när planen beslutades. Planen gäller hela kommunen.", source_id="plan")


@pytest.fixture(scope="module")
def writer(encoder: TextEncoder) -> QuotingWriter:
    return QuotingWriter(encoder, "Borlänge")


def write(writer: QuotingWriter, encoder: TextEncoder, question: str, *evidence: Hit) -> tuple[Claim, ...]:
    query = Query(
        text=question,
        vector=np.asarray(encoder.embed_query(question), np.float32),
        lexical=keywords(question),
        weights=dict.fromkeys(terms(question), 1.0),
        unknown=frozenset(),
        names=frozenset(),
    )
    return writer.write(query, evidence)


def test_a_list_that_is_asked_for_is_given_whole(writer: QuotingWriter, encoder: TextEncoder) -> None:
    claims = write(writer, encoder, "Vilka parter har projektet?", PARTIES)
    assert [claim.text for claim in claims if claim.form == "item"] == ["Borlänge kommun", "SSAB", "IK Brage"]
    assert claims[0].text == "Projektet har tre parter:"


def test_a_number_is_asked_of_the_home_place_unless_another_is_named(
    writer: QuotingWriter, encoder: TextEncoder
) -> None:
    assert "423 796" in write(writer, encoder, "Hur stora är utsläppen?", EMISSIONS)[0].text
    assert "134 544" in write(writer, encoder, "Hur stora är utsläppen i Falun?", EMISSIONS)[0].text


def test_a_number_that_is_not_there_is_not_answered(writer: QuotingWriter, encoder: TextEncoder) -> None:
    assert write(writer, encoder, "Hur många parter är företag?", BUDGET) == ()


def test_what_the_sources_leave_open_is_said_as_such(writer: QuotingWriter, encoder: TextEncoder) -> None:
    claims = write(writer, encoder, "När beslutades planen?", OPEN)
    assert claims[0].text == "Det framgår inte av källorna när planen beslutades."


def test_nothing_is_said_without_evidence(writer: QuotingWriter, encoder: TextEncoder) -> None:
    assert write(writer, encoder, "Vad är målet?") == ()


def test_every_claim_is_quoted_from_its_passage(writer: QuotingWriter, encoder: TextEncoder) -> None:
    for question in ("Vilka är med?", "Vad räknas?", "Hur mycket?", "Är SSAB med i budgeten?"):
        for claim in write(writer, encoder, question, PARTIES, EMISSIONS, BUDGET):
            assert claim.quote in claim.hit.passage.text
