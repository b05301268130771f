"""What the chat shows step by step, from the moment a question is asked until it is answered."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from assistant import texts
from assistant.chat_html import answer_html, notice_html, question_html, statements_html
from assistant.conversation import Answer, Question, Statement, Turn
from assistant.service import Assistant
from corpus.errors import KlimatError

_log = logging.getLogger(__name__)

MOST_OFFERED = 6
"""How many questions to go on with are offered at most."""

Past = tuple[Answer, ...]
"""The answers so far in one visitor's conversation, oldest first. They stay on the server."""

Message = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page shows.

    Attributes:
        messages: The conversation.
        past: The answers behind it.
        typed: The text in the question's box.
        answer: The answer that has just come and can be gone on from; None while it is being written or has failed.
    """

    messages: tuple[Message, ...] = ()
    past: Past = ()
    typed: str = ""
    answer: Answer | None = None

    @property
    def offered(self) -> tuple[str, ...]:
        """Questions to choose among, or else to go on with."""
        return (self.answer.choices or self.answer.follow_ups)[:MOST_OFFERED] if self.answer else ()

    @property
    def offered_heading(self) -> str:
        """What stands above them."""
        return texts.CHOICES_HEADING if self.answer and self.answer.choices else texts.ASK_ON_HEADING


def respond(assistant: Assistant, question: Question, past: Past) -> Iterator[Shown]:
    """What to show, one step for each new statement; the question's own history is the past's.

    A question that is refused, or that fails, is put back into its box, so that nothing typed is lost.
    """
    asked = (*_messages(past), _message("user", question_html(question.text)))
    said: list[Statement] = []
    try:
        parts = assistant.stream(Question(text=question.text, history=_turns(past), easy=question.easy))
        yield Shown(messages=(*asked, _message("assistant", statements_html(said, len(past)))), past=past)
        for part in parts:
            if isinstance(part, Answer):
                yield Shown(messages=_messages((*past, part)), past=(*past, part), answer=part)
            else:
                said.append(part)
                yield Shown(messages=(*asked, _message("assistant", statements_html(said, len(past)))), past=past)
    except KlimatError as error:
        yield _failed(past, question, str(error))
    except Exception:
        _log.exception("An answer failed midway")
        yield _failed(past, question, texts.FAILED)


def _failed(past: Past, question: Question, sentence: str) -> Shown:
    return Shown(
        messages=(*_messages(past), _message("assistant", notice_html(sentence))), past=past, typed=question.text
    )


def _messages(past: Past) -> tuple[Message, ...]:
    pairs = [(question_html(answer.question.text), answer_html(answer, key)) for key, answer in enumerate(past)]
    return tuple(message for asked, said in pairs for message in (_message("user", asked), _message("assistant", said)))


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _turns(past: Past) -> tuple[Turn, ...]:
    return tuple(Turn(question=answer.question.text, answer=answer.text) for answer in past)
