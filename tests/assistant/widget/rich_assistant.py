"""An assistant whose answer has everything that an answer can have, with hostile text in every part of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from assistant.conversation import (
    Answer,
    Calculation,
    Hit,
    Question,
    ResultRow,
    ResultTable,
    Statement,
)
from tests.assistant.fixed_assistant import CITATIONS, CONTRACT, GOAL, FixedAssistant

HOSTILE = "<img src=x onerror=\"document.title='intrång'\"><script>document.title='intrång'</script>&amp; </p>"

STATEMENTS = (
    Statement(text=f"Utsläppen var 423 796 ton. {HOSTILE}", numbers=(1, 2), emphasis="423 796 ton", proof="quote"),
    Statement(text=f"En punkt {HOSTILE}", numbers=(2,), form="item", proof="quote"),
    Statement(text="En punkt till.", numbers=(2,), form="item", proof="quote"),
    Statement(text=f"Jag hittar inget om resten. {HOSTILE}", form="remark"),
)
TABLE = ResultTable(
    caption=f"Utsläpp {HOSTILE}",
    columns=("Område", f"År {HOSTILE}"),
    rows=(ResultRow(cells=("Borlänge", HOSTILE), number=1), ResultRow(cells=("Falun", "2024"), number=2)),
    note=HOSTILE,
)
CALCULATION = Calculation(label=f"Summan {HOSTILE}", expression="423 796 + 134 544", result="558 340", numbers=(1, 2))


class RichAssistant(FixedAssistant):
    """Answers all but `långsam`, which waits until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def _parts(self, question: Question) -> Iterator[Statement | Answer]:
        if question.text == "långsam":
            self.let_go.wait(60)
        yield from STATEMENTS
        yield Answer(
            question=question,
            standalone_question=question.text,
            statements=STATEMENTS,
            citations=CITATIONS,
            outcome="partial",
            writer="fixed",
            calculations=(CALCULATION,),
            table=TABLE,
            nearest=(Hit(passage=GOAL, source=CONTRACT, score=0.5),),
            choices=(f"Menar du {HOSTILE}?",),
            follow_ups=("Vilka är parterna?", f"Fråga om {HOSTILE}?"),
        )
