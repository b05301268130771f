"""The measures that a run reports, in order: what each is called and what it tells, in Swedish for any reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["answers", "citations", "honesty", "retrieval", "robustness", "cost"]
GROUPS: dict[Group, str] = {
    "answers": "Är svaren rätt?",
    "citations": "Stöder källorna svaren?",
    "honesty": "Vet assistenten när den inte vet?",
    "retrieval": "Hittar sökningen rätt stycken?",
    "robustness": "Håller svaret om frågan formuleras om?",
    "cost": "Hur lång tid tar det?",
}

Form = Literal["percent", "number", "seconds"]
Better = Literal["higher", "lower", "neither"]
Summary = Literal["share", "mean", "p50", "p95", "auroc_answerable", "auroc_right", "aurc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something that is measured.

    Attributes:
        id: Its name in runs and in floors.toml.
        group: The part of the report that it stands in.
        name: What a reader calls it.
        meaning: What it tells, in a sentence.
        form: How its values are written.
        better: Which way is better.
        summary: How it is made of the cases' values.
        of: The name of the value that it is made of; "" for one with the measure's own id.
    """

    id: str
    group: Group
    name: str
    meaning: str
    form: Form = "percent"
    better: Better = "higher"
    summary: Summary = "share"
    of: str = ""

    @property
    def value(self) -> str:
        """The name of the value that it is made of."""
        return self.of or self.id


