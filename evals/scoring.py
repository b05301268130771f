"""What is right and wrong with one answer: every value that the measures are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.conversation import Answer, Hit
from evals.cases import REFUSALS, Case, Fact, Phrase, Quantity
from evals.gold import Documents, Gold
from evals.metrics.answers import contradicted, forbidden_said, held, unsupported_figures
from evals.metrics.citations import citation_precision, citation_recall, cites_gold, is_verbatim, shows_page
from evals.metrics.language import is_swedish, length, lix
from evals.metrics.retrieval import gains, ndcg, recall, reciprocal_rank
from evals.scorecard import CaseResult, QuotedSource, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What the assistant did with a case.

    Attributes:
        answer: What it said; None when it failed.
        hits: What a search for the standalone question gave, best first.
        first_seconds: How long it took until the first statement.
        whole_seconds: How long it took until the whole answer.
        failure: What went wrong, when something did.
    """

    answer: Answer | None
    hits: tuple[Hit, ...] = ()
    first_seconds: float = 0.0
    whole_seconds: float = 0.0
    failure: str = ""


def score(case: Case, gold: Gold, observation: Observation, documents: Documents) -> CaseResult:
    """How the case went."""
    answer = observation.answer
    faults = tuple(_faults(case, answer, observation.failure))
    values = {"right": float(not faults), "crashed": float(answer is None), "outcome_right": 0.0, "answered": 0.0}
    if answer:
        values |= _retrieval(observation.hits, gold) | _content(case, answer) | _honesty(case, answer)
        values |= {"first_seconds": observation.first_seconds, "whole_seconds": observation.whole_seconds}
        values |= _citations(answer, gold, documents) if _answered(answer) else {}
    return CaseResult(
        id=case.id,
        digest=case.digest,
        kind=case.kind,
        split=case.split,
        paraphrase_of=case.paraphrase_of,
        must_answer=case.must_answer,
        must_refuse=case.must_refuse,
        outcome=answer.outcome if answer else None,
        writer=answer.writer if answer else "",
        confidence=_confidence(observation),
        held=held(_told(answer), (*case.facts, *case.items)),
        values=values,
        transcript=_transcript(case, answer, faults),
    )


def described(fact: Fact) -> str:
    """A fact as a person reads it."""
    if isinstance(fact, Phrase):
        return " eller ".join(f"”{alternative}”" for alternative in fact.alternatives)
    margin = f" (±{fact.tolerance:g})" if fact.tolerance else ""
    return f"{_swedish(fact.value)} {fact.unit}".strip() + margin


def _faults(case: Case, answer: Answer | None, failure: str) -> Iterator[str]:
    """What is wrong with an answer, in Swedish; nothing when it is right."""
    if answer is None:
        yield f"Svaret avbröts: {failure}"
        return
    if answer.outcome not in case.outcomes:
        yield f"Utfallet blev {answer.outcome}, men skulle vara {' eller '.join(case.outcomes)}."
    texts = _texts(answer)
    required = (*case.facts, *case.items) if _answered(answer) or case.must_answer else ()
    for fact, is_held in zip(required, held(_told(answer), required), strict=True):
        if not is_held:
            yield f"Saknas: {described(fact)}."
    for fact in contradicted(_told(answer), case.facts):
        yield f"Fel tal i stället för {described(fact)}."
    for words in forbidden_said(texts, case.forbidden):
        yield f"Får inte sägas: ”{words}”."
    if _answered(answer) and (figures := unsupported_figures(answer)):
        yield f"Tal som inte står i citaten: {', '.join(map(_swedish, sorted(figures)))}."


def _retrieval(hits: tuple[Hit, ...], gold: Gold) -> dict[str, float]:
    if not gold.groups:
        return {}
    gained = gains([hit.passage for hit in hits], gold)
    return {
        **{f"recall_{k}": recall(gained, len(gold.groups), k) for k in (1, 5, 10)},
        "mrr_10": reciprocal_rank(gained, 10),
        "ndcg_10": ndcg(gained, [1.0] * len(gold.groups), 10),
    }


