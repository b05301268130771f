"""The register over HTTP: what anyone may look up, filter, sort, page through and take home as a file.

The endpoints' docstrings are in Swedish, because the API's own page shows them to its readers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response

from assistant import texts
from assistant.access.sessions import Seen
from assistant.errors import InvalidRequest
from assistant.http_errors import document_errors
from assistant.register.exporting import CSV_TYPE, XLSX_TYPE, Form, export
from assistant.register.lookup import ActionLookup, CommitmentLookup, EmissionLookup, Lookup
from assistant.register.registry import Registry
from assistant.register.requests import parse
from assistant.register.wire import (
    ActionsReply,
    CommitmentsReply,
    EmissionsReply,
    FollowupReply,
    followup_reply,
    page_reply,
)
from assistant.wire import Reply

router = APIRouter(tags=["Register"], responses=document_errors(422, 503))


async def _get_registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    return registry


def _checked(kind: type[Lookup]) -> Callable[[Request], None]:
    """A check of the address's conditions that says in plain words what is wrong, before anything else is read."""

    def check(request: Request) -> None:
        parse(kind, request.query_params)

    return check


UsedRegistry = Annotated[Registry, Depends(_get_registry)]
Commitments = Annotated[CommitmentLookup, Query()]
Actions = Annotated[ActionLookup, Query()]
Emissions = Annotated[EmissionLookup, Query()]

for_commitments = [Depends(_checked(CommitmentLookup))]
for_actions = [Depends(_checked(ActionLookup))]
for_emissions = [Depends(_checked(EmissionLookup))]

_FILES: dict[int | str, dict[str, object]] = {200: {"content": {CSV_TYPE: {}, XLSX_TYPE: {}}, "description": "Filen."}}


@router.get(
    "/api/commitments",
    summary="Sök åtaganden",
    response_model=CommitmentsReply,
    response_description="En sida av åtagandena.",
    dependencies=for_commitments,
)
def commitments(registry: UsedRegistry, seen: Seen, lookup: Commitments) -> Reply:
    """Vem som har lovat vad, till när, hur det mäts och var det står."""
    return page_reply("commitments", registry.look_up(lookup, seen))


@router.get(
    "/api/actions",
    summary="Sök åtgärder",
    response_model=ActionsReply,
    response_description="En sida av åtgärderna.",
    dependencies=for_actions,
)
def actions(registry: UsedRegistry, seen: Seen, lookup: Actions) -> Reply:
    """Vad som görs, av vem, när, vad det kostar och vad det ger."""
    return page_reply("actions", registry.look_up(lookup, seen))


@router.get(
    "/api/emissions",
    summary="Sök utsläpp",
    response_model=EmissionsReply,
    response_description="En sida av utsläppen.",
    dependencies=for_emissions,
)
def emissions(registry: UsedRegistry, seen: Seen, lookup: Emissions) -> Reply:
    """Utsläppen per område, sektor och år."""
    return page_reply("emissions", registry.look_up(lookup, seen))


@router.get(
    "/api/commitments.{form}",
    summary="Hämta åtaganden som fil",
    response_class=Response,
    responses=_FILES,
    dependencies=for_commitments,
)
def commitments_file(request: Request, registry: UsedRegistry, seen: Seen, lookup: Commitments, form: Form) -> Response:
    """Alla åtaganden som passar, som CSV för svensk Excel eller som XLSX. Sidindelningen gäller inte."""
    return _file(request, registry, seen, lookup, form)


@router.get(
    "/api/actions.{form}",
    summary="Hämta åtgärder som fil",
    response_class=Response,
    responses=_FILES,
    dependencies=for_actions,
)
def actions_file(request: Request, registry: UsedRegistry, seen: Seen, lookup: Actions, form: Form) -> Response:
    """Alla åtgärder som passar, som CSV för svensk Excel eller som XLSX. Sidindelningen gäller inte."""
    return _file(request, registry, seen, lookup, form)


@router.get(
    "/api/emissions.{form}",
    summary="Hämta utsläpp som fil",
    response_class=Response,
    responses=_FILES,
    dependencies=for_emissions,
)
def emissions_file(request: Request, registry: UsedRegistry, seen: Seen, lookup: Emissions, form: Form) -> Response:
    """Alla utsläpp som passar, som CSV för svensk Excel eller som XLSX. Sidindelningen gäller inte."""
    return _file(request, registry, seen, lookup, form)


@router.get("/api/followup", summary="Vad som behöver följas upp", response_description="Allt som finns att följa upp.")
def followup(request: Request, registry: UsedRegistry, seen: Seen) -> FollowupReply:
    """Åtaganden som en regel pekar ut: målår, mätbara mål, och år som säger emot varandra. Ingen bedömning görs."""
    if request.query_params:
        raise InvalidRequest(texts.FOLLOWUP_TAKES_NOTHING)
    today = date.today()  # the municipality's own day
    return followup_reply(today.isoformat(), registry.follow_up(today, seen))


def mount_register(app: FastAPI, registry: Registry) -> None:
    """Put the register's addresses on the app."""
    app.state.registry = registry
    app.include_router(router)


def _file(request: Request, registry: Registry, seen: Seen, lookup: Lookup, form: Form) -> Response:
    media_type = CSV_TYPE if form == "csv" else XLSX_TYPE
    content = export(form, lookup.kind, registry.look_up_all(lookup, seen), str(request.base_url))
    name = texts.FILE_NAMES[lookup.kind]
    return Response(
        content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    )
