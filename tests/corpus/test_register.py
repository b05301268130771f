import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.database import Database
from corpus.drafts import STATES, Draft, State, draft_id
from corpus.errors import DatabaseUnavailable, InvalidDecision
from corpus.register import Register, approved_digest

QUOTE = "Sörby kommun ska minska sina utsläpp med 50 procent till 2030."
DRAFT = Draft(
    id=draft_id("avtal", QUOTE),
    source_id="avtal",
    party="Sörby kommun",
    party_kind="kommun",
    text="Minska sina utsläpp med 50 procent till 2030.",
    area="styrning",
    due=2030,
    measurable="50 procent",
    clause="3.1",
    page=2,
    quote=QUOTE,
    start=120,
    confidence=0.9,
    reason="”ska”",
    found_by="rules",
)


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'data' / 'register.db'}"


def numbered(number: int) -> Draft:
    return replace(DRAFT, id=draft_id("avtal", f"Citat {number}"), quote=f"Citat {number}")


def decide_many(address: str, numbers: range) -> None:
    register = Register(Database(address))
    for number in numbers:
        register.decide(numbered(number), "approved")
    register.database.close()


def test_a_decision_is_found_again_by_another_process_of_the_same_database(tmp_path: Path) -> None:
    first, second = Register(Database(url(tmp_path))), Register(Database(url(tmp_path)))
    made = first.decide(replace(DRAFT, due=2029, party="Sörby"), "approved")
    assert second.decisions() == (made,)
    assert (made.state, made.party, made.due, made.quote) == ("approved", "Sörby", 2029, QUOTE)
    first.database.close()
    second.database.close()


def test_the_last_decision_counts_and_the_history_keeps_them_all(tmp_path: Path) -> None:
    register = Register(Database(url(tmp_path)))
    register.decide(DRAFT, "approved")
    register.decide(DRAFT, "rejected")
    assert [decision.state for decision in register.decisions()] == ["rejected"]
    assert register.undo(DRAFT.id)
    assert register.decisions() == ()
    assert not register.undo(DRAFT.id)
    register.decide(DRAFT, "approved")
    assert [state for _, state in register.history(DRAFT.id)] == ["approved", "rejected", "undone", "approved"]
    register.database.close()


def test_nothing_in_the_log_is_ever_rewritten(tmp_path: Path) -> None:
    register = Register(Database(url(tmp_path)))
    register.decide(DRAFT, "approved")
    file = tmp_path / "data" / "register.db"
    with sqlite3.connect(file) as database:
        before = database.execute("SELECT * FROM decisions").fetchall()
    register.decide(replace(DRAFT, due=2031), "approved")
    register.undo(DRAFT.id)
    with sqlite3.connect(file) as database:
        after = database.execute("SELECT * FROM decisions").fetchall()
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2
    database.close()
    register.database.close()


@given(states=st.lists(st.sampled_from(STATES), min_size=1, max_size=6), due=st.none() | st.integers(2000, 2100))
def test_deciding_the_same_thing_again_changes_nothing(states: list[State], due: int | None) -> None:
    register = Register(Database("sqlite:///:memory:"))
    draft = replace(DRAFT, due=due)
    for state in states:
        register.decide(draft, state)
    held, history = register.decisions(), register.history(draft.id)
    assert register.decide(draft, states[-1]) == held[0]
    assert (register.decisions(), register.history(draft.id)) == (held, history)
    register.database.close()


def test_several_threads_decide_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    register = Register(Database(url(tmp_path)))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: register.decide(numbered(number), "approved"), range(40)))
    assert len(register.decisions()) == 40
    register.database.close()


def test_several_processes_create_and_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    numbers = [range(0, 15), range(15, 30), range(30, 45)]
    processes = [context.Process(target=decide_many, args=(url(tmp_path), part)) for part in numbers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    register = Register(Database(url(tmp_path)))
    assert len(register.decisions()) == 45
    register.database.close()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"party": " "}, "Parten saknas"),
        ({"text": ""}, "Åtagandet saknas"),
        ({"due": 30}, "Målåret kan inte vara ”30”"),
    ],
)
def test_what_lacks_something_cannot_be_approved_but_can_be_rejected(
    tmp_path: Path, changes: dict[str, str], says: str
) -> None:
    register, draft = Register(Database(url(tmp_path))), replace(DRAFT, **changes)  # type: ignore[arg-type]
    with pytest.raises(InvalidDecision, match=says):
        register.decide(draft, "approved")
    assert register.decisions() == ()
    assert register.decide(draft, "rejected").state == "rejected"
    register.database.close()


@pytest.mark.parametrize("address", ["inte en adress", "sqlite:////proc/finns/inte/register.db", "nosql://plats/namn"])
def test_a_database_that_cannot_be_used_is_named(address: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="KLIMAT_DATABASE_URL"):
        Register(Database(address)).decisions()


def test_a_damaged_database_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_text("det här är ingen databas " * 100, encoding="utf-8")
    register = Register(Database(f"sqlite:///{tmp_path / 'register.db'}"))
    with pytest.raises(DatabaseUnavailable, match=r"register\.db"):
        register.decisions()
    register.database.close()


def test_the_digest_follows_what_is_approved_and_nothing_else(tmp_path: Path) -> None:
    register = Register(Database(url(tmp_path)))
    assert approved_digest(register.decisions()) == ""
    register.decide(DRAFT, "rejected")
    assert approved_digest(register.decisions()) == ""
    register.decide(DRAFT, "approved")
    approved = approved_digest(register.decisions())
    register.undo(DRAFT.id)
    register.decide(DRAFT, "approved")
    assert approved_digest(register.decisions()) == approved != ""
    register.decide(replace(DRAFT, due=2031), "approved")
    assert approved_digest(register.decisions()) != approved
    register.database.close()


def test_a_draft_keeps_its_id_however_its_lines_are_broken_and_repeats_have_their_own() -> None:
    assert draft_id("avtal", "Kommunen ska\nspara.") == draft_id("avtal", "Kommunen ska spara.")
    assert len({draft_id("avtal", "a"), draft_id("annat", "a"), draft_id("avtal", "b"), draft_id("avtal", "a", 1)}) == 4
