"""What the README says is so: its answer, its tables, its commands."""

import re
import tomllib
from pathlib import Path

import pytest

from assistant.conversation import Question
from assistant.service import Assistant
from assistant.settings import AssistantSettings
from corpus.settings import BUNDLED_SOURCES, variable

README = Path("README.md").read_text(encoding="utf-8")


def test_the_answer_on_the_first_screen_is_what_the_assistant_says(assistant: Assistant) -> None:
    found = re.search(r"<!-- answer: (.+) -->\n((?:>.*\n)+)", README)
    assert found
    shown = " ".join(line.removeprefix(">").strip() for line in found[2].splitlines())
    answer = assistant.answer(Question(text=found[1]))
    (citation,) = answer.citations
    assert all(part in shown for part in (found[1], answer.text, citation.source.title, citation.quote, citation.url))


def test_every_source_stands_in_the_table() -> None:
    sources = tomllib.loads((BUNDLED_SOURCES / "sources.toml").read_text(encoding="utf-8"))["source"]
    assert all(f"| `{source['file']}` | {source['title']} |" in README for source in sources)


@pytest.mark.parametrize("name", AssistantSettings.model_fields)
def test_every_setting_stands_in_the_table(name: str) -> None:
    field = AssistantSettings.model_fields[name]
    default = "corpus/sources" if name == "sources_dir" else field.default
    default = ",".join(sorted(default)) if isinstance(default, frozenset) else default
    assert f"| `{variable(name)}` | `{default}` | {field.description} |" in README


def test_every_make_target_and_picture_that_is_named_exists() -> None:
    makefile = Path("Makefile").read_text(encoding="utf-8")
    assert all(f"\n{target}:" in makefile for target in re.findall(r"make (\w+) ", README))
    assert all(Path(picture).is_file() for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README))
