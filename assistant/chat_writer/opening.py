"""The writer that the settings ask for."""

from __future__ import annotations

from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel

from assistant import texts
from assistant.chat_writer.attributing import Holds
from assistant.chat_writer.fallback import FallbackWriter, Relevance
from assistant.chat_writer.writer import ChatWriter
from assistant.proving.proof import holds
from assistant.proving.relevance import answers_question
from assistant.settings import AssistantSettings
from assistant.writing.draft import Writer
from corpus.errors import ModelUnavailable
from corpus.settings import InvalidSettings, variable

SECONDS_TO_QUOTE = 0.5
"""How much of the time that an answer may take is kept for the quoting one."""

MOST_TOKENS = 400
"""How long an answer the model is asked for at most."""


def open_writer(
    settings: AssistantSettings, quoting: Writer, proves: Holds = holds, answers: Relevance = answers_question
) -> Writer:
    """The quoting writer, or one that asks a chat model first.

    Args:
        settings: Which of them, and where the model is. The server need not be there yet.
        quoting: The quoting writer.
        proves: Decides whether a sentence is proven; must be no laxer than what decides what is shown.
        answers: Decides whether proven sentences answer the question.

    Raises:
        InvalidSettings: A setting that the chat model needs is missing or wrong.
        ModelUnavailable: The package that talks to its server is not installed.
    """
    if settings.writer == "quoting":
        return quoting
    chat = ChatWriter(_open_model(settings), settings.chat_seconds - SECONDS_TO_QUOTE, proves)
    return FallbackWriter(chat, quoting, answers=answers)


def _open_model(settings: AssistantSettings) -> BaseChatModel:
    _check(settings)
    try:
        import httpx2
        from langchain_openai import ChatOpenAI
    except ModuleNotFoundError as error:
        raise ModelUnavailable(texts.CHAT_NOT_INSTALLED.format(package=error.name)) from error
    return ChatOpenAI(
        model=settings.chat_model,
        base_url=settings.chat_url.rstrip("/").removesuffix("/v1") + "/v1",
        # Without a key of ours the client would take one from the environment and send it to the server.
        api_key=lambda: settings.chat_key.get_secret_value() or "-",
        temperature=0,
        max_completion_tokens=MOST_TOKENS,
        max_retries=0,  # the quoting answer is the second try
        use_responses_api=False,
        stream_usage=False,
        # No proxy is used and no redirection followed: nothing but the address is called.
        http_socket_options=(),
        http_client=httpx2.Client(trust_env=False, follow_redirects=False, timeout=settings.chat_seconds),
    )


def _check(settings: AssistantSettings) -> None:
    missing = [variable(name) for name in ("chat_url", "chat_model") if not getattr(settings, name)]
    if missing:
        raise InvalidSettings(texts.CHAT_NEEDS.format(missing=" och ".join(missing)))
    address = urlsplit(settings.chat_url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise InvalidSettings(texts.CHAT_URL_WRONG.format(url=settings.chat_url))
