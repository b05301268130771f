"""Swedish: words, stems, stop words, sentences. The only module that knows the language.

Words are folded to lower case in composed form (NFC), so that å, ä and ö stay letters of their own, and figures
written with spaces between the thousands ("423 796") become one word. Stems are Snowball's for Swedish
(https://snowballstem.org/algorithms/swedish/stemmer.html).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_SNOWBALL = Stemmer.Stemmer("swedish", 0)  # without its own cache, which threads must not share
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3})((?:[ \u00a0\u202f]\d{3})+)(?!\d)")
_ENDING_OF_ABBREVIATION = re.compile(r"(?<=\w):(?:s|n|t|en|et|er|erna|ernas)\b", re.IGNORECASE)
_WORD = re.compile(r"\d+(?:[.,:]\d+)+(?!\w)|\w+(?:[-’']\w+)*")
_MEASURE = re.compile(r"\bhur (stor|hög|låg|lång|läng|ofta|fort|snabb|dyr|gamm|ung)\w*", re.IGNORECASE)
LIST_SIGN = r"(?:[-•–*]|\d+[.)])\s+"
"""What a list item begins with, as a pattern."""

YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_SENTENCE_END = re.compile(rf"[.!?…]+[”\"’')\]]*(?=\s)|\n\s*\n|\n(?=\s*{LIST_SIGN})")
_ABBREVIATIONS = frozenset(
    "bl.a. t.ex. tex. m.m. m.fl. d.v.s. dvs. s.k. o.s.v. osv. f.d. fr.o.m. t.o.m. p.g.a. ca. kl. nr. "
    "st. s. sid. kap. mom. jfr. resp. inkl. exkl. max. min. milj. mkr. tkr. kr. prof. doc. dr. ev. enl. forts. "
    "tel. obs. v. i.e. etc. jan. feb. mars. apr. aug. sept. okt. nov. dec.".split()
)

_UNDOTTED = str.maketrans("åäö", "aao")
_NO_ENDING = tuple(
    "plan man gran kran svan organ roman vulkan orkan metan etan butan propan utan innan sedan redan "
    "itet budget paket planet internet diabet mycket något inget annat".split()
)
"""Words, and last parts of compounds, whose -an or -et belongs to the word."""

# Neither "inte", "ingen" nor "utan" is a stop word: they turn a sentence's meaning round.
STOP_WORDS = frozenset(
    "och att i en ett jag han hon på den det med var sig för så till är men om hade de av icke mig du henne då "
    "sin nu har när vad hur vem vilka vilken vilket varför vars som sitt sina vara blev bli blir blivit dessa "
    "denna detta dess din ditt dina min mitt mina vår vårt våra er ert era oss man kan kunna ska skall skulle "
    "vill hos från än eller under efter också över bara in ut ni vi upp här där dit hit mot vid sedan få får fick "
    "mycket många alla allt något någon några finns fanns gör göra gjorde går gå gick ju väl ens samt dem deras "
    "er honom hennes hans varit åt egentligen typ liksom ok okej hej tack snälla berätta säg säga veta undrar "
    "lite liten litet ge ger gett ta tar fler "
    # as it is spoken and typed
    "va e ä ar o å me mej dej sej dom nån nåt nåra sån sånt såna asså ba iaf oxå ngn ngt mkt kolla "
    "hu nå te mä dä vicket hurdan nar ha na".split()
)
ENGLISH_STOP_WORDS = frozenset(
    "the of and is are a an to in what who when how does do was were it that this which where why can could will would "
    "i we you they he she my our your their be been has have had with for from by at on or not there about much many "
    "please tell me if any some than then so as its into out up down supposed".split()
)

RUN = 4
"""The length of a run of letters; three and five were measured to find about as well."""

QUESTION_WORDS = frozenset("vad vem vilka vilken vilket när hur var vart varför varifrån vars".split())


def normalise(text: str) -> str:
    """Composed letters, plain spaces, no soft hyphens; case is kept."""
    return unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ")


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text in order; `Utsläppen är 423 796 ton` gives `utsläppen är 423796 ton`.

    The ending of an abbreviation goes with its colon: `SSAB:s` gives `ssab`.
    """
    return tuple(_WORD.findall(plain(text).lower()))


