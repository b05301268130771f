"""Questions over the tables made from the CSV files, with what is right worked out by `csv` and plain arithmetic.

The questions come from templates, plus paraphrases written by hand; nothing here reads the index.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, product
from pathlib import Path
from random import Random

from evals.cases import Quantity
from evals.table_cases import TableCase

Rows = list[dict[str, str]]

SEED = 2030
PLACES = {"Borlänge": "Borlänges", "Falun": "Faluns", "Dalarnas län": "Dalarnas", "Sverige": "Sveriges"}
SECTORS = {
    "Transporter": ("transporterna", "transporternas", "trafiken", "trafikens"),
    "Industri (energi + processer)": ("industrin", "industrins", "industrisektorn", "industrisektorns"),
    "Jordbruk": ("jordbruket", "jordbrukets", "lantbruket", "jordbrukets"),
    "Avfall (inkl.avlopp)": ("avfallet", "avfallets", "avfall och avlopp", "avfallets"),
    "Arbetsmaskiner": ("arbetsmaskinerna", "arbetsmaskinernas", "arbetsmaskiner", "arbetsmaskinernas"),
    "El och fjärrvärme": ("el och fjärrvärme", "el och fjärrvärmes", "fjärrvärmen", "fjärrvärmens"),
    "Egen uppvärmning av bostäder och lokaler": ("uppvärmningen", "uppvärmningens", "uppvärmning", "uppvärmningens"),
}
YEARS = (1990, 2000, 2005, 2010, *range(2015, 2025))
TON = "ton"


def table_cases(sources: Path) -> tuple[TableCase, ...]:
    """All the questions over the tables in a folder."""
    emissions, commitments = _read(sources / "utslapp.csv"), _read(sources / "ataganden.csv")
    actions, indicators = _read(sources / "atgarder.csv"), _read(sources / "indikatorer.csv")
    return (
        *_emission_cases({(r["kommun"], int(r["år"]), r["sektor"]): int(r["ton_co2e"]) for r in emissions}, indicators),
        *_commitment_cases(commitments),
        *_action_cases(actions),
        *_indicator_cases(indicators),
        *(TableCase(question=question, answerable=False) for question in LOOKALIKES),
    )


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


Emissions = Mapping[tuple[str, int, str], int]


def _emission_cases(of: Emissions, indicators: Rows) -> Iterator[TableCase]:
    chance = Random(SEED)
    grid = chance.sample(list(product(PLACES, YEARS, SECTORS)), 40)
    for place, year, sector in grid[:16]:
        yield _stating(chance.choice(_VALUES).format(**_words(place, sector), year=year), of[place, year, sector])
    for place, year, _ in grid[16:24]:
        yield _stating(chance.choice(_TOTALS).format(**_words(place), year=year), of[place, year, "Totalt"])
    for place, first, sector in grid[24:36]:
        last = chance.choice([year for year in YEARS if year != first])
        before, after = sorted((first, last))
        question = chance.choice(_CHANGES).format(**_words(place, sector), first=before, last=after)
        yield _changing(question, of[place, before, sector], of[place, after, sector])
    for place in PLACES:
        yield from _extremes(of, place, highest=True)
        yield from _extremes(of, place, highest=False)
    for place, sector in islice(product(PLACES, SECTORS), 0, 28, 4):
        share = 100 * of[place, 2024, sector] / of[place, 2024, "Totalt"]
        question = f"Hur stor andel av utsläppen i {place} kom från {SECTORS[sector][0]} 2024?"
        yield TableCase(question=question, figures=(_about(share, "procent", 1),))
    people = {(r["kommun"], r["år"]): int(r["värde"]) for r in indicators if r["indikator"] == "Folkmängd 31 december"}
    for place, genitive in PLACES.items():
        each = of[place, 2024, "Totalt"] / people[place, "2024"]
        question = f"Hur stora var {genitive} utsläpp per invånare 2024?"
        yield TableCase(question=question, figures=(_about(each, TON, 2),))
    yield from _hand_written_emissions(of, people)


_VALUES = (
    "Hur stora var {genitive} utsläpp i {place} {year}?",
    "Hur mycket släppte {sector} ut i {place} år {year}?",
    "Vad var utsläppen från {other} i {place} år {year}?",
    "Hur många ton växthusgaser kom från {sector} i {place} {year}?",
)
_TOTALS = (
    "Hur stora var {places} utsläpp {year}?",
    "Hur mycket växthusgaser släppte {place} ut {year}?",
    "Hur stora var de totala utsläppen i {place} år {year}?",
)
_CHANGES = (
    "Hur har {genitive} utsläpp i {place} förändrats från {first} till {last}?",
    "Hur mycket ändrades utsläppen från {other} i {place} mellan {first} och {last}?",
    "Hur stora var {other_genitive} utsläpp i {place} {last} jämfört med {first}?",
)


def _words(place: str, sector: str = "Transporter") -> dict[str, str]:
    names = dict(zip(("sector", "genitive", "other", "other_genitive"), SECTORS[sector], strict=True))
    return {"place": place, "places": PLACES[place], **names}


def _stating(question: str, *values: float) -> TableCase:
    return TableCase(question=question, figures=tuple(Quantity(value=value, unit=TON) for value in values))


def _about(value: float, unit: str, decimals: int) -> Quantity:
    return Quantity(value=abs(value), unit=unit, tolerance=0.5 * 10**-decimals + 1e-9)


def _changing(question: str, before: int, after: int) -> TableCase:
    amounts = tuple(Quantity(value=value, unit=TON) for value in (before, after, abs(after - before)))
    percent = _about(100 * (after - before) / before, "procent", 1)
    return TableCase(question=question, figures=(*amounts, percent), names=("ökade" if after > before else "minskade",))


def _extremes(of: Emissions, place: str, *, highest: bool) -> Iterator[TableCase]:
    choose, high, size = (max, "högst", "störst") if highest else (min, "lägst", "minst")
    year = choose(YEARS, key=lambda y: of[place, y, "Totalt"])
    value = Quantity(value=of[place, year, "Totalt"], unit=TON)
    yield TableCase(question=f"Vilket år var utsläppen i {place} som {high}?", figures=(Quantity(value=year), value))
    sectors = [s for p, y, s in of if (p, y) == (place, 2020) and s != "Totalt"]
    sector = choose(sectors, key=lambda s: of[place, 2020, s])
    question = f"Vilken sektor hade {size} utsläpp i {place} 2020?"
    figures = (Quantity(value=of[place, 2020, sector], unit=TON),)
    yield TableCase(question=question, figures=figures, names=(sector.partition(" (")[0],), rows=len(sectors))


def _hand_written_emissions(of: Emissions, people: Mapping[tuple[str, str], int]) -> Iterator[TableCase]:
    def total(year: int, place: str = "Borlänge") -> int:
        return of[place, year, "Totalt"]

    both = total(2024) + total(2024, "Falun")
    mean = sum(total(year) for year in range(2015, 2025)) / 10
    share = 100 * total(2024) / total(2024, "Dalarnas län")
    apart = total(2024) - total(2024, "Falun")
    per_head = _about(total(2024) / people["Borlänge", "2024"], TON, 2)
    yield _stating(
        "Hur mycket har Borlänges utsläpp minskat sedan 1990?", total(1990), total(2024), total(1990) - total(2024)
    )
    yield _stating("Har utsläppen i Borlänge ökat eller minskat sedan 2020?", total(2020), total(2024))
    yield _stating("Vilken sektor släpper ut mest?", of["Borlänge", 2024, "Industri (energi + processer)"])
    yield _stating("Vilket år var utsläppen som lägst?", total(2020))
    yield _stating("När var utsläppen i Borlänge som störst?", total(2005))
    yield TableCase(question="Hur många ton per invånare?", figures=(per_head,))
    yield TableCase(question="Hur många ton per person släpper Borlänge ut?", figures=(per_head,))
    yield _stating("Jämför Borlänge med Falun", total(2024), total(2024, "Falun"), apart)
    yield _stating("Vilken är skillnaden mellan Borlänges och Faluns utsläpp?", total(2024), apart)
    yield _stating("Hur stora var Borlänges och Faluns utsläpp tillsammans 2024?", both)
    yield _stating("Lägg ihop utsläppen i Borlänge och Falun 2024", both)
    yield _stating("Hur stora är utsläppen i kommunen?", total(2024))
    yield _stating("Hur mycket släpper vi ut i dag?", total(2024))
    yield _stating("Hur stora var utsläppen i Sverige senaste året?", total(2024, "Sverige"))
    yield _stating("hur stora va utsläppen i falun 2018", total(2018, "Falun"))
    yield _stating("Hur mycke släppte trafikken i Borlänge ut 2019?", of["Borlänge", 2019, "Transporter"])
    yield TableCase(question="Vad var de genomsnittliga utsläppen 2015–2024?", figures=(_about(mean, TON, 0),))
    yield TableCase(
        question="Hur stor andel av Dalarnas utsläpp står Borlänge för?", figures=(_about(share, "procent", 1),)
    )
    yield _stating("Släppte trafiken ut mer i Falun än i Borlänge 2024?", of["Falun", 2024, "Transporter"])
    warming = "Egen uppvärmning av bostäder och lokaler"
    best = TableCase(question="Vilken sektor har minskat mest sedan 1990?", names=("uppvärmning", "Industri"))
    yield best
    yield _stating(
        "Hur har utsläppen från uppvärmning utvecklats?", of["Borlänge", 1990, warming], of["Borlänge", 2024, warming]
    )


def _commitment_cases(rows: Rows) -> Iterator[TableCase]:
    areas = Counter(r["område"] for r in rows)
    for name in ("IKEA", "SSAB", "Borlänge Energi", "Brage", "Tunabyggen", "Hushagen", "MaserFrakt", "Borlänge kommun"):
        number = sum(name.lower() in r["part"].lower() for r in rows)
        yield _counting(f"Hur många åtaganden har {name}?", number)
    yield _counting("Hur många åtaganden har kommunen?", sum("borlänge kommun" in r["part"].lower() for r in rows))
    yield _counting("Hur många löften har Tunabygen gett?", sum("Tunabyggen" in r["part"] for r in rows), said=False)
    for area in ("transport", "styrning", "byggnader", "konsumtion", "industri", "energi", "samverkan"):
        yield _counting(f"Hur många åtaganden finns det inom området {area}?", areas[area])
    for year in ("2024", "2030", "2045"):
        yield _counting(f"Hur många åtaganden har målår {year}?", sum(r["målår"] == year for r in rows))
    due = [r for r in rows if r["målår"]]
    by_2030 = sum(r["område"] == "transport" and int(r["målår"]) <= 2030 for r in due)
    yield _counting("Vilka har lovat något om transporter till 2030?", by_2030)
    yield _counting("Vilka åtaganden om transporter ska vara klara senast 2030?", by_2030, said=False)
    yield _counting("Lista åtaganden om transport till 2030", by_2030)
    yield _counting("Vilka åtaganden har ett målår efter 2030?", sum(int(r["målår"]) > 2030 for r in due))
    yield _counting("Vilka åtaganden har målåret 2026?", sum(r["målår"] == "2026" for r in rows))
    yield _counting("Hur många åtaganden har företagen?", sum(r["typ"] == "företag" for r in rows))
    yield _counting("Hur många åtaganden har myndigheterna?", sum(r["typ"] == "myndighet" for r in rows))
    most, number = Counter(r["part"] for r in rows).most_common(1)[0]
    yield TableCase(question="Vilken part har flest åtaganden?", figures=(Quantity(value=number),), names=(most,))
    area, number = areas.most_common(1)[0]
    yield TableCase(question="Vilket område har flest åtaganden?", figures=(Quantity(value=number),), names=(area,))
    each = tuple(Quantity(value=count) for count in areas.values())
    yield TableCase(question="Hur många åtaganden finns det per område?", figures=each, rows=len(rows))
    yield _counting("Vad har SSAB lovat?", sum("SSAB" in r["part"] for r in rows))
    pair = sum(r["område"] == "transport" and "borlänge kommun" in r["part"].lower() for r in rows)
    yield _counting("Hur många åtaganden om transporter har Borlänge kommun?", pair)


def _counting(question: str, number: int, *, said: bool = True) -> TableCase:
    """A question whose answer counts so many rows; `said` is off where another source may answer it too."""
    return TableCase(question=question, figures=(Quantity(value=number),), rows=number if said else None)


def _action_cases(rows: Rows) -> Iterator[TableCase]:
    cost = {r["id"]: float(r["kostnad_sek"]) for r in rows if r["kostnad_sek"]}
    areas = Counter(part for r in rows for part in r["område"].split("/"))
    for area in ("transport", "solenergi", "industri", "avfall", "fjärrvärme", "styrning", "byggnader", "mat"):
        yield _counting(f"Hur många åtgärder finns det inom området {area}?", areas[area])
    for name in ("MaserFrakt", "EcoDataCenter", "Gasum", "Trafikverket", "Region Dalarna", "Högskolan Dalarna"):
        number = sum(name in r["ansvarig"].partition("(")[0] for r in rows)
        yield _counting(f"Hur många åtgärder ansvarar {name} för?", number)
    for text, limit in (("10 miljoner", 1e7), ("100 miljoner kronor", 1e8), ("3 mkr", 3e6)):
        yield _counting(f"Vilka åtgärder kostar mer än {text}?", sum(value > limit for value in cost.values()))
    yield _counting("Hur många åtgärder kostar minst 120 miljoner?", sum(value >= 1.2e8 for value in cost.values()))
    dear = Quantity(value=max(cost.values()), unit="kronor")
    yield TableCase(question="Vilken åtgärd kostar mest?", figures=(dear,), names=("biogasanläggning",))
    yield TableCase(question="Vilken är den dyraste åtgärden?", figures=(dear,), names=("biogasanläggning",))
    cheap = Quantity(value=min(cost.values()), unit="kronor")
    yield TableCase(question="Vilken åtgärd är billigast?", figures=(cheap,))
    whole = Quantity(value=sum(cost.values()), unit="kronor")
    yield TableCase(question="Vad kostar åtgärderna sammanlagt?", figures=(whole,))
    yield TableCase(question="Hur mycket kostar alla åtgärder tillsammans?", figures=(whole,))
    grant = max(float(r["bidrag_sek"]) for r in rows if r["bidrag_sek"])
    yield TableCase(question="Vilken åtgärd har fått störst bidrag?", figures=(Quantity(value=grant, unit="kronor"),))


def _indicator_cases(rows: Rows) -> Iterator[TableCase]:
    of = {(r["indikator"], r["kommun"], r["år"]): r["värde"] for r in rows}
    for question, indicator, place, year in _INDICATORS:
        value = abs(float(of[indicator, place, year]))
        yield TableCase(question=question, figures=(Quantity(value=value),))
    goals = (
        "MÅL kommunens måltider: klimatpåverkan i planerade menyer",
        "MÅL ekologiska livsmedel",
        "MÅL matsvinn (halvering)",
    )
    figures = tuple(Quantity(value=float(of[name, "Borlänge", "2030"])) for name in goals)
    yield TableCase(question="Vad är målet för skolmaten och hur går det?", figures=figures)


_INDICATORS = (
    ("Hur många invånare har Borlänge?", "Folkmängd 31 december", "Borlänge", "2025"),
    ("Hur många bor i Falun?", "Folkmängd 31 december", "Falun", "2024"),
    ("Hur många publika laddpunkter finns det i Falun?", "Publika laddpunkter (december)", "Falun", "2025"),
    ("Hur många laddpunkter fanns det i Borlänge 2024?", "Publika laddpunkter (december)", "Borlänge", "2024"),
    ("Hur många dieselbilar finns det i Sverige?", "Personbilar i trafik: diesel", "Sverige", "2025"),
    ("Hur många bensinbilar finns det i Borlänge?", "Personbilar i trafik: bensin", "Borlänge", "2025"),
    ("Hur många elbussar har Falun?", "Bussar i trafik: el", "Falun", "2025"),
    ("Hur stor är kommunens yta?", "Kommunens yta", "Borlänge", "2013"),
    ("Vad är målet för ekologiska livsmedel?", "MÅL ekologiska livsmedel", "Borlänge", "2030"),
    ("Vad är målet för matsvinnet?", "MÅL matsvinn (halvering)", "Borlänge", "2030"),
    (
        "Hur mycket koldioxid släppte trafiken i Borlänge ut 2020?",
        "Endast koldioxid: Transporter (utgåva 2025)",
        "Borlänge",
        "2020",
    ),
    ("Hur många tunga lastbilar finns det i Falun?", "Tunga lastbilar i trafik: totalt", "Falun", "2025"),
    ("Hur många meter cykelväg per invånare har Borlänge?", "Cykelväg per invånare (Klimatkollen)", "Borlänge", "2025"),
)

LOOKALIKES = (
    "Hur mycket kostar det att åka buss?",
    "Vad är koldioxidbudgeten?",
    "Hur stor är Borlänges koldioxidbudget?",
    "Vad är växthusgaser?",
    "Vad är ett åtagande?",
    "Hur många åtaganden har Volvo?",
    "Hur många åtaganden har Spendrups om transporter?",
    "Hur många ton växthusgaser släppte Ludvika ut 2024?",
    "Hur stora är utsläppen från enbart SSAB:s verk i Borlänge?",
    "Hur många ton koldioxid binder kolsänkorna?",
    "Hur mycket ska utsläppen minska till 2030?",
    "Varför ökade utsläppen 2024?",
    "Vad beror utsläppen på?",
    "Hur stora blir utsläppen i Borlänge 2027?",
    "Hur mycket släpper flyget ut?",
    "Hur mycket har utsläppen minskat utan industrin?",
    "Vilka åtgärder har inte påbörjats?",
    "Vilka åtaganden saknar målår?",
    "Hur mycket koldioxid släppte Falun ut 2020?",
    "Hur många parter har projektet?",
    "Hur många åtgärder finns i miljöstrategin?",
    "Vilken åtgärd är bäst?",
    "Vilka partier styr?",
    "Hur många procent av bilarna är laddbara?",
    "Hur mycket kostar klimatomställningen per invånare?",
    "Vilka åtaganden har uppfyllts?",
    "Hur stora var utsläppen per anställd 2024?",
    "Vem släpper ut mest i Borlänge?",
    "Vilken kommun släpper ut mest?",
    "Vilka fler än IKEA har lovat något om konsumtion?",
    "Hur många företag har åtaganden?",
    "Hur stora är kommunens egna utsläpp?",
    "Hur många bilar per invånare finns i Falun?",
    "Hur många sektorer finns det?",
    "Hur stora är hushållens utsläpp?",
    "Hur mycket el producerar solcellerna?",
)
"""Questions that look like ones over the tables, but that the tables do not answer."""
