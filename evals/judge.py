"""A language model as a judge of whether quotes support a sentence, and whether that judge is to be believed.

A judge is first held against judgements made by hand. Only one that agrees with them well beyond chance may judge the
answers of a run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import httpx2
import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from evals.errors import EvalError, InvalidCase, InvalidRun
from evals.metrics.citations import supports
from evals.report.words import quantity, span
from evals.scorecard import Scorecard, Transcript
from evals.statistics import Interval, bootstrap, wilson

JUDGEMENTS = Path(__file__).parent / "judgements.yaml"
PROMPT = Path(__file__).parent / "prompts" / "judge.md"

BELIEVED = 0.6
"""The least that the lower end of kappa's interval may be for a judge to be believed.

Landis & Koch (1977), The measurement of observer agreement for categorical data, call kappa above 0.6 substantial. The
lower end is held against it, so that a judge does not pass by luck with the judgements that happened to be made.
"""

SECONDS = 60.0
"""How long the server may be silent, in seconds, before it counts as away."""

MAX_TOKENS = 1_024
"""Room for a model that reasons before it answers, where the server keeps the reasoning out of the answer."""

Judge = Callable[[Sequence[str], str], bool | None]
"""Whether quotes support a sentence; None when there was no judgement. `supports` is the suite's own."""

Codes = NDArray[np.int_]
"""Judgements as numbers: 1 for support, 0 for none, -1 for no judgement."""


_STATEMENT = re.compile(r"(?:^- )?(\S.*?)((?: \[\d+\])+)(?: |$)", re.MULTILINE)
"""A sentence or list item and its markers, as `Statement.marked` writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A judgement made by hand: whether the quote supports the sentence."""

    sentence: str
    quote: str
    supported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How a judge agrees with judgements made by hand. No judgement counts as disagreement.

    Attributes:
        agreeing: The share of the judgements that are the same.
        kappa: The agreement beyond chance, from -1 to 1; 0 is chance.
        caught: The share of the unsupported sentences that the judge says are unsupported.
        silent: How often it gave no judgement.
    """

    agreeing: Interval
    kappa: Interval
    caught: Interval
    silent: int

    @property
    def believed(self) -> bool:
        """Whether the judge may judge answers."""
        return self.kappa.low >= BELIEVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The share of a run's sentences that their quotes support.

    Attributes:
        judged: By the judge; a sentence that it gave no judgement of counts as unsupported.
        own: By the suite's own rule.
        silent: How often the judge gave no judgement.
    """

    judged: Interval
    own: Interval
    silent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatJudge:
    """A model on an OpenAI-compatible chat server: Ollama, vLLM, or llama.cpp's server."""

    client: httpx2.Client
    model: str

    def __call__(self, quotes: Sequence[str], sentence: str) -> bool | None:
        """Whether the quotes support the sentence; None when the answer is neither `ja` nor `nej`.

        Raises:
            EvalError: The server is away, or does not answer as such a server does.
        """
        request = {
            "model": self.model,
            "messages": messages(quotes, sentence),
            "temperature": 0,
            "max_tokens": MAX_TOKENS,
        }
        completion = _read(_Completion, self.client, "POST", "chat/completions", request)
        answer = completion.choices[0].message.content or ""
        return {"ja": True, "nej": False}.get(answer.strip().lower().removesuffix("."))


@contextmanager
def open_judge(url: str, model: str = "", seconds: float = SECONDS) -> Iterator[ChatJudge]:
    """The model on the server at the URL, with or without `/v1` at its end; "" takes the only one that it has.

    No proxy is used and no redirection followed: nothing but the URL is called.

    Raises:
        EvalError: The URL is not one, the server is away, or it has not exactly one model and none was named.
    """
    try:
        client = httpx2.Client(
            base_url=url.rstrip("/").removesuffix("/v1") + "/v1/",
            timeout=seconds,
            trust_env=False,
            follow_redirects=False,
        )
    except httpx2.InvalidURL as error:
        raise EvalError(f"”{url}” är ingen webbadress. Skriv den som http://localhost:11434.") from error
    with client:
        yield ChatJudge(client=client, model=model or _only_model(client))


def messages(quotes: Sequence[str], sentence: str) -> list[dict[str, str]]:
    """What the model is told: the task, and then the texts as JSON, whose quotation marks they cannot get out of."""
    texts = json.dumps({"citat": list(quotes), "mening": sentence}, ensure_ascii=False)
    return [{"role": "system", "content": PROMPT.read_text(encoding="utf-8")}, {"role": "user", "content": texts}]


