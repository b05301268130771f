"""Whether a claim goes the way its quote goes: more or less, before or after, bought or sold."""

from __future__ import annotations

from assistant.proving.reading import Word, Words, company, likeness, read

TAKEN_BY = 0.05
"""How much better a claim's word may fit the place of its opposite in the quote than its own; chosen as for figures."""

_OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        (
            "öka ökar ökade ökat ökas ökning ökningen ökande stiga stiger steg stigit växa växer växte växt höja höjer höjde "
            "höjs höjts höjning höjningen uppgång tillväxt större",
            "minska minskar minskade minskat minskas minskning minskningen minskande sjunka sjunker sjönk sjunkit sänka "
            "sänker sänkte sänks sänkts sänkning sänkningen krympa krympte nedgång mindre minskad minskade",
        ),
        ("mer fler mera", "mindre färre"),
        ("större", "mindre"),
        ("högre", "lägre"),
        ("längre", "kortare"),
        ("dyrare", "billigare"),
        ("bättre", "sämre"),
        ("snabbare", "långsammare"),
        ("störst största", "minst minsta"),
        ("flest", "minst"),
        ("mest", "minst"),
        ("högst högsta", "lägst lägsta"),
        ("högst max maximalt", "minst"),
        ("bäst bästa", "sämst sämsta"),
        ("längst längsta", "kortast kortaste"),
        ("före innan", "efter sedan"),
        ("senast", "tidigast"),
        ("över drygt", "under knappt nästan"),
        ("upp", "ner ned"),
        ("in", "ut"),
        ("första", "sista"),
        ("början", "slutet"),
        ("starta startar startade startades startat inleda inleds inledde börja börjar började öppnade öppnades öppnar öppna påbörjades",
         "sluta slutar slutade upphöra upphör avsluta avslutar avslutade avslutades avslutats upphörde stänga stänger stängde stängdes lades"),
        ("köpa köper köpte köptes köpt köpas", "sälja säljer sålde såldes sålt säljas"),
        ("bygga bygger byggde byggt byggs", "riva river rev rivit rivs"),
        ("behålla bevara bevarar", "riva"),
        ("vann vunnit vinna vinner", "förlorade förlorat förlora förlorar"),
        ("ja", "nej"),
        ("med", "utan"),
        ("för", "mot"),
        ("många", "få"),
        ("stor stort stora", "liten litet små"),
        ("hög högt höga", "låg lågt låga"),
        ("alltid", "aldrig"),
        ("möjligt möjlig möjliga", "omöjligt omöjlig omöjliga"),
        ("frivilligt frivillig frivilliga", "obligatoriskt obligatorisk obligatoriska"),
        ("tillåtet tillåten tillåtna tillåter", "förbjudet förbjuden förbjudna förbjuder"),
        ("inom innanför", "utanför utom"),
        ("norra", "södra"),
        ("östra", "västra"),
        ("offentlig offentliga offentligt publika publik", "privat privata"),
        ("nationell nationella nationellt", "lokal lokala lokalt"),
        ("vår våren", "höst hösten"),
        ("sommar sommaren", "vinter vintern"),
        ("ny nya nytt", "gammal gamla gammalt"),
        ("gav ger ge gett", "fick får få fått tog tar"),
    )
)  # fmt: skip
_AXES: dict[str, tuple[tuple[int, bool], ...]] = {}
for _axis, _sides in enumerate(_OPPOSITES):
    for _side, _words in enumerate(_sides):
        for _word in _words:
            _AXES[_word] = (*_AXES.get(_word, ()), (_axis, bool(_side)))


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
    mine, theirs = dict(_AXES.get(word.folded, ())), dict(_AXES.get(other.folded, ()))
    shared = [mine[axis] == theirs[axis] for axis in mine.keys() & theirs.keys()]
    return "" if not shared else "same" if all(shared) else "opposite"
