"""What goes over the wire: questions in; answers, hits and sources out.

The command line and the HTTP API share these shapes. What is missing is null, never an empty string. The classes'
docstrings and descriptions are in Swedish, because the API's own page shows them to its readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.conversation import (
    MAX_QUESTION_LENGTH,
    Answer,
    Citation,
    Figure,
    Form,
    Hit,
    Outcome,
    Proven,
    Question,
    Turn,
)
from assistant.viewer.addresses import address_of_passage, address_of_quote
from corpus.documents import Document, Kind

MAX_TURNS = 50
"""Earlier questions that may be sent along with a question."""


def _encodable(text: str) -> str:
    text.encode()  # JSON can spell half a character, which UTF-8 cannot write. The error is a ValueError.
    return text


def _as_turn(turn: object) -> object:
    return {"question": turn} if isinstance(turn, str) else turn


def _none_if_empty(text: object) -> object:
    return text or None


Text = Annotated[str, AfterValidator(_encodable)]
Maybe = Annotated[str | None, BeforeValidator(_none_if_empty)]

SourceId = Annotated[str, Field(description="Källans id.", examples=["ordlista"])]
Title = Annotated[str, Field(description="Källans titel.", examples=["Ordlista om klimat"])]
SourcePath = Annotated[str, Field(description="Filen bland källorna.", examples=["ordlista.md"])]
Url = Annotated[Maybe, Field(description="Originalets webbadress.", examples=["https://www.borlange.se/klimat"])]
Page = Annotated[int | None, Field(description="Sidan, räknad från 1, i en källa med sidor.", examples=[None])]
Heading = Annotated[str, Field(description="Rubrikerna ovanför stället.", examples=["Ord och begrepp › Kolsänka"])]


class TurnRequest(BaseModel):
    """En tidigare fråga i samma samtal."""

    question: Text = Field(description="Den tidigare frågan.")
    answer: Text = Field(default="", description="Svaret på den, om det är känt.")


class AskRequest(BaseModel):
    """En fråga, med de frågor som har ställts tidigare i samtalet."""

    question: Text = Field(
        description=f"Frågan på vanlig svenska, högst {MAX_QUESTION_LENGTH} tecken.", examples=["Vad är en kolsänka?"]
    )
    history: tuple[Annotated[TurnRequest, BeforeValidator(_as_turn, str | TurnRequest)], ...] = Field(
        default=(),
        max_length=MAX_TURNS,
        description="Tidigare frågor, äldst först: som text, eller som objekt med fråga och svar.",
        examples=[["Vad är Klimatneutrala Borlänge 2030?"]],
    )
    easy: bool = Field(default=False, description="Om svaret ska vara lättläst.", examples=[False])

    def as_question(self) -> Question:
        """The question as the assistant takes it."""
        turns = tuple(Turn(question=turn.question, answer=turn.answer) for turn in self.history)
        return Question(text=self.question, history=turns, easy=self.easy)


class Reply(BaseModel):
    """Roten för allt som skickas tillbaka."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class CitationReply(Reply):
    """Ett ställe i en källa som svaret bygger på."""

    number: int = Field(description="Numret som [1], [2] … i svaret pekar på.", examples=[1])
    source_id: SourceId
    title: Title
    url: Url
    path: SourcePath
    page: Page
    heading: Heading
    quote: str = Field(
        description="Källans egna ord.", examples=["En kolsänka tar upp mer koldioxid än den släpper ut."]
    )
    record_id: Maybe = Field(description="Tabellradens id, om stället är en rad.", examples=[None])
    viewer: str = Field(description="Adressen där stället visas i sin källa.", examples=["/kallor/ordlista#citat"])

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """The citation, ready to be sent."""
        return cls(
            number=citation.number,
            source_id=citation.source.id,
            title=citation.source.title,
            url=citation.url,
            path=citation.source.path,
            page=citation.passage.page,
            heading=citation.passage.heading_path,
            quote=citation.quote,
            record_id=citation.passage.record_id,
            viewer=address_of_quote(citation),
        )


class NearestReply(Reply):
    """Ett ställe som ligger nära frågan, när inget besvarar den."""

    source_id: SourceId
    title: Title
    page: Page
    heading: Heading
    viewer: str = Field(description="Adressen där stället visas i sin källa.", examples=["/kallor/ordlista#stycke"])

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """The place, ready to be sent."""
        return cls(
            source_id=hit.source.id,
            title=hit.source.title,
            page=hit.passage.page,
            heading=hit.passage.heading_path,
            viewer=address_of_passage(hit.passage),
        )


