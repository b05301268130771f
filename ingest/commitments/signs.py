"""The words that tell a commitment from what is none: verbs, headings, and ways of speaking of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STRONG = (
    r"åtar sig(?: gemensamt)?(?: att)?|åtog sig|har åtagit sig(?: att)?|förbinder sig(?: att)?|förband sig(?: att)?|"
    r"utfäster sig(?: att)?|lovar(?: att)?|garanterar(?: att)?|ansvarar för(?: att)?|svarar för(?: att)?|"
    r"har ansvar(?:et)? för(?: att)?|är skyldiga?t?(?: att)?"
)
_MODAL = r"ska|skall|skulle|måste"
_INTENT = (
    r"avser(?: att)?|har för avsikt att|har som mål att|kommer(?= (?:\w+ ){0,4}att\b)|planerar(?: att)?|"
    r"siktar på(?: att)?|strävar efter(?: att)?|vill"
)
_CUES = (
    (re.compile(rf"\b(?:{_STRONG})\b", re.IGNORECASE), 0.85),
    (re.compile(rf"\b(?:{_MODAL})\b", re.IGNORECASE), 0.75),
    (re.compile(rf"\b(?:{_INTENT})\b", re.IGNORECASE), 0.6),
)
PRESENT = re.compile(r"\s+(?:(?:även|också|dessutom|gemensamt)\s+)?([a-zåäö]{3,}r)\b(.*)", re.DOTALL)
STATES = frozenset(
    "är har får kan bör innebär består omfattar heter ligger äger finns gäller arbetar kör vill kommer uppger menar "
    "anser ingår hör tillhör säger var uppgår skiljer framgår visar betonar representerar".split()
)
OFTEN = re.compile(r"årlig|varje år|(?:per|om) året?\b|(?:per|varje) (?:kvartal|månad|termin)|löpande", re.IGNORECASE)
NOW = re.compile(r"\b(?:i dag|idag|redan|hittills|sedan|just nu|för närvarande|enligt uppgift)\b", re.IGNORECASE)

_OTHER_SECTIONS = re.compile(
    r"bakgrund|inledning|\bsyfte|definition|begrepp|\bord i\b|ordlista|giltig|avtalstid|tvist|ändring|uppsägning|"
    r"sekretess|force majeure|underskrift|undertecknande|förbehåll|omfattning|"
    r"^(?:§ ?)?[\d. ]*(?:varför|om (?:dokument|bilaga|avtal|kontrakt))|framgår inte|"
    r"utanför|inte delar av|andra städer|exempel från",
    re.IGNORECASE,
)
_COMMITTING_SECTIONS = re.compile(
    r"åta[gr]|löft|lova|åtgärd|insats|ansvar|utfäst|mål\b|parterna gör|ska göra", re.IGNORECASE
)
CONDITIONAL = re.compile(r"(?:om|ifall|därest|i de fall|i det fall|i händelse av|när) ", re.IGNORECASE)
NOT_COMMITTING = re.compile(
    r"\bavses\b|förstås som|definieras|\btolkas?\b|framgår inte|(?:ska|skall) inte (?:ses|anses|innebära)|"
    r"ansvarar inte|svarar inte|åtar sig inte|förbinder sig inte|är inte skyldig|säga upp|skriftlig|underrätta",
    re.IGNORECASE,
)
ABOUT_ITSELF = re.compile(
    r"(?:de[tn]ta |de[nt] |ett |en |varje |alla )?(?:\w*avtal|\w*kontrakt|\w*överenskommelse|tvist|ändring|"
    r"dokument|bilag|tidplan|redovisning|resultat|rapport|uppsägning|åtagande|löfte|mål\b|målet|text|tabell)\w*",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"(?:de |den |alla )?(?:staten|regeringen|riksdagen|eu\b|sverige|länsstyrels|myndighet|invånar|boende|medborgar|"
    r"leverantör|kund|beställar|den som\b|man\b|uppvärmning|"
    r"\w+(?:arna|erna) ska (?!vara|bli|ha\b|minska|öka|sjunka|drivas)(?!\w+s\b))",
    re.IGNORECASE,
)
ANOTHER_CLAUSE = re.compile(r"^:?s\b|\b(?:vilka|vilken|vilket|hur|vad|att)\b", re.IGNORECASE)
CONTENTS = re.compile(r"\b(?:avsnitt|delar|kapitel|rubriker|bilagor)\b", re.IGNORECASE)
FILLER = re.compile(r"^(?:\s*(?:även|också|dessutom|gemensamt|därför|att|aktivt)\b)+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb of commitment in a sentence, and how sure it makes one from 0 to 1."""

    word: str
    start: int
    end: int
    strength: float


def is_elsewhere(headings: Sequence[str]) -> bool:
    """Whether the headings are those of a section that makes no commitments, such as background or definitions."""
    return any(_OTHER_SECTIONS.search(heading) for heading in headings)


def makes_commitments(headings: Sequence[str]) -> bool:
    """Whether the nearest headings say that commitments follow."""
    return any(_COMMITTING_SECTIONS.search(heading) for heading in headings)


def cue_in(text: str) -> Cue | None:
    """The first verb of commitment in a text, or None."""
    found = [(match, strength) for pattern, strength in _CUES if (match := pattern.search(text))]
    if not found:
        return None
    match, strength = min(found, key=lambda pair: pair[0].start())
    return Cue(word=match.group(), start=match.start(), end=match.end(), strength=strength)
