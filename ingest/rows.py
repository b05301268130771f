"""Table rows as sentences: what a row says, so that it can be found and quoted like any other passage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from corpus.documents import Kind
from ingest.cleaning import slug

Row = Mapping[str, str]
"""A row's cells by the names of their columns; an empty cell is ""."""

_KEY_COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    "emissions": ("kommun", "år", "sektor"),
    "indicators": ("kommun", "år", "indikator"),
    "commitments": ("part", "åtagande"),
    "actions": ("åtgärd",),
}
_COLUMNS: Mapping[Kind, frozenset[str]] = {
    "emissions": frozenset({"kommun", "år", "sektor", "ton_co2e"}),
    "indicators": frozenset({"indikator", "kommun", "år", "värde", "enhet"}),
    "commitments": frozenset({"part", "åtagande", "målår"}),
    "actions": frozenset({"åtgärd", "ansvarig", "status"}),
}
_URL_COLUMNS = ("källa_url", "url", "länk", "webbadress")
WORD_UNITS = frozenset({"", "datum", "partier", "år"})
"""The units of values that may be words: a party's name, a date."""

_NUMBER = re.compile(r"(-?)(\d+)(?:[.,](\d+))?")
_HEDGED_UNIT = re.compile(r"(.+?) \((cirka|över|nästan|omkring)\)")
_COMPARISONS = {">=": "minst ", "<=": "högst ", "<": "under ", ">": "över "}
_UNITS = {
    "CO2e": "koldioxidekvivalenter",
    "CO2": "koldioxid",
    "/": " per ",
    "km2": "kvadratkilometer",
    "inv": "invånare",
}
_UNIT_PARTS = re.compile(r"\b(?:CO2e|CO2|km2|inv)\b|/")


def row_sentence(kind: Kind, row: Row) -> str:
    """What the row says, in Swedish; a row without the columns of its kind is read out column by column."""
    cells = {column_name(name): value.strip() for name, value in row.items()}
    sentence = _SENTENCES.get(kind)
    return sentence(cells) if sentence and _COLUMNS[kind] <= cells.keys() else _read_out(row)


def row_url(row: Row) -> str:
    """The web address that the row gives as its source, or ""."""
    cells = {column_name(name): value.strip() for name, value in row.items()}
    return next((cells[name] for name in _URL_COLUMNS if cells.get(name, "").startswith(("http://", "https://"))), "")


def record_ids(kind: Kind, rows: Sequence[Row]) -> tuple[str, ...]:
    """An id for each row of a table, each of them once; rows with the same key get a counter in order."""
    wanted = [record_id(kind, row, number) for number, row in enumerate(rows, start=1)]
    used, repeats, ids = set(wanted), Counter[str](), list[str]()
    for name in wanted:
        repeats[name] += 1
        unique = (
            name if repeats[name] == 1 else next(n for i in count(repeats[name]) if (n := f"{name}-{i}") not in used)
        )
        used.add(unique)
        ids.append(unique)
    return tuple(ids)


def record_id(kind: Kind, row: Row, number: int) -> str:
    """The row's own id, or one made of the columns that tell it from the others, or its number in the table."""
    cells = {column_name(name): value.strip() for name, value in row.items()}
    if cells.get("id"):
        return cells["id"]
    first = next(iter(cells), "")
    key = slug(" ".join(cells.get(name, "") for name in _KEY_COLUMNS.get(kind, (first,))))
    return f"{'row' if kind == 'document' else kind}-{key or number}"


def swedish_number(value: str) -> str:
    """A plain number as it is written in Swedish: `423796.5` as `423 796,5`; anything else as it stands."""
    found = _NUMBER.fullmatch(value.strip())
    if not found:
        return value
    sign, whole, decimals = found.groups()
    return f"{sign}{int(whole):,}".replace(",", " ") + (f",{decimals}" if decimals else "")


def genitive(name: str) -> str:
    """A name in the genitive: `Borlänges`, but `Dalarnas läns` and `Borås`."""
    return name if name.lower().endswith(("s", "x", "z")) else f"{name}s"