class StatementReply(Reply):
    """En mening eller en punkt i svaret."""

    text: str = Field(
        description="Utan markeringar.", examples=["En kolsänka tar upp mer koldioxid än den släpper ut."]
    )
    numbers: tuple[int, ...] = Field(description="Numren på källorna som den bygger på.", examples=[[1]])
    form: Form = Field(
        description="`sentence` i löpande text, `item` för en punkt i en lista, `remark` för det som assistenten säger "
        "för egen del.",
        examples=["sentence"],
    )
    proof: Annotated[Proven | None, BeforeValidator(_none_if_empty)] = Field(
        description="Hur meningen är prövad: `quote` står ordagrant i källan, `wording` är omskriven och prövad mot "
        "källan, `rows` är formulerad ur tabellrader; null när inget påstås.",
        examples=["quote"],
    )
    emphasis: Maybe = Field(description="De ord som är det korta svaret.", examples=[None])


class CalculationReply(Reply):
    """Hur ett tal som inte står i någon källa har räknats ut."""

    label: str = Field(description="Vad som räknas ut.", examples=["Summan"])
    expression: Maybe = Field(description="Talen ur källorna; null när rader räknas.", examples=["423 796 + 134 544"])
    result: str = Field(description="Vad det blir.", examples=["558 340"])
    rounded: bool = Field(description="Om resultatet är avrundat.", examples=[False])
    numbers: tuple[int, ...] = Field(description="Numren på källorna som har talen.", examples=[[1, 2]])
    text: str = Field(description="Uträkningen som den läses.", examples=["Summan: 423 796 + 134 544 = 558 340"])


class ResultRowReply(Reply):
    """En rad bland dem som svaret bygger på."""

    cells: tuple[str, ...] = Field(description="En cell för varje kolumn.", examples=[["Borlänge", "2024"]])
    number: int = Field(description="Numret på källan som raden är.", examples=[1])


class ResultTableReply(Reply):
    """Raderna som svaret bygger på."""

    caption: str = Field(description="Vad tabellen visar.", examples=["Utsläpp, Borlänge"])
    columns: tuple[str, ...] = Field(description="Kolumnernas rubriker.", examples=[["Område", "År"]])
    rows: tuple[ResultRowReply, ...] = Field(description="Raderna.")
    note: str = Field(description="Källan och dess datum.", examples=["Utsläpp per sektor (tabell), 2026-06-25"])


class ChartReply(Reply):
    """Ett diagram över raderna."""

    title: str = Field(description="Vad diagrammet visar.", examples=["Utsläpp, Borlänge, 1990–2024"])
    description: str = Field(description="Det som diagrammet visar, i ord.")
    unit: str = Field(description="Enheten.", examples=["ton koldioxidekvivalenter"])
    svg: str = Field(description="Adressen till diagrammet som SVG.", examples=["/api/charts?query=%7B%7D"])

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """The chart, ready to be sent."""
        chart = figure.chart
        return cls(title=chart.title, description=chart.description, unit=chart.unit, svg=figure.address)


class AnswerReply(Reply):
    """Ett svar med sina källor."""

    question: str = Field(description="Frågan som ställdes.", examples=["Vad är en kolsänka?"])
    standalone_question: str = Field(
        description="Frågan som det söktes på, ifylld ur samtalet.", examples=["Vad är en kolsänka?"]
    )
    text: str = Field(
        description="Svaret, med markeringar som [1].",
        examples=["En kolsänka tar upp mer koldioxid än den släpper ut. [1]"],
    )
    outcome: Outcome = Field(
        description="Besvarad, delvis besvarad, framgår inte av källorna, eller utanför ämnet.", examples=["answered"]
    )
    citations: tuple[CitationReply, ...] = Field(description="Källorna i nummerordning; tomt när svar saknas.")
    writer: str = Field(description="Vilken skrivare som skrev svaret.", examples=["quoting"])
    seconds: float = Field(description="Hur lång tid det tog.", examples=[0.03])
    statements: tuple[StatementReply, ...] = Field(description="Svaret, mening för mening.")
    calculations: tuple[CalculationReply, ...] = Field(description="Uträkningarna i svaret, i ordning.")
    table: ResultTableReply | None = Field(description="Raderna bakom ett svar ur tabellerna.")
    chart: ChartReply | None = Field(description="Ett diagram över dem, när de visar en utveckling.")
    nearest: tuple[NearestReply, ...] = Field(description="Var det går att läsa mer, när inget besvarar frågan.")
    choices: tuple[str, ...] = Field(description="Frågor att välja bland, när frågan var för vag.", examples=[[]])
    follow_ups: tuple[str, ...] = Field(
        description="Högst tre frågor att gå vidare med, som källorna besvarar.", examples=[["Vilka är parterna?"]]
    )

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """The answer, ready to be sent."""
        return cls(
            question=answer.question.text,
            standalone_question=answer.standalone_question,
            text=answer.text,
            outcome=answer.outcome,
            citations=tuple(map(CitationReply.of, answer.citations)),
            writer=answer.writer,
            seconds=round(answer.seconds, 4),
            statements=tuple(map(StatementReply.model_validate, answer.statements)),
            calculations=tuple(map(CalculationReply.model_validate, answer.calculations)),
            table=ResultTableReply.model_validate(answer.table) if answer.table else None,
            chart=ChartReply.of(answer.figure) if answer.figure else None,
            nearest=tuple(map(NearestReply.of, answer.nearest)),
            choices=answer.choices,
            follow_ups=answer.follow_ups,
        )


