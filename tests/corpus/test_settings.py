from __future__ import annotations

from pathlib import Path

import pytest

from corpus.settings import CorpusSettings, InvalidSettings, load_settings


def test_argument_goes_before_environment_before_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIMAT_INDEX_DIR", "ur-miljön")
    monkeypatch.setenv("KLIMAT_SOURCES_DIR", "ur-miljön")

    settings = load_settings(CorpusSettings, index_dir=Path("given"), sources_dir=None)

    assert settings.index_dir == Path("given")
    assert settings.sources_dir == Path("ur-miljön")
    assert settings.model == "bundled"


def test_misspelt_name_is_refused_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIMAT_MODEL_BAKEND", "q4")

    with pytest.raises(InvalidSettings, match=r"KLIMAT_MODEL_BAKEND finns inte\. Menade du KLIMAT_MODEL_BACKEND\?"):
        load_settings(CorpusSettings)


def test_wrong_value_is_refused_with_what_the_setting_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIMAT_MODEL_BACKEND", "q9")

    with pytest.raises(InvalidSettings, match=r"KLIMAT_MODEL_BACKEND kan inte vara ”q9”\. Talformatet"):
        load_settings(CorpusSettings)


def test_names_of_the_server_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIMAT_PORT", "9000")

    assert load_settings(CorpusSettings).model == "bundled"
