import threading
from collections.abc import Iterator

import pytest

from assistant.chat_writer.failing import ChatFailed
from assistant.chat_writer.streaming import Saying, sayings, within


def said(text: str) -> list[str]:
    """The sentences of a text that comes letter by letter."""
    return [saying.text for saying in sayings(text)]


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    read: list[str] = []

    def pieces() -> Iterator[str]:
        for piece in ("Målet är", " 2030. ", "Det gäl", "ler alla."):
            read.append(piece)
            yield piece

    first = next(sayings(pieces()))
    assert first == Saying(text="Målet är 2030.", form="sentence")
    assert read == ["Målet är", " 2030. ", "Det gäl"]


@pytest.mark.parametrize(
    "text",
    [
        "Målet är 2030 [1]. Det gäller alla [1, 2].",
        "Målet är 2030. [1] Det gäller alla. [källa 2]",
        "Svar: **Målet** är 2030. Det gäller alla.",
        "<think>Vad är målet? Det står år 2035.</think>\n\nMålet är 2030. Det gäller alla.",
        "Målet är 2030.\n\nDet gäller alla.\n\n",
        "Målet är 2030. Det gäller alla. Dessutom ska",
    ],
)
def test_what_is_no_part_of_the_answer_is_left_out(text: str) -> None:
    assert said(text) == ["Målet är 2030.", "Det gäller alla."]


def test_list_items_are_told_from_sentences() -> None:
    found = list(sayings("Tre saker:\n- sol\n* vind\n3. vatten\n\nDet är allt."))
    assert [(saying.text, saying.form) for saying in found] == [
        ("Tre saker:", "sentence"),
        ("sol", "item"),
        ("vind", "item"),
        ("vatten", "item"),
        ("Det är allt.", "sentence"),
    ]


def test_an_endless_text_is_given_up() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield "ord "

    with pytest.raises(ChatFailed, match="broken"):
        list(sayings(endless()))


def test_pieces_that_never_come_are_not_waited_for() -> None:
    never = threading.Event()

    def pieces(*at_once: str) -> Iterator[str]:
        yield from at_once
        never.wait()

    with pytest.raises(ChatFailed, match="slow"):
        list(within(pieces(), first=0.05, whole=600))
    started = within(pieces("Målet"), first=600, whole=0.5)
    assert next(started) == "Målet"
    with pytest.raises(ChatFailed, match="slow"):
        next(started)
    never.set()


def test_a_reader_that_leaves_stops_what_it_read() -> None:
    stopped = threading.Event()
    go_on = threading.Event()

    def pieces() -> Iterator[str]:
        try:
            yield "Målet"
            go_on.wait()
            while True:
                yield "."
        finally:
            stopped.set()

    reading = within(pieces(), first=60, whole=60)
    assert next(reading) == "Målet"
    reading.close()
    go_on.set()
    assert stopped.wait(60)


def test_an_error_on_the_way_is_raised_where_it_is_read() -> None:
    def pieces() -> Iterator[str]:
        yield "Målet"
        raise ConnectionResetError

    reading = within(pieces(), first=60, whole=60)
    assert next(reading) == "Målet"
    with pytest.raises(ConnectionResetError):
        next(reading)
