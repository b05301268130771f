import pytest

from assistant.conversation import Question
from assistant.proving.proof import Proof, proof_of, unproven
from assistant.service import Assistant
from assistant.wire import AnswerReply
from assistant.writing.draft import Claim
from tests.assistant.evidence import hit

TEXT = "Utsläppen var 423 796 ton år 2024. Det är 3,9 procent mer än år 2023."
EMISSIONS = hit(TEXT)


def claim(text: str, quote: str = TEXT) -> Claim:
    return Claim(text=text, hit=EMISSIONS, quote=quote)


def said_of(text: str, quote: str, heading: str = "") -> Claim:
    return Claim(text=text, hit=hit(quote, heading=(heading,) if heading else ()), quote=quote)


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("Utsläppen var 423 796 ton år 2024.", "quote"),
        (TEXT, "quote"),
        ("Ja, utsläppen var 423 796 ton år 2024.", "quote"),
        ("Utsläppen var 423796 ton år 2024.", "quote"),
        ("År 2024 var utsläppen 423 796 ton.", "wording"),
        ("Ökningen av utsläppen skedde på Mars.", ""),
    ],
)
def test_it_is_told_how_a_sentence_was_proven(text: str, proof: str) -> None:
    assert proof_of(claim(text)) == proof


@pytest.mark.parametrize(
    "altered",
    [
        claim("Utsläppen var 423 769 ton år 2024."),
        claim("Utsläppen var 423 796 ton år 2025."),
        claim("Utsläppen var 423 796 ton år 2023."),
        claim("Ökningen var 39 procent."),
        claim("Utsläppen var 423 796 ton.", quote="Utsläppen var 423 796 ton."),
        claim("", quote=""),
    ],
)
def test_an_altered_figure_or_quote_is_not_shown(altered: Claim) -> None:
    assert Proof().prove(altered) is None


def test_a_cut_that_drops_a_not_or_a_condition_is_no_quotation() -> None:
    assert not proof_of(said_of("Kommunen bygger nytt.", "Kommunen bygger nytt, om staten betalar."))
    assert not proof_of(said_of("SSAB ingår i budgeten.", "Det är inte så att SSAB ingår i budgeten."))
    assert not proof_of(said_of("5 MW solceller ska byggas.", "Minst 5 MW solceller ska byggas."))
    assert proof_of(said_of("KTH samordnar programmet.", "KTH samordnar programmet, som pågår till 2030.")) == "quote"


def test_a_sentence_about_what_the_sources_leave_open_keeps_saying_so() -> None:
    quote = "Det framgår inte av källorna om anläggningen är i drift."
    assert not proof_of(said_of("Anläggningen är i drift.", quote))
    assert proof_of(said_of("Om anläggningen är i drift framgår inte av källorna.", quote)) == "wording"


def test_what_the_headings_name_may_be_named() -> None:
    quote = "Programmet samordnas av KTH sedan 2017."
    named = "Viable Cities samordnas av KTH sedan 2017."
    assert proof_of(said_of(named, quote, heading="Viable Cities")) == "wording"
    assert unproven(said_of(named, quote)) == "Viable Cities"


def test_further_checks_can_be_asked_for() -> None:
    strict = Proof(checks=[lambda text, quote, context: text])
    assert strict.prove(claim("År 2024 var utsläppen 423 796 ton.")) is None
    assert strict.prove(claim(TEXT))  # the quote's own words need no check


def test_citations_are_numbered_as_first_used_one_for_each_passage() -> None:
    other, proof = hit("Målet är 2030.", source_id="annan"), Proof()
    claims = [
        Claim(text="Målet är 2030.", hit=other, quote="Målet är 2030."),
        claim("Utsläppen var 423 796 ton år 2024.", quote="Utsläppen var 423 796 ton år 2024."),
        claim("Det är 3,9 procent mer än år 2023.", quote="Det är 3,9 procent mer än år 2023."),
    ]
    numbers = [statement.numbers for statement in map(proof.prove, claims) if statement]
    assert numbers == [(1,), (2,), (2,)]
    assert [(citation.number, citation.source.id, citation.quote) for citation in proof.citations()] == [
        (1, "annan", "Målet är 2030."),
        (2, "kalla", TEXT),
    ]


@pytest.mark.parametrize(
    ("question", "proof"),
    [
        ("Vad är en kolsänka?", "quote"),
        ("Hur stora var Borlänges utsläpp 2024?", "rows"),
        ("Vem vann fotbolls-VM 1994?", None),
    ],
)
def test_the_api_says_how_each_sentence_was_proven(assistant: Assistant, question: str, proof: str | None) -> None:
    reply = AnswerReply.of(assistant.answer(Question(text=question)))
    assert {statement.proof for statement in reply.statements} == {proof}
