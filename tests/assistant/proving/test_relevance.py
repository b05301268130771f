import pytest

from assistant.proving.relevance import relevance
from assistant.retrieval import Query, understand
from assistant.service import Assistant
from assistant.writing.draft import Claim
from corpus.embeddings import TextEncoder
from tests.assistant.evidence import hit


def query(assistant: Assistant, encoder: TextEncoder, question: str) -> Query:
    with assistant.live.reading() as index:
        return understand(index, encoder, question)


def claims(*texts: str) -> list[Claim]:
    quote = " ".join(texts)
    return [Claim(text=text, hit=hit(quote), quote=quote) for text in texts]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("När startade projektet?", "Projektet startade den 1 oktober 2021."),
        ("Hur många parter är med i konsortiet?", "Konsortiet består av tretton parter."),
        ("Vem samordnar Viable Cities?", "KTH samordnar Viable Cities."),
        ("Är Borlänge med i EU:s Cities Mission?", "Nej, Borlänge är inte med i EU:s Cities Mission."),
        ("Är Borlänge med i Viable Cities?", "Ja, Borlänge är med i Viable Cities."),
        ("Hur mycket släpper SSAB ut?", "Det framgår inte av källorna hur mycket SSAB släpper ut."),
    ],
)
def test_what_answers_is_let_through(assistant: Assistant, encoder: TextEncoder, question: str, answer: str) -> None:
    assert relevance(query(assistant, encoder, question), claims(answer)).answers


@pytest.mark.parametrize(
    ("question", "answer", "fault"),
    [
        ("När startade projektet?", "Projektet har en egen webbplats.", "kind"),
        ("Hur många parter är med i konsortiet?", "Konsortiet håller i klimatarbetet.", "kind"),
        ("Vem samordnar Viable Cities?", "Staden ska bli klimatneutral, säger Borlänge.", "subject"),
        ("Är Borlänge med i EU:s Cities Mission?", "Ja, Borlänge är inte med i EU:s Cities Mission.", "reply"),
        ("Är Borlänge med i Viable Cities?", "Nej, Borlänge är med i Viable Cities.", "reply"),
        ("Vem samordnar Viable Cities?", "Ja, KTH samordnar Viable Cities.", "reply"),
    ],
)
def test_what_is_true_but_no_answer_is_told_apart(
    assistant: Assistant, encoder: TextEncoder, question: str, answer: str, fault: str
) -> None:
    assert relevance(query(assistant, encoder, question), claims(answer)).fault == fault


def test_a_list_with_an_item_dropped_is_no_whole_answer(assistant: Assistant, encoder: TextEncoder) -> None:
    quote = "Viable Cities finansieras av Vinnova, Energimyndigheten och Formas."
    short = Claim(text="Vinnova och Formas finansierar Viable Cities.", hit=hit(quote), quote=quote)
    verdict = relevance(query(assistant, encoder, "Vilka finansierar Viable Cities?"), [short])
    assert (verdict.fault, verdict.about) == ("list", "Energimyndigheten")
