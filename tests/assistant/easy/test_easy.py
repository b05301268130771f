"""An easy answer says the same as a plain one: same figures, names, order of words and sources, never longer."""

import pytest

from assistant.conversation import Question, Statement
from assistant.easy.simplifying import names, simplify
from assistant.glossary import public_passages
from assistant.proving.figures import numerals
from assistant.service import Assistant
from corpus.swedish import sentences, words
from evals.metrics.language import lix

EXPLAINED = "Svåra ord i svaret:"


def easy(text: str) -> tuple[str, ...]:
    return tuple(piece.text for piece in simplify(Statement(text=text, numbers=(1,), proof="quote")))


@pytest.fixture(scope="module")
def spoken(assistant: Assistant) -> tuple[str, ...]:
    """Every sentence of the bundled corpus."""
    with assistant.live.reading() as index:
        return tuple({said: None for passage, _ in public_passages(index) for said in sentences(passage.text)})


def test_every_sentence_of_the_corpus_keeps_its_figures_and_names(spoken: tuple[str, ...]) -> None:
    assert len(spoken) > 1000
    for sentence in spoken:
        told = " ".join(easy(sentence))
        assert numerals(told) == numerals(sentence)
        assert names(sentence) <= frozenset(words(told)), sentence


def test_no_sentence_of_the_corpus_becomes_longer_than_its_abbreviations_spelt_out(spoken: tuple[str, ...]) -> None:
    for sentence in spoken:
        pieces = easy(sentence)
        if len(pieces) > 1:
            assert all(len(words(piece)) < len(words(sentence)) for piece in pieces), pieces


def test_the_corpus_is_no_harder_to_read_afterwards(spoken: tuple[str, ...]) -> None:
    parted = [sentence for sentence in spoken if len(easy(sentence)) > 1]
    assert parted
    assert lix([piece for sentence in parted for piece in easy(sentence)]) < lix(parted) - 3


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        (
            "KTH samordnar Viable Cities, och programmet pågår till och med år 2030.",
            ("KTH samordnar Viable Cities.", "Programmet pågår till och med år 2030."),
        ),
        (
            "Projektets sida kallar Borlänge en växande stad, medan Viable Cities kallar staden relativt liten.",
            ("Projektets sida kallar Borlänge en växande stad.", "Viable Cities kallar staden relativt liten."),
        ),
        ("Målet är högt, men kommunen är inte klar.", ("Målet är högt.", "Men kommunen är inte klar.")),
        ("Bolaget har sju bilar; kommunen har tre.", ("Bolaget har sju bilar.", "Kommunen har tre.")),
        (
            "Pannan (t.ex. panna 8) ger 5 % värme samt el.",
            ("Pannan, till exempel panna 8, ger 5 procent värme och el.",),
        ),
    ],
)
def test_whole_clauses_are_parted_and_hard_forms_spelt_out(sentence: str, pieces: tuple[str, ...]) -> None:
    assert easy(sentence) == pieces


@pytest.mark.parametrize(
    "sentence",
    [
        "År 2024 var utsläppen stora, och budgeten var liten.",  # the year may hold for both
        "Utsläppen var stora 2020, och budgeten var liten.",
        "Det innebär att utsläppen minskar, och budgeten ökar.",  # both may be what it means
        "Utsläppen är stora, och budgeten är liten, enligt Klimatkollen.",  # whose claim both are
        "KTH samordnar Viable Cities och leder programmet.",  # one subject
        "Borlänge ska vara föregångare och inspiration för hur en kommun blir klimatneutral.",
        "Avståndet mellan Falun och Borlänge är tjugo kilometer.",
        "Åtgärd A008: Tankstation för gas (naturgas och biogas); status: byggd.",  # a row's names are the table's
    ],
)
def test_what_may_lean_on_the_other_half_stays_whole(sentence: str) -> None:
    assert easy(sentence) == (sentence,)


def test_sentences_from_table_rows_and_remarks_are_left_alone() -> None:
    for proof in ("rows", ""):
        said = Statement(text="Det finns 5 % (ca) t.ex. här.", proof=proof)
        assert simplify(said) == (said,)


def test_a_changed_sentence_says_so_and_keeps_its_citation() -> None:
    said = Statement(text="A har två, och B har tre.", numbers=(3,), proof="quote", emphasis="två")
    first, second = simplify(said)
    assert (first.numbers, first.proof, first.emphasis) == ((3,), "wording", "två")
    assert (second.numbers, second.proof, second.emphasis) == ((3,), "wording", "")


def test_an_easy_answer_has_a_sentence_a_line_and_explains_hard_words_with_their_sources(assistant: Assistant) -> None:
    asked = "Vem samordnar Viable Cities, och till när pågår programmet?"
    plain, easier = assistant.answer(Question(text=asked)), assistant.answer(Question(text=asked, easy=True))
    assert easier.text.splitlines()[:2] == [
        "KTH samordnar Viable Cities. [1]",
        "Programmet Viable Cities pågår till och med år 2030. [2]",
    ]
    assert easier.citations[: len(plain.citations)] == plain.citations
    explained = easier.statements[[statement.text for statement in easier.statements].index(EXPLAINED) + 1 :]
    assert explained
    for statement in explained:
        (number,) = statement.numbers
        citation = easier.citations[number - 1]
        assert (statement.text, citation.number) == (citation.quote, number)
        assert citation.quote in citation.passage.text


def test_a_refusal_is_the_same_and_explains_nothing(assistant: Assistant) -> None:
    refused = assistant.answer(Question(text="Hur många ton koldioxid binder kolsänkorna i Borlänge?", easy=True))
    assert refused.outcome == "not_found"
    assert EXPLAINED not in refused.text
    assert not refused.citations