def plain(text: str) -> str:
    """The text normalised, figures without spaces between the thousands, abbreviations without endings (`SSAB:s`)."""
    joined = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), normalise(text))
    return _ENDING_OF_ABBREVIATION.sub("", joined)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word; a word with a digit in it is its own stem.

    Snowball leaves the definite endings -an and -et as they are (`kolsänkan`, `kontraktet`), so they are taken off
    between two rounds of it.
    """
    if any(map(str.isdigit, word)):
        return word
    return str(_SNOWBALL.stemWord(_indefinite(_SNOWBALL.stemWord(word))))


def terms(text: str) -> tuple[str, ...]:
    """The stems of a text's words that are not stop words, in order; of `e-post` also its parts."""
    stop_words = STOP_WORDS if looks_swedish(text) else STOP_WORDS | ENGLISH_STOP_WORDS
    return tuple(stem(part) for word in words(text) for part in _parts(word) if part not in stop_words)


def question_terms(question: str) -> tuple[str, ...]:
    """The stems of what a question is about: of `Hur stora är utsläppen?` not the measure that "hur" asks for."""
    return terms(_MEASURE.sub("hur", normalise(question)))


def undotted(word: str) -> str:
    """A folded word without the rings and dots of å, ä and ö, as it is typed where they are missing."""
    return word.translate(_UNDOTTED)


def letter_runs(text: str) -> tuple[str, ...]:
    """The runs of four letters in a text's words that are not stop words, each word's beginning and end marked.

    `elnät` gives `_eln elnä lnät nät_`. A run never crosses from one word to the next.
    """
    marked = (f"_{word}_" for word in words(text) if word not in STOP_WORDS)
    return tuple(word[i : i + RUN] for word in marked for i in range(max(1, len(word) - RUN + 1)))


def looks_swedish(text: str) -> bool:
    """Whether a text may be Swedish: it is short, or has at least as many Swedish function words as English ones.

    A text in a third language mostly has neither, so one of five words or more must have one to pass.
    """
    said = words(text)
    swedish = sum(word in STOP_WORDS for word in said)
    english = sum(word in ENGLISH_STOP_WORDS for word in said)
    return swedish >= english and (swedish > 0 or len(said) < 5)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence, heading or list item of a text begins and ends, white space around it left out."""
    return tuple(_sentence_spans(text))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if not _is_abbreviation(text, found):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if stripped := piece.strip():
        offset = start + piece.index(stripped)
        yield offset, offset + len(stripped)


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    """Whether the full stop that was found ends an abbreviation, an initial or an ordinal, not a sentence."""
    if not found.group().startswith("."):
        return False
    last_word = text[: found.end()].rsplit(maxsplit=1)[-1].lstrip("(”\"'").lower()
    following = text[found.end() :].lstrip()[:1]
    if last_word in _ABBREVIATIONS:
        return not following.isupper() or last_word in {"t.ex.", "bl.a.", "s.k.", "kl.", "nr.", "dr.", "prof.", "tel."}
    starts_line = not text[: found.start()].rsplit("\n", 1)[-1].strip(" 0123456789.)")
    return following.islower() or (starts_line and last_word.rstrip(".").isdigit())


def _indefinite(word: str) -> str:
    if len(word) < 5 or word.endswith(_NO_ENDING):
        return word
    return word[:-1] if word.endswith("an") else word.removesuffix("et")


def _parts(word: str) -> tuple[str, ...]:
    return (word, *re.split("[-’']", word)) if re.search("[-’']", word) else (word,)
