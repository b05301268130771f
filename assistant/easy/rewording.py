"""Words and signs that are hard to read, and easier ones that say just the same.

The words are such that the advice of the Swedish government offices on plain language replaces them (Svarta listan,
Statsrådsberedningen 2011), and of them only those whose replacement needs no other change in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_EASIER: Mapping[str, str] = {
    "samt": "och",
    "samtliga": "alla",
    "erhålla": "få",
    "erhåller": "får",
    "erhöll": "fick",
    "innehar": "har",
    "innehade": "hade",
    "nyttja": "använda",
    "nyttjar": "använder",
    "nyttjade": "använde",
    "anskaffa": "skaffa",
    "anskaffar": "skaffar",
    "beträffande": "om",
    "därest": "om",
    "ca": "cirka",
    "ca.": "cirka",
    "i enlighet med": "enligt",
    "i syfte att": "för att",
    "under förutsättning att": "om",
    "t.ex.": "till exempel",
    "bl.a.": "bland annat",
    "m.m.": "med mera",
    "m.fl.": "med flera",
    "d.v.s.": "det vill säga",
    "dvs.": "det vill säga",
    "s.k.": "så kallade",
    "f.d.": "före detta",
    "fr.o.m.": "från och med",
    "t.o.m.": "till och med",
    "p.g.a.": "på grund av",
    "inkl.": "inklusive",
    "exkl.": "exklusive",
}
_HARD = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(_EASIER, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
_PERCENT = re.compile(r"(?<=\d)[ \u00a0]?%")
_ASIDE = re.compile(r" \((?P<aside>[^()]+)\)(?P<after>[,;:.!?]|$)?")
_ABBREVIATED = re.compile(r"[A-ZÅÄÖ\d-]+\d?|[A-ZÅÄÖ]{2,}\w*")
"""An aside that only gives a short form, such as a party's letter, or a number."""


def reword(sentence: str) -> str:
    """The sentence with easier words, abbreviations spelt out, and no parentheses.

    Where there is a colon, as in a table row ("Ansvarig: IKEA (Borlänge)"), they may belong to a name and stay.
    """
    spelt_out = _PERCENT.sub(" procent", _HARD.sub(_easier, sentence))
    return spelt_out if ":" in sentence else _ASIDE.sub(_unfolded, spelt_out)


def _easier(found: re.Match[str]) -> str:
    word = found.group()
    easier = _EASIER[word.lower()]
    # The full stop of an abbreviation may end its sentence too.
    ends = word.endswith(".") and found.end() == len(found.string)
    return f"{easier[:1].upper() if word[:1].isupper() else easier[:1]}{easier[1:]}{'.' if ends else ''}"


def _unfolded(found: re.Match[str]) -> str:
    """What stood in parentheses between commas; a short form is left as it is."""
    aside, after = found["aside"], found["after"] or ""
    if _ABBREVIATED.fullmatch(aside):
        return found.group()
    closes = after or found.end() == len(found.string)
    return f", {aside}{after}" if closes else f", {aside},"
