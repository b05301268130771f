"""The prompt: rules and examples that never change, then the passages, and the question last.

A server keeps what it has computed of a prompt's beginning, so everything that is the same from question to question
stands first, and a follow-up on the same passages has little new to be read.

Passages and questions are data. What could pass for the prompt's own marks, or for the control tokens of a model's chat
template (`<|im_start|>`, `[INST]`), is written with other signs; quotes are taken from the passages as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.conversation import Hit
from assistant.retrieval import Query
from corpus.swedish import sentence_spans, terms

PROMPTS = Path(__file__).parent.parent / "prompts"
EXAMPLES = ("writing_example_fact", "writing_example_list", "writing_example_missing")

PASSAGES_SHOWN = 4
"""How many of the best passages the model reads."""

CHARACTERS_SHOWN = 2_400
CHARACTERS_OF_ONE = 700
"""How much of them it reads in all, and of each. Reading is what a model on a processor is slowest at: some 4 ms a
character on two cores."""

_HARMLESS = str.maketrans("<>[]", "‹›()")  # noqa: RUF001


def messages(query: Query, hits: Sequence[Hit]) -> list[BaseMessage]:
    """What a model is sent for a query and the passages that it may use."""
    shown = [(hit, excerpt(hit, query)) for hit in hits]
    sources = "\n".join(_source(number, hit, text) for number, (hit, text) in enumerate(shown, start=1))
    asked = _read("writing_question").format(sources=sources, question=harmless(query.text))
    return [*_beginning(), HumanMessage(asked)]


def passages_shown(query: Query, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The best passages, as many as there is room for; the best one always."""
    shown: list[Hit] = []
    room = CHARACTERS_SHOWN
    for hit in hits[:PASSAGES_SHOWN]:
        room -= len(excerpt(hit, query))
        if shown and room < 0:
            break
        shown.append(hit)
    return tuple(shown)


def excerpt(hit: Hit, query: Query) -> str:
    """A passage's text, or of a long one the sentences in a row that have most of the question's words."""
    text = hit.passage.text
    spans = sentence_spans(text)
    if len(text) <= CHARACTERS_OF_ONE or not spans:
        return text[:CHARACTERS_OF_ONE]
    windows = [_window(text, spans[first:]) for first in range(len(spans))]
    return max(windows, key=lambda window: query.coverage(frozenset(terms(window))))


def harmless(text: str) -> str:
    """A text in which no mark of a prompt is left."""
    return text.translate(_HARMLESS)


def _window(text: str, spans: Sequence[tuple[int, int]]) -> str:
    start = spans[0][0]
    ends = [end for _, end in spans if end - start <= CHARACTERS_OF_ONE]
    return text[start : max(ends, default=start + CHARACTERS_OF_ONE)]


def _source(number: int, hit: Hit, text: str) -> str:
    title = " › ".join((hit.source.title, *hit.passage.heading)).replace('"', "”")
    return f'<källa nr="{number}" titel="{harmless(title)}">\n{harmless(text)}\n</källa>'


@cache
def _beginning() -> tuple[BaseMessage, ...]:
    examples = (_read(name).split("\n=====\n") for name in EXAMPLES)
    turns = ((HumanMessage(asked), AIMessage(answer)) for asked, answer in examples)
    return (SystemMessage(_read("writing")), *(message for turn in turns for message in turn))


def _read(name: str) -> str:
    return (PROMPTS / f"{name}.md").read_text(encoding="utf-8").strip()