MEASURES: tuple[Measure, ...] = (
    Measure(
        id="right",
        group="answers",
        name="Rätt svar",
        meaning="Svaret har allt det ska ha, inget det inte får ha och inga fel tal, eller avstår när det är rätt.",
    ),
    Measure(id="facts_all", group="answers", name="Alla fakta", meaning="Svaret har alla fakta som frågan kräver."),
    Measure(
        id="facts_some",
        group="answers",
        name="En del fakta",
        meaning="Svaret har några av de fakta som frågan kräver, men inte alla.",
        better="lower",
    ),
    Measure(
        id="facts_none",
        group="answers",
        name="Inga fakta",
        meaning="Svaret har inga av de fakta som frågan kräver, eller så kom det inget svar.",
        better="lower",
    ),
    Measure(
        id="fact_recall",
        group="answers",
        name="Andel fakta",
        meaning="Hur stor del av de fakta som frågan kräver som svaret har, i genomsnitt.",
        summary="mean",
    ),
    Measure(
        id="list_complete",
        group="answers",
        name="Hela listor",
        meaning="När frågan ber om en lista nämner svaret allt som hör till den.",
    ),
    Measure(
        id="list_recall",
        group="answers",
        name="Andel av listan",
        meaning="Hur stor del av listan som svaret nämner, i genomsnitt.",
        summary="mean",
    ),
    Measure(
        id="forbidden",
        group="answers",
        name="Förbjudna påståenden",
        meaning="Svaret säger något som det inte får säga, till exempel en vanlig missuppfattning.",
        better="lower",
    ),
    Measure(
        id="altered_figures",
        group="answers",
        name="Tal utan stöd",
        meaning="Svaret har ett tal som inte står i något av dess citat.",
        better="lower",
    ),
    Measure(
        id="wrong_figures",
        group="answers",
        name="Fel tal",
        meaning="Svaret ger ett annat tal än det rätta, med samma enhet.",
        better="lower",
    ),
    Measure(id="swedish", group="answers", name="På svenska", meaning="Svaret är skrivet på svenska."),
    Measure(
        id="words",
        group="answers",
        name="Längd i ord",
        meaning="Hur många ord ett svar har, i genomsnitt.",
        form="number",
        better="neither",
        summary="mean",
    ),
    Measure(
        id="lix",
        group="answers",
        name="Läsbarhet (LIX)",
        meaning="Hur svårläst svaret är. Under 40 är lätt, 40–50 är medelsvårt, över 50 är svårt.",
        form="number",
        better="lower",
        summary="mean",
    ),
    Measure(
        id="crashed",
        group="answers",
        name="Avbrutna svar",
        meaning="Ett fel i programmet gjorde att det inte kom något svar alls.",
        better="lower",
    ),
    Measure(
        id="citation_recall",
        group="citations",
        name="Meningar med stöd",
        meaning="Hur stor del av svarets meningar som har stöd i de källor som meningen hänvisar till.",
        summary="mean",
    ),
    Measure(
        id="citation_precision",
        group="citations",
        name="Hänvisningar som behövs",
        meaning="Hur stor del av hänvisningarna som verkligen stöder sin mening.",
        summary="mean",
    ),
    Measure(
        id="quotes_verbatim",
        group="citations",
        name="Ordagranna citat",
        meaning="Varje citat under svaret står ord för ord i sin källa.",
    ),
    Measure(
        id="gold_cited",
        group="citations",
        name="Rätt källa",
        meaning="Svaret hänvisar till en källa där en människa har hittat svaret.",
    ),
    Measure(
        id="page_right",
        group="citations",
        name="Rätt sida",
        meaning="Sidan som hänvisningen anger är den där citatet står.",
    ),
    Measure(
        id="outcome_right",
        group="honesty",
        name="Rätt utfall",
        meaning="Assistenten svarar på det som går att besvara, och säger annars varför den inte svarar.",
    ),
    Measure(
        id="correct_refusal",
        group="honesty",
        name="Avstår när den ska",
        meaning="Av frågorna som källorna inte besvarar: andelen som assistenten låter bli att svara på.",
    ),
    Measure(
        id="false_refusal",
        group="honesty",
        name="Avstår i onödan",
        meaning="Av frågorna som källorna besvarar: andelen som assistenten ändå inte svarar på.",
        better="lower",
    ),
    Measure(
        id="answer_rate",
        group="honesty",
        name="Svarar",
        meaning="Hur stor del av alla frågor som får ett svar.",
        better="neither",
        of="answered",
    ),
    Measure(
        id="auroc_answerable",
        group="honesty",
        name="Skiljer besvarbart från obesvarbart (AUROC)",
        meaning="Hur ofta assistenten är säkrare på en fråga som går att besvara än på en som inte går. 0,5 är slump.",
        form="number",
        summary="auroc_answerable",
    ),
    Measure(
        id="auroc_right",
        group="honesty",
        name="Skiljer rätt svar från fel (AUROC)",
        meaning="Hur ofta assistenten är säkrare på ett svar som är rätt än på ett som är fel. 0,5 är slump.",
        form="number",
        summary="auroc_right",
    ),
    Measure(
        id="aurc",
        group="honesty",
        name="Fel över alla nivåer (AURC)",
        meaning="Andelen fel bland svaren, i genomsnitt över hur säker assistenten måste vara för att svara.",
        form="number",
        better="lower",
        summary="aurc",
    ),
    Measure(
        id="recall_1",
        group="retrieval",
        name="Rätt stycke först",
        meaning="Det stycke som har svaret är sökningens första träff.",
        summary="mean",
    ),
    Measure(
        id="recall_5",
        group="retrieval",
        name="Rätt stycke bland de 5 första",
        meaning="Det stycke som har svaret är bland sökningens fem första träffar.",
        summary="mean",
    ),
    Measure(
        id="recall_10",
        group="retrieval",
        name="Rätt stycke bland de 10 första",
        meaning="Det stycke som har svaret är bland sökningens tio första träffar.",
        summary="mean",
    ),
    Measure(
        id="mrr_10",
        group="retrieval",
        name="Rättas plats i listan (MRR@10)",
        meaning="1 om rätt stycke står först, 1/2 om det står som nummer två, och så vidare.",
        form="number",
        summary="mean",
    ),
    Measure(
        id="ndcg_10",
        group="retrieval",
        name="Ordningen i listan (nDCG@10)",
        meaning="Hur nära den bästa ordningen de tio första träffarna är. 1 är bäst.",
        form="number",
        summary="mean",
    ),
    Measure(
        id="consistent",
        group="robustness",
        name="Samma svar på omskrivna frågor",
        meaning="En omskriven fråga får samma fakta och samma utfall som den ursprungliga.",
    ),
    Measure(
        id="first_p50",
        group="cost",
        name="Första meningen, hälften av svaren",
        meaning="Hälften av svaren visar sin första mening inom den här tiden.",
        form="seconds",
        better="lower",
        summary="p50",
        of="first_seconds",
    ),
    Measure(
        id="first_p95",
        group="cost",
        name="Första meningen, 95 % av svaren",
        meaning="19 av 20 svar visar sin första mening inom den här tiden.",
        form="seconds",
        better="lower",
        summary="p95",
        of="first_seconds",
    ),
    Measure(
        id="whole_p50",
        group="cost",
        name="Hela svaret, hälften av svaren",
        meaning="Hälften av svaren är färdiga inom den här tiden.",
        form="seconds",
        better="lower",
        summary="p50",
        of="whole_seconds",
    ),
    Measure(
        id="whole_p95",
        group="cost",
        name="Hela svaret, 95 % av svaren",
        meaning="19 av 20 svar är färdiga inom den här tiden.",
        form="seconds",
        better="lower",
        summary="p95",
        of="whole_seconds",
    ),
)

MEASURE: dict[str, Measure] = {measure.id: measure for measure in MEASURES}
