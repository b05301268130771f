from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InvalidSources
from ingest.catalogue import read_catalogue

EMISSIONS = "kommun,år,sektor,ton_co2e\nBorlänge,2024,Totalt,423796\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("__", "/").replace("_md", ".md")).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def entry(folder: Path, toml: str) -> None:
    (folder / "sources.toml").write_text(toml, encoding="utf-8")


def test_a_folder_without_sources_toml_works(folder: Path) -> None:
    (folder / "Protokoll 2024").mkdir()
    (folder / "Protokoll 2024" / "möte_3-maj.txt").write_text("Text", encoding="utf-8")
    (folder / "utslapp.csv").write_text(EMISSIONS, encoding="utf-8")
    catalogue = read_catalogue(folder)
    assert [(source.id, source.path, source.title, source.kind) for source in catalogue.sources] == [
        ("protokoll-2024-mote-3-maj", "Protokoll 2024/möte_3-maj.txt", "Möte 3 maj", "document"),
        ("utslapp", "utslapp.csv", "Utslapp", "emissions"),
    ]
    assert catalogue.missing == ()


def test_sources_toml_gives_the_details(folder: Path) -> None:
    write(folder, a_md="A", b_md="B")
    entry(
        folder,
        """
        [[source]]
        file = "b.md"
        id = "avtalet"
        title = "Avtalet"
        publisher = "Borlänge kommun"
        url = "https://borlange.se/avtal"
        date = 2022-04-11
        kind = "contract"
        audience = "staff"
        valid_from = "2022"
        superseded_by = "nya-avtalet"

        [[source]]
        file = "borta.md"
        id = "nya-avtalet"
        """,
    )
    catalogue = read_catalogue(folder)
    guessed, listed = catalogue.sources
    assert (guessed.id, guessed.title, guessed.audience) == ("a", "A", "public")
    assert (listed.id, listed.date, listed.kind, listed.audience) == ("avtalet", "2022-04-11", "contract", "staff")
    assert (listed.valid_from, listed.superseded_by) == ("2022", "nya-avtalet")
    assert catalogue.missing == ("borta.md",)


def test_hidden_files_and_links_out_of_the_folder_are_passed_over(folder: Path) -> None:
    inside, outside = folder / "in", folder / "ut"
    for directory in (inside, outside, inside / ".git"):
        directory.mkdir()
    for path in (outside / "hemlig.txt", inside / ".git" / "x.txt", inside / ".dold.txt", inside / "~$lås.docx"):
        path.write_text("x", encoding="utf-8")
    (inside / "synlig.txt").write_text("x", encoding="utf-8")
    (inside / "länk.txt").symlink_to(outside / "hemlig.txt")
    (inside / "mapp").symlink_to(outside)
    assert [source.path for source in read_catalogue(inside).sources] == ["synlig.txt"]


def test_files_that_would_share_an_id_get_their_type_added(folder: Path) -> None:
    for name in ("avtal.md", "avtal.pdf", "Avtal!.md", "plan.md"):
        (folder / name).write_text("x", encoding="utf-8")
    ids = {source.path: source.id for source in read_catalogue(folder).sources}
    assert ids["plan.md"] == "plan"
    assert ids["avtal.pdf"] == "avtal-pdf"
    assert {ids["avtal.md"], ids["Avtal!.md"]} == {"avtal-md", "avtal-md-2"}


def test_a_guessed_id_gives_way_to_a_listed_one(folder: Path) -> None:
    write(folder, a_md="A", b_md="B")
    entry(folder, '[[source]]\nfile = "b.md"\nid = "a"')
    assert {source.path: source.id for source in read_catalogue(folder).sources} == {"a.md": "a-md", "b.md": "a"}


def test_a_name_with_decomposed_letters_is_found(folder: Path) -> None:
    (folder / "a\u030atgärd.md").write_text("x", encoding="utf-8")
    entry(folder, '[[source]]\nfile = "åtgärd.md"\ntitle = "Åtgärden"')
    catalogue = read_catalogue(folder)
    assert [source.title for source in catalogue.sources] == ["Åtgärden"]
    assert catalogue.missing == ()


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[source]]\nfile = ", ("sources.toml", "TOML")),
        ('[[source]]\ntitle = "A"', ("källa nummer 1", "file", "saknas")),
        ('[[source]]\nfile = "a.md"\nkind = "kontrakt"', ("a.md", "kind", "kontrakt", "contract", "eller indicators")),
        ('[[source]]\nfile = "a.md"\naudience = "alla"', ("audience", "alla", "public eller staff")),
        ('[[source]]\nfile = "a.md"\ndate = "igår"', ("date", "igår", "ÅÅÅÅ-MM-DD")),
        ('[[source]]\nfile = "a.md"\nid = "Å B"', ("id", "Å B", "bindestreck")),
        ('[[source]]\nfile = "a.md"\nurl = "javascript:x"', ("url", "javascript:x", "http")),
        ('[[source]]\nfile = "a.md"\ntitel = "A"', ("titel", "okänt")),
        ('[[source]]\nfile = "a.md"\ntitle = 3', ("title", "text")),
        ('[[source]]\nfile = "a.md"\n[[source]]\nfile = "a.md"', ("file", "a.md", "2 gånger")),
        ('[[source]]\nfile = "a.md"\nid = "x"\n[[source]]\nfile = "b.md"\nid = "x"', ("id", "x", "2 gånger")),
        ('[source]\nfile = "a.md"', ("[[source]]",)),
        ('[[sources]]\nfile = "a.md"', ("sources", "[[source]]")),
        ('[[source]]\nfile = "a.md"\nsuperseded_by = "okänd"', ("a.md", "superseded_by", "okänd")),
    ],
)
def test_a_mistake_in_sources_toml_is_named(folder: Path, toml: str, words: tuple[str, ...]) -> None:
    write(folder, a_md="A", b_md="B")
    entry(folder, toml)
    with pytest.raises(InvalidSources) as caught:
        read_catalogue(folder)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(InvalidSources, match="saknad"):
        read_catalogue(folder / "saknad")
