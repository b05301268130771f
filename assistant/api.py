"""The HTTP API: the same answers as everywhere else, as JSON and as a stream of server-sent events.

The endpoints' docstrings are in Swedish, because the API's own page shows them to its readers. Documents are
untrusted, so an original is never served as anything that a browser would run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request, Response
from fastapi.responses import FileResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi_offline import FastAPIOffline

from assistant import texts
from assistant.bars import Bars, bar_chart
from assistant.charts import line_chart
from assistant.conversation import Answer, Statement
from assistant.http_errors import answer_errors, document_errors
from assistant.pages.frame import page, reply
from assistant.security import BodyLimit, SecurityHeaders
from assistant.service import Assistant
from assistant.wire import (
    AnswerReply,
    AskRequest,
    DocumentReply,
    ErrorReply,
    SearchReply,
    SourceReply,
    SourcesReply,
    StatementReply,
    StatusReply,
)
from corpus.errors import KlimatError

_log = logging.getLogger(__name__)

_ORIGINALS = {
    ".pdf": ("application/pdf", "inline"),
    ".docx": ("application/octet-stream", "attachment"),
    ".xlsx": ("application/octet-stream", "attachment"),
}
"""How an original is served, by its suffix: media type and whether it is shown or saved. The rest is plain text."""

SANDBOX = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""What a browser is told of a file that is only to be looked at: run nothing, fetch nothing."""

_ON_ITS_OWN = (
    "<style>svg{color:#1c2a32;background:#fff}"
    "@media(prefers-color-scheme:dark){svg{color:#e6edf1;background:#18242c}}</style>"
)
"""What a chart wears as an image, where it cannot take the colours of the page around it."""

_EVENTS = """event: statement
data: {"text": "En kolsänka tar upp mer koldioxid än den släpper ut.", "numbers": [1], "form": "sentence"}

event: answer
data: {"question": "Vad är en kolsänka?", "text": "En kolsänka tar upp mer koldioxid än den släpper ut. [1]", …}
"""


async def _get_assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.assistant
    return assistant


UsedAssistant = Annotated[Assistant, Depends(_get_assistant)]
SourceIdInPath = Annotated[str, Path(description="Källans id.", examples=["ordlista"])]

router = APIRouter(responses=document_errors(503))


@router.post(
    "/api/ask",
    tags=["Fråga"],
    summary="Ställ en fråga",
    response_description="Svaret.",
    responses=document_errors(422),
)
def ask(request: AskRequest, assistant: UsedAssistant) -> AnswerReply:
    """Svaret kommer helt, med numrerade källor. Att ett svar saknas är inget fel: se `outcome`."""
    return AnswerReply.of(assistant.answer(request.as_question()))


def _begin(request: AskRequest, assistant: UsedAssistant) -> Iterator[Statement | Answer]:
    """A stream of an answer; a question that cannot be asked is refused here, before anything has been sent."""
    return assistant.stream(request.as_question())


@router.post(
    "/api/ask/stream",
    tags=["Fråga"],
    summary="Ställ en fråga och få svaret mening för mening",
    response_class=EventSourceResponse,
    response_description="Svaret, mening för mening.",
    responses={200: {"content": {"text/event-stream": {"example": _EVENTS}}}, **document_errors(422)},
)
def ask_stream(
    parts: Annotated[Iterator[Statement | Answer], Depends(_begin)],
) -> Iterator[ServerSentEvent]:
    """Händelserna `statement` är meningar som redan är prövade mot källorna; `answer` är hela svaret och kommer sist.

    Går något fel på vägen kommer i stället `error`.
    """
    try:
        for part in parts:
            if isinstance(part, Answer):
                yield ServerSentEvent(event="answer", data=AnswerReply.of(part))
            else:
                yield ServerSentEvent(event="statement", data=StatementReply.model_validate(part))
    except KlimatError as error:
        yield ServerSentEvent(event="error", data=ErrorReply(error=str(error)))
    except Exception:
        _log.exception("An answer failed midway")
        yield ServerSentEvent(event="error", data=ErrorReply(error=texts.FAILED))


