from corpus.changes import diff_records
from corpus.records import Record, Value


def commitment(id_: str, **values: Value) -> Record:
    return Record(kind="commitments", id=id_, values={"party": "Sörby kommun", **values}, quote="", start=0)


def test_rows_are_matched_by_id_and_each_changed_cell_is_named() -> None:
    old = [commitment("C1", due=2030, text="Spara el"), commitment("C2", due=2027), commitment("C3", due=None)]
    new = [commitment("C3", due=None), commitment("C1", due=2028, text="Spara el"), commitment("C4", due=2035)]
    changes = diff_records(old, new)
    assert [record.id for record in changes.added] == ["C4"]
    assert [record.id for record in changes.removed] == ["C2"]
    (changed,) = changes.changed
    assert [(cell.label, cell.old, cell.new) for cell in changed.cells] == [("Målår", 2030, 2028)]
    assert changed.id == "C1"


def test_the_same_rows_in_another_order_and_place_are_no_change() -> None:
    old = [commitment("C1", due=2030), commitment("C2", due=None)]
    moved = [Record(kind=r.kind, id=r.id, values=r.values, quote="flyttad", start=9) for r in reversed(old)]
    assert not diff_records(old, moved)
