"""Whether a claim goes the way its quote goes: more or less, before or after, bought or sold."""

from __future__ import annotations

from assistant.proving.reading import Word, Words, company, likeness, read

TAKEN_BY = 0.05
"""How much better a claim's word may fit the place of its opposite in the quote than its own; chosen as for figures."""

_PAIRS = """
öka ökar ökade ökat ökas ökning ökningen stiger steg stigit växer växte höja höjer höjde höjs höjdes höjning uppgång\
 / minska minskar minskade minskat minskas minskning minskningen sjunka sjunker sjönk sjunkit sänka sänker sänkte\
 sänks sänktes sänkning krymper krympte nedgång
mer fler mera / mindre färre
större / mindre
högre / lägre
längre / kortare
dyrare / billigare
bättre / sämre
snabbare / långsammare
störst största / minst minsta
flest mest / minst
högst högsta / lägst lägsta
högst maximalt / minst
bäst bästa / sämst sämsta
längst längsta / kortast kortaste
före innan / efter sedan
senast / tidigast
över drygt / under knappt nästan
upp / ner ned
in / ut
första / sista
början / slutet
starta startar startade startades startat inleda inleds inledde började öppna öppnar öppnade öppnades\
 / sluta slutar slutade avsluta avslutar avslutade avslutades avslutats upphörde stänga stänger stängde stängdes lades
köpa köper köpte köptes köpt / sälja säljer sålde såldes sålt
bygga bygger byggde byggt byggs behålla bevara / riva river rev rivit rivs
vann vunnit vinna vinner / förlorade förlorat förlora förlorar
med / utan
för / mot
många / få
stor stort stora / liten litet små
hög högt höga / låg lågt låga
alltid / aldrig
möjligt möjlig möjliga / omöjligt omöjlig omöjliga
frivilligt frivillig frivilliga / obligatoriskt obligatorisk obligatoriska
tillåtet tillåten tillåtna tillåter / förbjudet förbjuden förbjudna förbjuder
inom / utanför utom
norra / södra
östra / västra
offentlig offentliga offentligt publika / privat privata
nationell nationella nationellt / lokal lokala lokalt
våren / hösten
sommaren / vintern
ny nya nytt / gammal gamla gammalt
gav ger ge / fick får få tog tar
"""
"""Opposites, a pair on each line."""

_AXES: dict[str, dict[int, bool]] = {}
"""For each word the pairs that it belongs to, and whether on their second side."""
for _axis, _pair in enumerate(_PAIRS.strip().splitlines()):
    for _is_second, _side_words in enumerate(_pair.split("/")):
        for _word in _side_words.split():
            _AXES.setdefault(_word, {})[_axis] = bool(_is_second)


def unproven_direction(claim: str, quote: str) -> str:
    """The first word of a claim whose opposite stands in its place in the quote, as it is written; "" for none."""
    words, evidence = read(claim), read(quote)
    return next((word.text for word in words if word.folded in _AXES and _is_turned(word, words, evidence)), "")


def _is_turned(word: Word, words: Words, evidence: Words) -> bool:
    near = company(words, word.place, word.place + 1)
    own = taken = -1.0
    for other in evidence:
        fit = likeness(near, company(evidence, other.place, other.place + 1)) if other.folded in _AXES else 0.0
        if other.folded == word.folded or _side(word, other) == "same":
            own = max(own, fit)
        elif _side(word, other) == "opposite":
            taken = max(taken, fit)
    return taken > max(own, 0.0) + TAKEN_BY


def _side(word: Word, other: Word) -> str:
    """Whether two words are on the same side of some pair of opposites, on opposite ones, or neither ("")."""
    mine, theirs = _AXES.get(word.folded, {}), _AXES.get(other.folded, {})
    shared = [mine[axis] == theirs[axis] for axis in mine.keys() & theirs.keys()]
    return "" if not shared else "same" if all(shared) else "opposite"