class HitReply(Reply):
    """Ett stycke som sökningen hittade."""

    passage_id: str = Field(description="Styckets id.", examples=["5f2b8c0d9e1a7346"])
    source_id: SourceId
    path: SourcePath
    page: Page
    heading: Heading
    text: str = Field(description="Stycket.", examples=["En kolsänka tar upp mer koldioxid än den släpper ut."])
    score: float = Field(description="Hur väl det passar; jämförbart bara inom en sökning.", examples=[0.031])

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """The hit, ready to be sent."""
        return cls(
            passage_id=hit.passage.id,
            source_id=hit.source.id,
            path=hit.source.path,
            page=hit.passage.page,
            heading=hit.passage.heading_path,
            text=hit.passage.text,
            score=hit.score,
        )


class SearchReply(Reply):
    """Vad sökningen hittade, det bästa först."""

    hits: tuple[HitReply, ...] = Field(description="Träffarna.")

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> Self:
        """The hits, ready to be sent."""
        return cls(hits=tuple(map(HitReply.of, hits)))


class SourceReply(Reply):
    """En källa och var den kommer ifrån."""

    id: SourceId
    path: SourcePath
    title: Title
    kind: Kind = Field(description="Vad källan innehåller.", examples=["document"])
    publisher: Maybe = Field(description="Vem som står bakom den.", examples=["Borlänge kommun"])
    url: Url
    date: Maybe = Field(description="År, år-månad eller år-månad-dag.", examples=["2025-03"])
    licence: Maybe = Field(description="På vilka villkor den får användas.", examples=["CC BY 4.0"])
    valid_from: Maybe = Field(description="Från vilken dag den gäller.", examples=[None])
    superseded_by: Maybe = Field(description="Id för källan som ersätter den.", examples=[None])


class SourcesReply(Reply):
    """Källorna."""

    sources: tuple[SourceReply, ...] = Field(description="Källorna.")


class DocumentReply(SourceReply):
    """En källa med hela sin text."""

    text: str = Field(description="Texten som den lästes in.", examples=["Kolsänka\nEn kolsänka tar upp mer …"])
    page_starts: tuple[int, ...] = Field(
        description="Var i texten varje sida börjar; tomt i en källa utan sidor.", examples=[[0, 1830]]
    )

    @classmethod
    def of(cls, document: Document) -> Self:
        """The document, ready to be sent."""
        source = SourceReply.model_validate(document.source).model_dump()
        return cls(**source, text=document.text, page_starts=document.page_starts)


class StatusReply(Reply):
    """Vad servern svarar ur just nu."""

    version: str = Field(description="Indexets version.", examples=["20261123-181500"])
    built_at: str = Field(description="När det byggdes.", examples=["2026-11-23T18:15:00+01:00"])
    sources: int = Field(description="Antal källor.", examples=[18])
    passages: int = Field(description="Antal stycken.", examples=[412])
    model: str = Field(description="Språkmodellen för sökning.", examples=["multilingual-e5-small"])


class ErrorReply(Reply):
    """Något gick fel."""

    error: str = Field(description="Vad som är fel och vad du kan göra.", examples=["Frågan är tom. Skriv en fråga."])


_COMPLAINTS = {
    "missing": "saknas",
    "string_type": "ska vara text",
    "value_error": "innehåller tecken som inte är giltig text",
    "too_long": "har {actual_length} poster och får ha högst {max_length}",
    "tuple_type": "ska vara en lista",
    "model_type": "ska vara ett JSON-objekt",
    "model_attributes_type": "ska vara ett JSON-objekt",
    "int_parsing": "ska vara ett heltal",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
}


def complaint(errors: Sequence[Mapping[str, Any]]) -> str:
    """What is wrong with a request, in Swedish, from pydantic's list of errors."""
    first = errors[0]
    if first["type"] == "json_invalid":
        return "Det som skickades är inte giltig JSON."
    field = ".".join(str(step) for step in first["loc"] if step not in ("body", "query"))
    subject = f"Fältet {field}" if field else "Det som skickades"
    sentence = _COMPLAINTS.get(first["type"], "har ett värde som inte går att använda")
    return f"{subject} {sentence.format(**first.get('ctx', {}))}."
