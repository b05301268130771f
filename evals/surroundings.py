"""What a run is made with: the program's commit, the machine, the index and the settings."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from assistant.settings import AssistantSettings
from corpus.index import Manifest
from corpus.store import Store
from evals.scorecard import Surroundings

_PLACES = {"sources_dir", "index_dir", "model_dir", "host", "port", "chat_url", "chat_key"}


def look_around(settings: AssistantSettings, manifest: Manifest) -> Surroundings:
    """The surroundings of a run that begins now, on the version of the index that the manifest is of."""
    return Surroundings(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=_commit(),
        machine=_machine(),
        model=manifest.model,
        index_version=manifest.version,
        passages=manifest.passages,
        corpus=_corpus(settings.index_dir / manifest.version),
        settings={name: str(value) for name, value in settings.model_dump(mode="json", exclude=_PLACES).items()},
    )


def _corpus(version: Path) -> str:
    """A hash of the fingerprints of all sources: it changes when a file, its details or the reading of it does."""
    with closing(Store(version / "store.sqlite")) as store:
        return sha256("\n".join(store.fingerprints().values()).encode()).hexdigest()[:16]


def _commit() -> str:
    commit = _git("rev-parse", "--short", "HEAD")
    return f"{commit}{'+' if _git('status', '--porcelain') else ''}" if commit else "okänd"


def _git(*arguments: str) -> str:
    try:
        folder = Path(__file__).parent
        return subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _machine() -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{_processor()}, {_cores()} kärnor, {platform.system()}, Python {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _cores() -> int:

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