@router.get(
    "/api/search",
    tags=["Fråga"],
    summary="Sök stycken",
    response_description="Träffarna.",
    responses=document_errors(422),
)
def search(
    assistant: UsedAssistant,
    q: Annotated[str, Query(description="Vad du söker.", examples=["Vad är en kolsänka?"])],
    k: Annotated[int, Query(description="Högsta antal träffar.", ge=1, le=100)] = 10,
) -> SearchReply:
    """De stycken i källorna som passar bäst, det bästa först."""
    return SearchReply.of(assistant.search(q, k))


@router.get(
    "/api/charts",
    tags=["Fråga"],
    summary="Rita ett diagram",
    response_description="Diagrammet.",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {}}}, **document_errors(422)},
)
def chart(
    assistant: UsedAssistant,
    query: Annotated[
        str, Query(description="Tabellfrågan som JSON, så som den står i svarets `chart.svg`.", max_length=2000)
    ],
) -> Response:
    """Diagrammet till ett svar ur tabellerna, som SVG. Adressen står i svaret."""
    drawn = assistant.chart(query)
    svg = bar_chart(drawn) if isinstance(drawn, Bars) else line_chart(drawn)
    return Response(svg.replace("<title", f"{_ON_ITS_OWN}<title", 1), media_type="image/svg+xml", headers=SANDBOX)


@router.get("/api/sources", tags=["Källor"], summary="Lista källorna", response_description="Källorna.")
def sources(assistant: UsedAssistant) -> SourcesReply:
    """Alla källor som svaren kan bygga på."""
    return SourcesReply(sources=tuple(map(SourceReply.model_validate, assistant.sources())))


@router.get(
    "/api/sources/{source_id}",
    tags=["Källor"],
    summary="Läs en källa",
    response_description="Källan.",
    responses=document_errors(404, 422),
)
def source(source_id: SourceIdInPath, assistant: UsedAssistant) -> DocumentReply:
    """Källans uppgifter och hela dess text, som den lästes in."""
    return DocumentReply.of(assistant.document(source_id))


@router.get(
    "/api/sources/{source_id}/file",
    tags=["Källor"],
    summary="Hämta originalet",
    response_description="Filen.",
    response_class=FileResponse,
    responses=document_errors(404, 422),
)
def source_file(source_id: SourceIdInPath, assistant: UsedAssistant) -> FileResponse:
    """Filen som källan lästes ur. En PDF visas; med `#page=3` i slutet av adressen öppnas den på sidan 3."""
    name = PurePosixPath(assistant.document(source_id).source.path)
    media_type, disposition = _ORIGINALS.get(name.suffix.lower(), ("text/plain; charset=utf-8", "inline"))
    return FileResponse(
        assistant.original(source_id),
        media_type=media_type,
        filename=name.name,
        content_disposition_type=disposition,
        # A browser's PDF viewer does not start in a sandbox; it runs the document in one of its own.
        headers={} if name.suffix.lower() == ".pdf" else SANDBOX,
    )


@router.get("/health", tags=["Drift"], summary="Lever servern?", response_description="Den lever.")
async def health() -> dict[str, str]:
    """Svarar så länge servern lever."""
    return {"status": "ok"}


@router.get("/ready", tags=["Drift"], summary="Kan servern svara på frågor?", response_description="Den kan svara.")
def ready(assistant: UsedAssistant) -> StatusReply:
    """Vilken version av indexet som svaren kommer ur."""
    return StatusReply.model_validate(assistant.status())


@router.get("/kvalitet", include_in_schema=False)
def quality(request: Request) -> Response:
    """Senaste utvärderingens rapport, eller en sida som säger att ingen har gjorts."""
    report: FilePath = request.app.state.report_file
    if report.is_file():
        return FileResponse(report, media_type="text/html")
    return reply(page(texts.QUALITY, texts.NO_REPORT, current="/kvalitet"))


def create_api(assistant: Assistant, report_file: FilePath) -> FastAPI:
    """The API over an assistant, with its own page at /docs that loads nothing from elsewhere.

    Args:
        assistant: What answers.
        report_file: The evaluation's latest report, shown at /kvalitet; it need not exist.
    """
    app = FastAPIOffline(
        redoc_url=None,
        title="Klimatassistenten",
        summary=texts.API_SUMMARY,
        version="1",
        swagger_ui_parameters={"validatorUrl": None, "defaultModelsExpandDepth": -1},
    )
    app.state.assistant = assistant
    app.state.report_file = report_file
    app.include_router(router)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders)
    answer_errors(app)
    return app
