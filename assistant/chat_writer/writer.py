"""The writer that lets a chat model word the answer, and finds the quote behind every sentence itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from langchain_core.language_models import BaseChatModel
from langsmith import tracing_context

from assistant.asking import admits_absence
from assistant.chat_writer.attributing import Holds, Support, attribute, supports
from assistant.chat_writer.failing import ChatFailed, reason_of
from assistant.chat_writer.prompting import messages, passages_shown
from assistant.chat_writer.streaming import Saying, sayings, within
from assistant.conversation import Hit
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from corpus.swedish import looks_swedish

FIRST_SHARE = 0.6
"""The share of its time within which a model must have begun: what is left must do for a few sentences."""

MOST_SENTENCES = 4
"""How many sentences of running text are used; what a model says after them is seldom an answer any more."""

_REFUSAL = re.compile(
    r"\bkan (tyvärr )?inte (svara|besvara|hjälpa)\b|\bvet (tyvärr )?inte\b|\bsom (en )?(ai|språkmodell)\b|^tyvärr\b"
    r"|\b(källorna|texten|informationen) (nämner|innehåller|säger|anger|ger) (tyvärr )?(inte|ingen|inget|inga)\b"
    r"|\b(finns|har) (tyvärr )?ingen (information|uppgift)|\bi('m| am) sorry\b|\bi can('t|not)\b",
    re.IGNORECASE,
)


class ChatWriter:
    """Answers in a chat model's words, each sentence with the words of a passage that support it.

    What the model says is taken sentence by sentence as it comes. A sentence for which no quote is found is left out,
    and so are the model's own citations.

    Args:
        model: Any chat model of LangChain's.
        seconds: How long it may take.
        holds: Decides whether a sentence is proven with a quote.
    """

    name = "chat"

    def __init__(self, model: BaseChatModel, seconds: float, holds: Holds) -> None:
        self._model = model
        self._seconds = seconds
        self._holds = holds

    def write(self, query: Query, evidence: Sequence[Hit]) -> Iterator[Claim]:
        """The claims as the model comes to them.

        Raises:
            ChatFailed: No more can be used, for whatever reason; so it may be after some claims.
        """
        shown = passages_shown(query, evidence)
        pieces = within(self._pieces(query, shown), first=FIRST_SHARE * self._seconds, whole=self._seconds)
        try:
            with closing(pieces):
                yield from self._claims(pieces, supports(query, shown))
        except Exception as error:  # whatever the model's client raises; the quoting answer comes instead
            raise ChatFailed(reason_of(error)) from error

    def _claims(self, pieces: Iterable[str], among: Sequence[Support]) -> Iterator[Claim]:
        said: list[str] = []
        saying: Saying | None = None
        for saying in sayings(pieces):
            said += [saying.text] if saying.form == "sentence" else []
            if _REFUSAL.search(saying.text) or admits_absence(saying.text):
                raise ChatFailed("refused")
            if claim := attribute(saying, among, self._holds):
                yield claim
            elif saying.form == "item":
                raise ChatFailed("unsupported")  # a list that lacks an item is no answer
            elif not looks_swedish(" ".join(said)):
                raise ChatFailed("language")
            if len(said) == MOST_SENTENCES and saying.form == "sentence":
                return
        if saying is None:
            raise ChatFailed("empty")

    def _pieces(self, query: Query, shown: Sequence[Hit]) -> Iterator[str]:
        """What the model says, in pieces; nothing of it is sent to LangSmith, whatever the environment says."""
        with tracing_context(enabled=False):
            for chunk in self._model.stream(messages(query, shown)):
                if chunk.response_metadata.get("finish_reason") == "length":
                    raise ChatFailed("broken")
                yield chunk.text
