"""`python -m corpus.encoder`: builds the bundled model and says where it is."""

from __future__ import annotations

import sys

from corpus.encoder.build import build_model, graph_file
from corpus.errors import KlimatError
from corpus.settings import CorpusSettings, load_settings


def main() -> int:
    """Builds what the settings ask for; 1 when it cannot be built."""
    try:
        settings = load_settings(CorpusSettings)
        folder = build_model(settings.model_dir, settings.model_backend)
    except KlimatError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Språkmodellen finns i {folder}")
    print(f"För ONNX Runtime: {graph_file(folder, settings.model_backend)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
