"""The writer that asks a chat model first and quotes when that gives no answer.

Nothing is shown before it is known that the model answers the question. The model's claims are held back until those
that are proven answer it; then they are let go at once, and the ones that follow as they come. A list is held back to
its end, because only then is it seen to be complete. So an answer never begins in one writer's words and ends in
another's: when the model fails before that, nothing of its text has been shown, and when it fails after, what has been
shown is an answer, and ends there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence

from assistant.asking import Sought, sought
from assistant.chat_writer.breaking import CircuitBreaker
from assistant.chat_writer.failing import SERVER_FAILURES, ChatFailed, Fallbacks, Reason
from assistant.conversation import Hit
from assistant.proving.relevance import answers_question
from assistant.retrieval import Query
from assistant.writing.draft import Claim, Writer

Relevance = Callable[[Query, Sequence[Claim]], bool]
"""Whether claims, each of them proven, together answer the question."""

ONE_THING = frozenset({Sought.NUMBER, Sought.TIME, Sought.PERSON, Sought.YES_OR_NO})
"""What a question asks for when one answering sentence completes the answer."""

_log = logging.getLogger(__name__)


class FallbackWriter:
    """Writes with a chat model, or with the other writer where the model is away, slow or does not answer.

    Args:
        chat: The writer that may fail.
        quoting: The writer that comes instead.
        answers: Decides whether what the chat model said answers the question.
        breaker: Decides whether the model is worth asking now.
        fallbacks: Counts how it went.
    """

    name = "chat"

    def __init__(
        self,
        chat: Writer,
        quoting: Writer,
        *,
        answers: Relevance = answers_question,
        breaker: CircuitBreaker | None = None,
        fallbacks: Fallbacks | None = None,
    ) -> None:
        self._chat = chat
        self._quoting = quoting
        self._answers = answers
        self._breaker = breaker or CircuitBreaker()
        self.fallbacks = fallbacks or Fallbacks()

    def write(self, query: Query, evidence: Sequence[Hit]) -> Iterator[Claim]:
        """The chat model's claims, or the quoting writer's."""
        reason: Reason | None = "paused"
        if self._breaker.lets_through():
            reason = yield from self._try(query, evidence)
        self.fallbacks.count(reason)
        if reason is not None:
            _log.info("The chat model's answer was not used: %s", reason)
            yield from self._quoting.write(query, evidence)

    def _try(self, query: Query, evidence: Sequence[Hit]) -> Generator[Claim, None, Reason | None]:
        """Yields the model's claims from where they answer the question; returns why they do not, or None."""
        kind = sought(query.text)
        claims: list[Claim] = []
        shown = 0
        reason: Reason | None = None
        try:
            for claim in self._chat.write(query, evidence):
                claims.append(claim)
                if not _may_be_a_list(kind, claims[shown:]) and (shown or self._answers(query, claims)):
                    yield from claims[shown:]
                    shown = len(claims)
                    if kind in ONE_THING:
                        break
        except ChatFailed as failed:
            reason = failed.reason
        self._note(reason)
        reason = reason or self._fault(query, claims)
        if reason is None:
            yield from claims[shown:]
        return None if shown else reason

    def _fault(self, query: Query, claims: Sequence[Claim]) -> Reason | None:
        """What is wrong with all that was said and is proven."""
        if not claims:
            return "unsupported"
        return None if self._answers(query, claims) else "off_topic"

    def _note(self, reason: Reason | None) -> None:
        if reason in SERVER_FAILURES:
            self._breaker.failed()
        else:
            self._breaker.succeeded()


def _may_be_a_list(kind: Sought, held: Sequence[Claim]) -> bool:
    """Whether what is held back may be part of a list, which is let go as a whole."""
    return kind is Sought.LIST or any(claim.form == "item" or claim.text.endswith(":") for claim in held)
