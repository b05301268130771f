"""Settings for answering: where the server listens, beside what ingest and the assistant share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, SecretStr, StringConstraints, field_validator
from pydantic_settings import NoDecode

from assistant.retrieval import STAGES, Stage
from corpus.settings import CorpusSettings

WriterName = Literal["quoting", "chat"]
WRITERS: tuple[WriterName, ...] = get_args(WriterName)
Origin = Annotated[str, StringConstraints(pattern=r"^(\*|https?://[\w.-]+(:\d+)?)$", to_lower=True)]
"""A website as browsers name it: scheme, host and port, without a path; or `*` for every one."""


class AssistantSettings(CorpusSettings):
    """Where the index is and where the server listens."""

    home: str = Field(default="Borlänge", description="Platsen som en fråga gäller när den inte nämner någon.")
    search_stages: Annotated[frozenset[Stage], NoDecode] = Field(
        default=STAGES, description=f"Vad sökningen består av, med komma emellan: {', '.join(sorted(STAGES))}."
    )
    writer: WriterName = Field(
        default="quoting",
        description="Vem som formulerar svaren: `quoting` citerar källorna, `chat` är en språkmodell på en server.",
    )
    chat_url: str = Field(
        default="",
        description="Adressen till språkmodellens server, som följer OpenAI:s API: Ollama, vLLM eller llama.cpp.",
    )
    chat_model: str = Field(default="", description="Språkmodellens namn på servern.")
    chat_key: SecretStr = Field(
        default=SecretStr(""), description="Nyckeln till språkmodellens server, om den kräver en."
    )
    chat_seconds: float = Field(
        default=20.0,
        ge=1,
        le=300,
        description="Sekunder som ett svar får ta. Har språkmodellen inte svarat då kommer ett citerat svar i stället.",
    )
    report_file: Path = Field(
        default=Path(".klimat/kvalitet/index.html"), description="Utvärderingens rapport, som visas på /kvalitet."
    )
    users_file: Path = Field(
        default=Path(".klimat/users.toml"), description="Filen med dem som får logga in på personalsidorna."
    )
    uploads_dir: Path = Field(
        default=Path(".klimat/uppladdat"),
        description="Mappen där filer som personalen har ersatt sparas, så att det går att gå tillbaka.",
    )
    feedback_file: Path = Field(
        default=Path(".klimat/feedback.jsonl"), description="Filen där besökarnas tummar upp och ner sparas."
    )
    widget_origins: Annotated[frozenset[Origin], NoDecode] = Field(
        default=frozenset(),
        description="Webbplatser som får bädda in widgeten, med komma emellan: `https://www.borlange.se`; `*` är alla.",
    )
    host: str = Field(default="127.0.0.1", description="Adressen som servern lyssnar på. 0.0.0.0 betyder alla.")
    port: int = Field(
        default=8000, ge=0, le=65535, description="Porten som servern lyssnar på. 0 betyder vilken som helst."
    )

    @field_validator("search_stages", "widget_origins", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        return frozenset(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value
