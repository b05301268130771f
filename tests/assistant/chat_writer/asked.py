"""Questions and a chat model for tests that need no index and no server."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from langchain_core.language_models import FakeListChatModel

from assistant.chat_writer.writer import ChatWriter
from assistant.conversation import Hit
from assistant.proving.proof import holds
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from corpus.swedish import terms
from tests.assistant.evidence import hit
from tests.conftest import keywords

GOAL = hit(
    "Borlänge ska vara klimatneutralt år 2030. Målet gäller hela kommunen. Planen antogs av kommunfullmäktige.",
    source_id="mal",
    heading=("Målet",),
)
PARTIES = hit(
    "Projektet har tre parter:\n\n- Borlänge kommun\n- AB Borlänge Energi\n- IK Brage",
    source_id="parter",
    heading=("Parterna",),
)
SINK = hit("En kolsänka är något som tar upp koldioxid ur luften. Träd är exempel på kolsänkor.", source_id="kolsankor")
EVIDENCE = (GOAL, PARTIES, SINK)


def query(question: str) -> Query:
    return Query(
        text=question,
        vector=np.zeros(384, np.float32),
        lexical=keywords(question),
        weights=dict.fromkeys(terms(question), 1.0),
        unknown=frozenset(),
        names=frozenset(),
    )


def chat(*said: str, seconds: float = 60) -> ChatWriter:
    """A chat writer whose model says these things, one for each question."""
    return ChatWriter(FakeListChatModel(responses=list(said)), seconds, holds)


def claims(said: str, question: str = "Vad är målet?", evidence: Sequence[Hit] = EVIDENCE) -> list[Claim]:
    """What is left of what a model says."""
    return list(chat(said).write(query(question), evidence))