def _content(case: Case, answer: Answer) -> dict[str, float]:
    texts, answered = _texts(answer), _answered(answer)
    swedish = [statement.text for statement in answer.statements if statement.lang == "sv"]
    values = {"swedish": float(is_swedish("\n".join(swedish)))}
    if answered or case.must_answer:
        values |= _facts(held(_told(answer), case.facts)) | _list(held(_told(answer), case.items))
    if case.forbidden:
        values["forbidden"] = float(bool(forbidden_said(texts, case.forbidden)))
    if answered:
        values |= {"altered_figures": float(bool(unsupported_figures(answer)))}
        values |= {"words": float(length(swedish)), "lix": lix(swedish)}
    if answered and any(isinstance(fact, Quantity) for fact in case.facts):
        values["wrong_figures"] = float(bool(contradicted(texts, case.facts)))
    return values


def _facts(is_held: tuple[bool, ...]) -> dict[str, float]:
    if not is_held:
        return {}
    share = sum(is_held) / len(is_held)
    return {
        "facts_all": float(share == 1),
        "facts_some": float(0 < share < 1),
        "facts_none": float(share == 0),
        "fact_recall": share,
    }


def _list(is_named: tuple[bool, ...]) -> dict[str, float]:
    if not is_named:
        return {}
    return {"list_complete": float(all(is_named)), "list_recall": sum(is_named) / len(is_named)}


def _citations(answer: Answer, gold: Gold, documents: Documents) -> dict[str, float]:
    cited = [(citation, documents(citation.source.id)) for citation in answer.citations]
    paged = [(citation, document) for citation, document in cited if document.page_starts]
    values = {"citation_recall": citation_recall(answer), "citation_precision": citation_precision(answer)}
    values["quotes_verbatim"] = float(all(is_verbatim(*pair) for pair in cited))
    if gold.groups:
        values["gold_cited"] = float(cites_gold(answer, gold))
    if paged:
        values["page_right"] = float(all(shows_page(*pair) for pair in paged))
    return values


def _honesty(case: Case, answer: Answer) -> dict[str, float]:
    answered = _answered(answer)
    values = {"outcome_right": float(answer.outcome in case.outcomes), "answered": float(answered)}
    if case.must_refuse:
        values["correct_refusal"] = float(not answered)
    if case.must_answer:
        values["false_refusal"] = float(not answered)
    return values


def _confidence(observation: Observation) -> float:
    """The answer's own confidence if it states one, else how near the nearest passage is to the question."""
    stated = getattr(observation.answer, "confidence", None)
    return float(stated) if stated is not None else max((hit.cosine for hit in observation.hits), default=0.0)


def _transcript(case: Case, answer: Answer | None, faults: tuple[str, ...]) -> Transcript:
    citations = answer.citations if answer else ()
    return Transcript(
        question=case.question,
        text=answer.text if answer else "",
        citations=tuple(
            QuotedSource(
                number=c.number, source_id=c.source.id, title=c.source.title, page=c.passage.page, quote=c.quote
            )
            for c in citations
        ),
        faults=faults,
    )


def _texts(answer: Answer | None) -> tuple[str, ...]:
    return tuple(statement.text for statement in answer.statements) if answer else ()


def _told(answer: Answer | None) -> tuple[str, ...]:
    """What the answer claims: nothing when it is a refusal, though that may name the municipality or a telephone."""
    return _texts(answer) if answer and _answered(answer) else ()


def _answered(answer: Answer) -> bool:
    return answer.outcome not in REFUSALS


def _swedish(figure: float) -> str:
    """A figure as it is written in Swedish, thousands parted from five digits on, so that a year stays as it is."""
    grouped = f"{figure:,.10g}" if figure >= 10_000 else f"{figure:.10g}"
    return grouped.replace(",", "\u00a0").replace(".", ",")
