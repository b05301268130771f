"""Errors over HTTP: each is `{"error": "<a Swedish sentence>"}`, whatever went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant import texts
from assistant.errors import FeedbackFull, InvalidQuestion, InvalidRequest, UnknownSource
from assistant.security import SECURITY_HEADERS
from assistant.wire import ErrorReply, complaint
from corpus.errors import DamagedIndex, KlimatError, MissingIndex, ModelUnavailable, StaleIndex

STATUS: dict[type[KlimatError], int] = {
    InvalidQuestion: 422,
    InvalidRequest: 422,
    UnknownSource: 404,
    FeedbackFull: 503,
    MissingIndex: 503,
    StaleIndex: 503,
    DamagedIndex: 503,
    ModelUnavailable: 503,
    KlimatError: 500,
}
"""The status of each error that we raise on purpose; the last line is for those that have none of their own."""


def document_errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the API's own page says of these error statuses."""
    return {status: {"model": ErrorReply, "description": texts.HTTP_ERRORS[status]} for status in statuses}


def answer_errors(app: FastAPI) -> None:
    """Have the app answer every error with a sentence, never with a traceback."""

    @app.exception_handler(KlimatError)
    def known(_request: Request, error: KlimatError) -> JSONResponse:
        return _reply(next(status for kind, status in STATUS.items() if isinstance(error, kind)), str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return _reply(422, complaint(error.errors()))

    @app.exception_handler(HTTPException)
    def http(_request: Request, error: HTTPException) -> JSONResponse:
        sentence = texts.HTTP_ERRORS.get(error.status_code, texts.FAILED)
        return _reply(error.status_code, sentence, error.headers)

    @app.exception_handler(Exception)
    def unknown(_request: Request, _error: Exception) -> JSONResponse:
        # The server logs it. This reply goes past the middleware that adds the headers.
        return _reply(500, texts.FAILED, SECURITY_HEADERS)


def _reply(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(ErrorReply(error=sentence).model_dump(), status, headers)
