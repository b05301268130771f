"""Whether the calculations that an answer shows come to what they say; worked out here anew, by Python's own parser."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeGuard

from assistant.conversation import Answer, Calculation
from evals.metrics.wording import digits

_OPERATIONS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_PERCENT = 100.0


class _Number(ast.Constant):
    value: int | float


def worked_out(answer: Answer) -> frozenset[float]:
    """The results that hold: what is counted is cited, and what is calculated follows from known figures.

    Known are those of the quotes that the calculation cites, the results before it, and 100 for percentages.
    """
    results: set[float] = set()
    for step in answer.calculations:
        quotes = [citation.quote for citation in answer.citations if citation.number in step.numbers]
        known = frozenset({_PERCENT, *results}).union(*map(digits, quotes))
        if step.result and (_counts(step) if not step.expression else _follows(step, known)):
            results |= digits(step.result)
    return frozenset(results)


def _counts(step: Calculation) -> bool:
    return digits(step.result) == {float(len(set(step.numbers)))}


def _follows(step: Calculation, known: frozenset[float]) -> bool:
    try:
        tree = ast.parse(_plain(step.expression), mode="eval")
        value = _value(tree.body)
        stated = Fraction(_plain(step.result))
    except (SyntaxError, ValueError, ZeroDivisionError):
        return False
    operands = {float(node.value) for node in ast.walk(tree) if _is_number(node)}
    decimals = len(step.result.partition(",")[2])
    margin = Fraction(1, 2 * 10**decimals) if step.rounded else Fraction(0)
    return operands <= known and abs(value - stated) <= margin


def _plain(text: str) -> str:
    """Swedish figures and signs as Python has them: `539 459 \u2212 2,5` as `539459-2.5`."""
    return re.sub(r"\s", "", text).replace("\u2212", "-").replace("×", "*").replace(",", ".")


def _is_number(node: ast.AST) -> TypeGuard[_Number]:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _value(node: ast.expr) -> Fraction:
    if _is_number(node):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("this is no arithmetic")
