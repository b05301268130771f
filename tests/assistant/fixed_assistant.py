"""An assistant with fixed answers, for what stands in front of the real one: the same every time, and able to fail."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.conversation import Answer, Citation, Hit, Question, Statement
from assistant.errors import InvalidQuestion
from assistant.service import Assistant
from corpus.documents import Passage, Source, Span
from corpus.errors import MissingIndex, StaleIndex
from corpus.index import Manifest

SINK_QUOTE = "En kolsänka tar upp mer koldioxid än den släpper ut."
GOAL_QUOTE = "Parterna ska <b>minska</b> utsläppen\nmed 85 procent & mer."

GLOSSARY = Source(id="ordlista", path="ordlista.md", title="Ordlista", url="https://example.se/ord?a=1&b=2")
CONTRACT = Source(
    id="kontrakt", path="kontrakt.pdf", title="Kontrakt <2030>", kind="contract", url="javascript:alert(1)"
)

SINK = Passage(
    id="0000000000000001",
    span=Span(document_id="ordlista", start=0, end=len(SINK_QUOTE)),
    text=SINK_QUOTE,
    heading=("Ordlista", "Kolsänka"),
)
GOAL = Passage(
    id="0000000000000002",
    span=Span(document_id="kontrakt", start=0, end=len(GOAL_QUOTE)),
    text=GOAL_QUOTE,
    page=3,
    heading=("Mål",),
    record_id="r1",
)
CITATIONS = (
    Citation(number=1, source=GLOSSARY, passage=SINK, quote=SINK_QUOTE),
    Citation(number=2, source=CONTRACT, passage=GOAL, quote=GOAL_QUOTE),
)
STATEMENTS = (
    Statement(text=SINK_QUOTE, numbers=(1,), proof="quote"),
    Statement(text="Parterna ska <b>minska</b> utsläppen.", numbers=(2, 1), form="item", proof="quote"),
)


def answer_to(question: Question) -> Answer:
    return Answer(
        question=question,
        standalone_question=" ".join([*(turn.question for turn in question.history), question.text]),
        statements=STATEMENTS,
        citations=CITATIONS,
        outcome="answered",
        writer="fixed",
        seconds=0.01234567,
    )


class FixedAssistant(Assistant):
    """Answers every question alike, but fails midway through some and has no index to tell of."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.closed = False

    def stream(self, question: Question) -> Iterator[Statement | Answer]:
        if not question.text.strip():
            raise InvalidQuestion("Frågan är tom.")
        self.asked.append(question)
        return self._parts(question)

    def search(self, text: str, k: int = 10) -> tuple[Hit, ...]:
        hits = (Hit(passage=SINK, source=GLOSSARY, score=0.5), Hit(passage=GOAL, source=CONTRACT, score=0.25))
        return hits[:k]

    def status(self) -> Manifest:
        raise MissingIndex("Det finns inget index. Kör python -m ingest.")

    def close(self) -> None:
        self.closed = True

    def _parts(self, question: Question) -> Iterator[Statement | Answer]:
        yield STATEMENTS[0]
        if question.text == "föråldrat":
            raise StaleIndex("Indexet är gammalt. Kör python -m ingest.")
        if question.text == "haveri":
            raise ZeroDivisionError("hemlig detalj")
        yield STATEMENTS[1]
        yield answer_to(question)
