"""Settings for answering: where the server listens, beside what ingest and the assistant share."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from corpus.settings import CorpusSettings


class AssistantSettings(CorpusSettings):
    """Where the index is and where the server listens."""

    home: str = Field(default="Borlänge", description="Platsen som en fråga gäller när den inte nämner någon.")
    report_file: Path = Field(
        default=Path(".klimat/kvalitet/index.html"), description="Utvärderingens rapport, som visas på /kvalitet."
    )
    host: str = Field(default="127.0.0.1", description="Adressen som servern lyssnar på. 0.0.0.0 betyder alla.")
    port: int = Field(
        default=8000, ge=0, le=65535, description="Porten som servern lyssnar på. 0 betyder vilken som helst."
    )
