"""The house as it is drawn in the README."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOMES = {
    "fastapi": {
        "app.py",
        "assistant/access/pages.py",
        "assistant/access/sessions.py",
        "assistant/api.py",
        "assistant/http_errors.py",
        "assistant/late.py",
        "assistant/pages/frame.py",
        "assistant/pages/routes.py",
        "assistant/register/routes.py",
        "assistant/staff_ui/page.py",
        "assistant/ui.py",
        "assistant/viewer/routes.py",
        "assistant/widget/routes.py",
    },
    "gradio": {
        "assistant/chat_feedback.py",
        "assistant/gradio_looks.py",
        "assistant/staff_ui/desk.py",
        "assistant/staff_ui/drafts.py",
        "assistant/staff_ui/lists.py",
        "assistant/staff_ui/page.py",
        "assistant/staff_ui/upload.py",
        "assistant/ui.py",
    },
    "jinja2": {"assistant/pages/frame.py"},
    "pypdfium2": {
        "assistant/viewer/glyphs.py",
        "assistant/viewer/pictures.py",
        "ingest/readers/pdf/__init__.py",
        "ingest/readers/pdf/glyphs.py",
    },
    "argon2": {"assistant/access/users.py"},
    "openpyxl": {"assistant/register/workbook.py", "ingest/readers/tables.py"},
    "py3langid": {"assistant/talk/languages.py"},
    "chromadb": {"corpus/neighbours.py"},
    "tantivy": {"corpus/lexical.py"},
    "Stemmer": {"corpus/swedish.py"},
    "duckdb": {"corpus/tables.py"},
    "sqlalchemy": {"corpus/database.py", "corpus/register.py"},
    "uvicorn": {"app.py"},
    "langchain_openai": {"assistant/chat_writer/opening.py"},
    "xllamacpp": {"assistant/chat_writer/llama_server.py"},
}
"""The libraries that one file, or a few named ones, alone know."""


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_known_in_its_home_alone(library: str) -> None:
    files = [Path("app.py"), *(file for room in ("corpus", "ingest", "assistant") for file in Path(room).rglob("*.py"))]
    assert {file.as_posix() for file in files if library in imports(file)} == HOMES[library]


def test_asking_on_the_command_line_never_loads_torch_gradio_or_fastapi() -> None:
    code = "import sys, assistant.service, assistant.__main__; print({'torch', 'gradio', 'fastapi'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "set()"
