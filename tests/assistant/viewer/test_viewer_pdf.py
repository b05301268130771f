"""Pages that are turned, cut, huge, slow, or say the same thing twice."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from fpdf import FPDF
from PIL import Image

from assistant.viewer.glyphs import MOST_GLYPHS, Box, read_page
from assistant.viewer.highlighting import highlight
from assistant.viewer.pictures import LONGEST_SIDE, MOST_PIXELS, Pictures, draw_page
from assistant.viewer.text import parts_of
from corpus.documents import Document, Source, Span
from ingest.readers import read
from tests.assistant.viewer.reading import text_under

SENTENCE = "Parterna ska minska sina utsläpp."
SOURCE = Source(id="avtal", path="avtal.pdf", title="Avtal")


def written(folder: Path, *paragraphs: str, size: tuple[float, float] = (210, 297)) -> Path:
    pdf = FPDF(format=size)
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    for paragraph in paragraphs:
        pdf.multi_cell(0, 8, paragraph, new_x="LMARGIN")
        pdf.ln(8)
    pdf.output(str(folder / "avtal.pdf"))
    return folder / "avtal.pdf"


def changed(file: Path, change: Callable[[pypdf.PageObject], object]) -> Path:
    writer = pypdf.PdfWriter(clone_from=file)
    for page in writer.pages:
        change(page)
    writer.write(file)
    return file


def boxes_of(file: Path, document: Document, words: str, after: int = 0) -> tuple[Box, ...]:
    start = document.text.index(words, after)
    place = Span(document_id="avtal", start=start, end=start + len(words))
    (part,) = parts_of(document)
    return highlight(document, part, place, read_page(file, 1).glyphs)


def picture_of(file: Path) -> Image.Image:
    drawn = draw_page(file, 1)
    assert drawn is not None
    return Image.open(io.BytesIO(drawn)).convert("L")


def test_words_that_stand_several_times_are_marked_where_they_are_meant(tmp_path: Path) -> None:
    file = written(tmp_path, SENTENCE, "Det gäller kommunen.", SENTENCE, "Det gäller bolagen.", SENTENCE)
    document = read(SOURCE, file)
    first = document.text.index(SENTENCE)
    second = document.text.index(SENTENCE, first + 1)

    tops = [boxes_of(file, document, SENTENCE, after)[0].top for after in (first, second, second + 1)]

    assert tops == sorted(set(tops))


def test_a_quote_is_one_box_a_line_and_reads_the_same(tmp_path: Path) -> None:
    long = "Varje part ska lämna en rapport till kommunen varje år och visa hur långt den har kommit med sina åtgärder."
    file = written(tmp_path, "Inledning till avtalet.", long)

    boxes = boxes_of(file, read(SOURCE, file), long)

    assert len(boxes) == 2
    assert "".join(text_under(file, 1, boxes)) == "".join(filter(str.isalnum, long))


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.rotate(90),
        lambda page: page.rotate(180),
        lambda page: setattr(page, "cropbox", pypdf.generic.RectangleObject((20, 500, 400, 842))),
        lambda page: setattr(page, "mediabox", pypdf.generic.RectangleObject((-50, -30, 595, 842))),
    ],
    ids=["turned", "upside down", "cut", "moved"],
)
def test_boxes_lie_on_the_ink_of_a_page_that_is_turned_or_cut(
    tmp_path: Path, change: Callable[[pypdf.PageObject], object]
) -> None:
    file = written(tmp_path, SENTENCE)
    document = read(SOURCE, file)
    changed(file, change)
    page, picture = read_page(file, 1), picture_of(file)
    scale = picture.width / page.width

    boxes = boxes_of(file, document, SENTENCE)

    assert boxes
    for box in boxes:
        corners = [round(scale * edge) for edge in (box.left, box.top, box.right, box.bottom)]
        picture.paste(255, (corners[0] - 2, corners[1] - 2, corners[2] + 2, corners[3] + 2))
    assert not sum(picture.histogram()[:200])  # with the boxes wiped out no ink is left


def test_nothing_is_marked_when_the_page_says_something_else(tmp_path: Path) -> None:
    file = written(tmp_path, "Parterna ska minska sina utsläpp med 85 procent.", "Det gäller alla.")
    document = read(SOURCE, file)
    altered = Document(source=SOURCE, text=document.text.replace("85", "58"), blocks=document.blocks, page_starts=(0,))

    assert boxes_of(file, document, "minska sina utsläpp")
    assert boxes_of(file, altered, "minska sina utsläpp") == ()


def test_a_crowded_page_is_not_read(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=1)
    pdf.multi_cell(0, 0.5, "avtal om utsläpp " * (MOST_GLYPHS // 16))
    pdf.output(str(tmp_path / "avtal.pdf"))

    assert read_page(tmp_path / "avtal.pdf", 1).glyphs == ()


@pytest.mark.parametrize("size", [(5_000.0, 5_000.0), (5_000.0, 3.0), (3.0, 5_000.0), (10.0, 10.0)])
def test_a_page_of_any_size_is_a_picture_of_bounded_size(tmp_path: Path, size: tuple[float, float]) -> None:
    pdf = FPDF(format=size)
    pdf.add_page()
    pdf.output(str(tmp_path / "avtal.pdf"))

    picture = picture_of(tmp_path / "avtal.pdf")

    assert picture.width * picture.height <= 1.01 * MOST_PIXELS
    assert max(picture.size) <= LONGEST_SIDE


def test_a_page_that_takes_too_long_or_is_not_there_has_no_picture(tmp_path: Path) -> None:
    file = written(tmp_path, SENTENCE)

    assert draw_page(file, 1, most_seconds=-1) is None
    assert draw_page(file, 2) is None
    assert draw_page(file, 0) is None


def test_pictures_are_kept_as_long_as_there_is_room() -> None:
    drawn: list[int] = []

    def draw(number: int) -> bytes:
        drawn.append(number)
        return bytes(40)

    pictures = Pictures(most_bytes=100)
    for number in (1, 2, 1, 3, 1, 2):
        pictures.get(("fil", number), lambda number=number: draw(number))  # type: ignore[misc]

    assert drawn == [1, 2, 3, 2]
