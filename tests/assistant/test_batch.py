from __future__ import annotations

import json

from assistant.batch import run_batch
from assistant.wire import AnswerReply, AskRequest
from corpus.errors import KlimatError
from tests.assistant.fixed_assistant import FixedAssistant


def respond(request: AskRequest) -> AnswerReply:
    return AnswerReply.of(FixedAssistant().answer(request.as_question()))


def test_each_line_is_answered_with_its_id_first() -> None:
    lines = [b'{"id": "a", "question": "Ett?"}', b'{"id": 2, "question": "Tv\xc3\xa5?", "history": ["Ett?"]}']

    replies = list(run_batch(lines, respond))

    assert [(next(iter(reply.items())), reply["question"]) for reply in replies] == [
        (("id", "a"), "Ett?"),
        (("id", 2), "Två?"),
    ]
    assert replies[1]["standalone_question"] == "Ett? Två?"


def test_lines_that_cannot_be_read_are_told_of_and_the_rest_goes_on() -> None:
    lines = [
        b"inte json",
        b"",
        b'{"id": "b"}',
        b'{"question": "Utan id?"}',
        b'{"id": "c", "question": "\xff"}',
        b'["lista"]',
        b"[" * 100_000,
        b'{"id": "d", "question": " "}',
        b'{"id": "e", "question": "Bra?"}',
    ]

    replies = list(run_batch(lines, respond))

    assert [(reply["id"], reply.get("error")) for reply in replies] == [
        (None, "Rad 1: Det som skickades är inte giltig JSON."),
        ("b", "Rad 3: Fältet question saknas."),
        (None, "Rad 4: Fältet id saknas."),
        (None, "Rad 5: Det som skickades är inte giltig JSON."),
        (None, "Rad 6: Det som skickades ska vara ett JSON-objekt."),
        (None, "Rad 7: Det som skickades är inte giltig JSON."),
        ("d", "Rad 8: Frågan är tom."),
        ("e", None),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    (reply,) = run_batch([b'\xef\xbb\xbf{"id": "a", "question": "Ett?"}\r\n'], respond)

    assert reply["question"] == "Ett?"


def test_replies_come_as_the_lines_do() -> None:
    def once(request: AskRequest) -> AnswerReply:
        if request.question == "två":
            raise KlimatError("Nu räcker det.")
        return respond(request)

    replies = run_batch((json.dumps({"id": n, "question": n}).encode() for n in ("ett", "två")), once)

    assert next(replies)["question"] == "ett"
    assert next(replies)["error"] == "Rad 2: Nu räcker det."
