"""python -m evals.startup INDEX QUESTION: answer once in a process of its own, and tell what it cost as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.conversation import Question
from assistant.service import open_assistant
from assistant.settings import AssistantSettings
from corpus.settings import load_settings


def main(arguments: Sequence[str]) -> None:
    """Open the assistant, answer, and print the memory that the process then holds, in MB."""
    index, question = arguments
    assistant = open_assistant(load_settings(AssistantSettings, index_dir=Path(index)))
    assistant.answer(Question(text=question))
    sys.stdout.write(json.dumps({"memory": resident_memory()}))
    assistant.close()


def resident_memory() -> float:
    """The memory that this process holds now, in MB; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
