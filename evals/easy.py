"""How much easier the easy answers are to read: LIX of the answers to the development cases, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from rich.console import Console

from assistant.conversation import Answer
from assistant.service import Assistant
from evals.cases import Case
from evals.metrics.language import lix


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """The mean LIX of some answers.

    Attributes:
        answers: How many there are.
        changed: How many of them have another wording when they are to be easy.
        before: As they are.
        wording: In their easy wording, the explanations of hard words aside.
        after: With the explanations.
    """

    answers: int
    changed: int
    before: float
    wording: float
    after: float


def measure(assistant: Assistant, cases: Iterable[Case]) -> Readability:
    """The readability of the answers to some cases; those that claim nothing are left out."""
    asked = [case.as_question() for case in cases]
    pairs = [(assistant.answer(question), assistant.answer(replace(question, easy=True))) for question in asked]
    told = [(_texts(plain), _worded(easy), _texts(easy)) for plain, easy in pairs if plain.citations]
    return Readability(
        answers=len(told),
        changed=sum(plain != worded for plain, worded, _ in told),
        before=mean(lix(plain) for plain, _, _ in told),
        wording=mean(lix(worded) for _, worded, _ in told),
        after=mean(lix(whole) for _, _, whole in told),
    )


def print_readability(found: Readability, console: Console) -> None:
    """Print how it is."""
    console.print(f"LIX för {found.answers} svar: {found.before:.1f} i vanlig form.", highlight=False)
    console.print(f"Lättläst: {found.wording:.1f} ({found.changed} svar fick annan ordalydelse).", highlight=False)
    console.print(f"Lättläst med ordförklaringar: {found.after:.1f}.", highlight=False)


def _texts(answer: Answer) -> Sequence[str]:
    return [statement.text for statement in answer.statements]


def _worded(answer: Answer) -> Sequence[str]:
    """The answer itself: what stands before the explanations, which a remark opens."""
    forms = [statement.form for statement in answer.statements]
    end = forms.index("remark") if "remark" in forms else len(forms)
    return [statement.text for statement in answer.statements[:end]]
