"""What a commitment is about, by the words in it."""

from __future__ import annotations

import re

_AREAS = {
    "transport": "transport trafik bil buss cykel resor tåg lastbil fordon laddplats laddstation samåkning tankstation "
    "drivmedel kollektivtrafik flyg leverans bilpool mobilitet landström kajer truck körning vägnät cykelväg åkeri "
    "hastighet",
    "avfall/cirkulärt": "avfall återbruk återvinn matsvinn sorter sopor cirkulär returpunkt bytesdag förpackning "
    "rivning",
    "byggnader": "byggnad byggnation byggande hus lokaler fastighet bostad bostäder renover stomme betong lägenhet "
    "hyresrätt energieffektivis",
    "energi": "energi solcell fjärrvärme fjärrkyla vindkraft elnät värme eldningsolja panna biogas vätgas ugn "
    "belysning",
    "konsumtion": "livsmedel mat måltid vegetarisk upphandl inköp konsumtion ekologisk närproducerad",
    "industri": "industri stål produktion fabrik tillverk scope",
    "kolsänkor": "kolsänk koldioxidlagring biokol",
    "natur": "natur skog träd biologisk mångfald våtmark plantera",
    "samverkan": "samverka samarbet gemensam nätverk medverka dialog träffas samtal dela delta möte",
    "styrning": "styrning rapport redovis uppfölj budget mål strategi policy samordn klimatbokslut utbild mäta",
}
_SHORTEST_INSIDE = 5
"""A word as short as `mat` is looked for at the beginning of words alone, or it would be found in `klimat`."""


def _pattern(words: str) -> re.Pattern[str]:
    inside = (rf"\w*{word}" if len(word) >= _SHORTEST_INSIDE else word for word in words.split())
    return re.compile(rf"\b(?:{'|'.join(inside)})", re.IGNORECASE)


_PATTERNS = {area: _pattern(words) for area, words in _AREAS.items()}


def area_of(text: str) -> str:
    """The area that most of the text's words speak of, the first named when several do; "" when none does."""
    counts = {area: len(pattern.findall(text)) for area, pattern in _PATTERNS.items()}
    best = max(counts, key=lambda area: counts[area])
    return best if counts[best] else ""