def read_judgements(path: Path = JUDGEMENTS) -> tuple[Judgement, ...]:
    """The judgements made by hand.

    Raises:
        InvalidCase: The file is not a list of such.
    """
    try:
        return TypeAdapter(tuple[Judgement, ...]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise InvalidCase(
            f"{path.name} går inte att läsa. Den ska vara en lista där varje bedömning har sentence, quote och "
            f"supported (true eller false). Felet: {error}"
        ) from error


def agreement(judge: Judge, judgements: Sequence[Judgement]) -> Agreement:
    """How the judge agrees with judgements made by hand, of which some are unsupported.

    Kappa: Cohen (1960), A coefficient of agreement for nominal scales.
    """
    verdicts = [judge([judgement.quote], judgement.sentence) for judgement in judgements]
    codes = np.array([-1 if verdict is None else int(verdict) for verdict in verdicts])
    labels = np.array([int(judgement.supported) for judgement in judgements])
    return Agreement(
        agreeing=wilson(int((codes == labels).sum()), len(labels)),
        kappa=bootstrap(len(labels), lambda draws: _kappa(labels[draws], codes[draws])),
        caught=wilson(int((codes[labels == 0] == 0).sum()), int((labels == 0).sum())),
        silent=verdicts.count(None),
    )


def support(judge: Judge, scorecard: Scorecard, progress: Callable[[int, int], None]) -> Support:
    """What the judge says of the sentences of a run's development cases, and what the suite's own rule says of them.

    Args:
        judge: The judge, which agrees well with judgements made by hand.
        scorecard: The run.
        progress: Told how many sentences are judged, and how many there are.

    Raises:
        InvalidRun: The run has no sentence with a source.
    """
    transcripts = [result.transcript for result in scorecard.of("dev") if result.transcript]
    pairs = [pair for transcript in transcripts for pair in statements(transcript)]
    if not pairs:
        raise InvalidRun("Körningen har inga utvecklingsfrågor med källor i svaret. Kör python -m evals run igen.")
    verdicts: list[bool | None] = []
    for quotes, sentence in pairs:
        verdicts.append(judge(quotes, sentence))
        progress(len(verdicts), len(pairs))
    return Support(
        judged=wilson(verdicts.count(True), len(pairs)),
        own=wilson(sum(supports(quotes, sentence) for quotes, sentence in pairs), len(pairs)),
        silent=verdicts.count(None),
    )


def statements(transcript: Transcript) -> Iterator[tuple[tuple[str, ...], str]]:
    """The sentences and list items of an answer that name sources, each after the quotes of those."""
    for sentence, marks in _STATEMENT.findall(transcript.text):
        numbers = {int(number) for number in re.findall(r"\d+", marks)}
        yield tuple(cited.quote for cited in transcript.citations if cited.number in numbers), sentence


def agreement_lines(found: Agreement) -> tuple[str, ...]:
    """The agreement as it is printed."""
    return (
        f"Samma bedömning som för hand: {_share(found.agreeing)}",
        f"Kappa, samstämmighet utöver slumpen: {quantity(found.kappa.value, 'number')} ({span(found.kappa, 'number')})",
        f"Meningar utan stöd som upptäcks: {_share(found.caught)}",
        f"Uteblivna bedömningar: {found.silent} av {found.agreeing.n}",
    )


def support_lines(found: Support) -> tuple[str, ...]:
    """What the judge and the suite's own rule say of a run, as it is printed."""
    return (
        f"Meningar med stöd enligt domaren: {_share(found.judged)}",
        f"Meningar med stöd enligt den egna regeln: {_share(found.own)}",
        f"Uteblivna bedömningar, räknade som utan stöd: {found.silent} av {found.judged.n}",
    )


def disbelief(found: Agreement) -> str:
    """Why a judge is not to be believed."""
    return (
        f"Domaren går inte att lita på: kappas nedre gräns är {quantity(found.kappa.low, 'number')} och ska vara minst "
        f"{quantity(BELIEVED, 'number')}. Den får inte bedöma några svar. Pröva en annan modell."
    )


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: Annotated[tuple[_Choice, ...], Field(min_length=1)]


class _Model(BaseModel):
    id: str


class _Models(BaseModel):
    data: tuple[_Model, ...]


_Reply = TypeVar("_Reply", _Completion, _Models)


def _only_model(client: httpx2.Client) -> str:
    names = [model.id for model in _read(_Models, client, "GET", "models").data]
    if len(names) != 1:
        found = f"har {len(names)} modeller ({', '.join(names)})" if names else "har ingen modell"
        raise EvalError(f"Modellservern {client.base_url} {found}. Ange vilken som ska användas med --model.")
    return names[0]


def _read(kind: type[_Reply], client: httpx2.Client, method: str, path: str, request: object = None) -> _Reply:
    """What the server replies to a request; `request` is sent as JSON."""
    try:
        response = client.request(method, path, json=request)
        response.raise_for_status()
        return kind.model_validate_json(response.content)
    except httpx2.HTTPStatusError as error:
        problem = f"svarar med felkod {error.response.status_code}. Kontrollera adressen och modellens namn (--model)."
    except httpx2.TimeoutException:
        problem = "svarar inte i tid. Kontrollera att den inte är överbelastad, eller pröva en mindre modell."
    except httpx2.HTTPError:
        problem = "går inte att nå. Kontrollera att den är i gång, och adressen: den ser ut som http://localhost:11434."
    except ValidationError:
        problem = "svarar inte som en OpenAI-kompatibel server. Kontrollera adressen."
    raise EvalError(f"Modellservern {client.base_url} {problem}")


def _kappa(labels: Codes, verdicts: Codes) -> NDArray[np.float64]:
    """Kappa for each row; 0 where it is not defined, because both say the same thing throughout."""
    observed = (labels == verdicts).mean(axis=1)
    expected = np.zeros(len(labels))
    for code in (0, 1):
        expected += (labels == code).mean(axis=1) * (verdicts == code).mean(axis=1)
    # Where the same is expected throughout, the same is also observed: 0 / 1.
    return np.asarray((observed - expected) / np.where(expected == 1, 1, 1 - expected), np.float64)


def _share(interval: Interval) -> str:
    return f"{quantity(interval.value, 'percent')} ({span(interval, 'percent')}; {interval.n})"