def _emission(cells: Row) -> str:
    amount = f"{swedish_number(cells['ton_co2e'])} ton koldioxidekvivalenter" if cells["ton_co2e"] else "uppgift saknas"
    if cells["sektor"].lower() == "totalt":
        return f"{genitive(cells['kommun'])} totala utsläpp av växthusgaser år {cells['år']}: {amount}."
    return f"Utsläpp av växthusgaser i {cells['kommun']} år {cells['år']}, sektorn {cells['sektor']}: {amount}."


def _indicator(cells: Row) -> str:
    name = re.sub(r"^MÅL ", "Mål: ", cells["indikator"])
    subject = ", ".join(filter(None, (name, cells["kommun"], cells["år"] and f"år {cells['år']}")))
    return f"{subject}: {_quantity(cells['värde'], cells['enhet'])}."


def _quantity(value: str, unit: str) -> str:
    if not value:
        return "uppgift saknas"
    if unit in WORD_UNITS:
        return value
    hedged = _HEDGED_UNIT.fullmatch(unit)
    unit, hedge = (hedged[1], f"{hedged[2]} ") if hedged else (unit, "")
    if rank := re.fullmatch(r"plats av (\d+)", unit):
        return f"plats {value} av {rank[1]}"
    written = _UNIT_PARTS.sub(lambda found: _UNITS[found[0]], "stycken" if unit == "antal" else unit)
    return f"{hedge}{swedish_number(value)} {written}"


def _commitment(cells: Row) -> str:
    party, sort = cells["part"], cells.get("typ", "")
    who = f"{party}, {sort}" if sort and sort.lower() not in party.lower() else party
    label = f"Åtagande {cells.get('id', '')}".strip()
    goal = re.sub("|".join(_COMPARISONS), lambda found: _COMPARISONS[found[0]], cells.get("mätbart_mål", ""))
    return _sentences(
        (f"{label}, {who}", cells["åtagande"]),
        ("Område", cells.get("område", "")),
        ("Målår", cells["målår"]),
        ("Mätbart mål", goal),
        *_origin(cells),
    )


def _action(cells: Row) -> str:
    effect = cells.get("effekt_ton_co2e_per_år", "")
    return _sentences(
        (f"Åtgärd {cells.get('id', '')}".strip(), cells["åtgärd"]),
        ("Ansvarig", cells["ansvarig"]),
        ("Område", cells.get("område", "")),
        ("Status", cells["status"]),
        ("Startår", cells.get("startår", "")),
        ("Slutår", cells.get("slutår", "")),
        ("Kostnad", _kronor(cells.get("kostnad_sek", ""))),
        ("Bidrag", _kronor(cells.get("bidrag_sek", ""))),
        ("Effekt", effect and f"{swedish_number(effect)} ton koldioxidekvivalenter per år"),
        ("Annan effekt", cells.get("annan_effekt", "")),
        *_origin(cells),
    )


def _origin(cells: Row) -> tuple[tuple[str, str], ...]:
    source = ", ".join(filter(None, (cells.get("källa_titel"), cells.get("källa_datum"))))
    return ("Källa", source), ("Säkerhet", cells.get("säkerhet", ""))


def _kronor(amount: str) -> str:
    return f"{swedish_number(amount)} kronor" if amount else ""


def _sentences(*parts: tuple[str, str]) -> str:
    return " ".join(_ended(f"{label}: {value}") for label, value in parts if value)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _read_out(row: Row) -> str:
    cells = (
        (_label(name), " ".join(value.split())) for name, value in row.items() if column_name(name) not in _URL_COLUMNS
    )
    filled = [f"{label}: {_without_full_stop(value)}" if label else value for label, value in cells if value]
    return _ended("; ".join(filled)) if filled else ""


def _without_full_stop(value: str) -> str:
    """The value without the full stop of its sentence; that of an abbreviation such as `m.m.` stays."""
    last_word = value.rsplit(maxsplit=1)[-1]
    return value[:-1] if value.endswith(".") and last_word.count(".") == 1 and len(last_word) > 4 else value


def _label(name: str) -> str:
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def column_name(name: str) -> str:
    """A column's name as it is compared: `Ton CO2e` as `ton_co2e`."""
    return re.sub(r"[\s_]+", "_", name.strip().lower())


_SENTENCES: Mapping[Kind, Callable[[Row], str]] = {
    "emissions": _emission,
    "indicators": _indicator,
    "commitments": _commitment,
    "actions": _action,
}
