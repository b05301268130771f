"""What a question asks for: how many things, and of what kind each is: a list, a number, a time or a person.

Read off the Swedish question words; used to choose among sentences that all fit the subject.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from rapidfuzz import fuzz, process

from corpus.dictionary import dictionary_stems
from corpus.swedish import STOP_WORDS, YEAR, stem, undotted, words


class Sought(Enum):
    """The kind of thing that a question asks for."""

    LIST = auto()
    NUMBER = auto()
    TIME = auto()
    PERSON = auto()
    DEFINITION = auto()
    REASON = auto()
    YES_OR_NO = auto()
    ANYTHING = auto()


_PATTERNS: tuple[tuple[Sought, str], ...] = (
    (
        Sought.YES_OR_NO,
        r"^(är|var|har|hade|kan|ska|får|finns|ingår|gäller|räknas|måste|behöver|stämmer|deltar|blir|gör)\b",
    ),
    (
        Sought.NUMBER,
        r"\bhur (många|mycket|stort?|stora|höga?|högt|långt?|långa|dyrt?|lite)\b|\bvad kosta(r|de)\b|\bantal",
    ),
    (Sought.TIME, r"\bnär\b|\bhur länge\b|\b(vilket|vilka|till vilket) (år|datum)\b|\bvilken (dag|tid)\b"),
    (Sought.LIST, r"\bvilka\b|\blista\b|\bnämn\b|\bräkna upp\b|\balla\b.*\b(parter|företag|delar|områden|städer)\b"),
    (
        Sought.LIST,
        r"\bvad är de (två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b|\bvem alla\b|\bvad (ingår|innehåller|består)\b",
    ),
    (Sought.PERSON, r"\bvem\b|\bvems\b|\bvilk(en|et) (person|part|myndighet|organisation|företag|kommun)\b"),
    (Sought.REASON, r"\bvarför\b|\bav vilken anledning\b|\bvad beror\b"),
    (Sought.NUMBER, r"\bhow (many|much|large|big|high|long|far)\b"),
    (Sought.TIME, r"^when\b|\b(which|what) (year|date)\b"),
    (Sought.LIST, r"^which\b.*\b(are|were)\b|^(list|name)\b"),
    (Sought.PERSON, r"^who\b"),
    (Sought.ANYTHING, r"\bskillnad|\bjämför"),
    (Sought.LIST, r"^\w+(er|ar|or|erna|arna|orna)( \w+){0,2}\?*$"),
    (Sought.DEFINITION, r"\bvad (är|betyder|innebär|menas|menar)\b|\bbetydelsen\b|\bförklara\b|^(en |ett )?\w+\?*$"),
)

_NUMBER_WORDS = (
    "(två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|tjugo|hälften|femtedel|tredjedel)"
)

_EVIDENCE: dict[Sought, str] = {
    Sought.NUMBER: r"\d",
    Sought.TIME: r"\b(19|20)\d\d\b|\b\d{1,2} (jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|\bvarje år\b",
    Sought.PERSON: r"(?<=[\w,] )[A-ZÅÄÖ]\w+",
    Sought.REASON: r"\b(eftersom|därför|för att|beror på|orsak\w*|skäl\w*|på grund av|förklara\w*)\b",
}

_COUNT = rf"\d|\b{_NUMBER_WORDS}\b"
"""What counts things may be a word; a size or an amount is written in figures."""

_ASKING = ("hur", "många", "mycket", "vilka", "vilken", "vilket", "varför", "stora", "länge")
_AS_SPOKEN = {
    "hu": "hur", "vicken": "vilken", "vicket": "vilket", "vicka": "vilka", "mange": "många", "månge": "många",
    "mycke": "mycket", "mkt": "mycket", "lange": "länge",
}  # fmt: skip
"""Question words as they are typed by ear, where that is like another Swedish word."""
_ASKING_TYPED = {undotted(word): word for word in _ASKING}
_LIKE = 75
"""How like one of them a word must be, in percent, to be taken for it."""

_ABSENCE = re.compile(r"\bframgår inte av\b|\bsaknas i källorna\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(inte|ej|aldrig|ingen|inget|inga|utan att)\b", re.IGNORECASE)


def sought(question: str) -> Sought:
    """The kind of thing that the question asks for; its question words may be misspelt."""
    folded = with_question_words_right(question.strip().lower())
    return next((kind for kind, pattern in _PATTERNS if re.search(pattern, folded)), Sought.ANYTHING)


def with_question_words_right(question: str) -> str:
    """The question with words that are no Swedish words, but nearly question words, taken for those: `vicket år`."""
    return re.sub(r"\w{2,}", lambda found: _question_word(found.group()), question)


def _question_word(word: str) -> str:
    if word in _AS_SPOKEN or len(word) < 4:
        return _AS_SPOKEN.get(word, word)
    typed = undotted(word)
    near = process.extractOne(typed, _ASKING_TYPED, scorer=fuzz.ratio, score_cutoff=_LIKE)
    if near is None or near[0][0] != typed[0] or stem(word) in dictionary_stems():
        return word
    return near[0]


def years(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(YEAR.findall(text))


def holds(sentence: str, kind: Sought, question: str) -> bool:
    """Whether a sentence has the kind of thing in it that the question asks for."""
    if kind is Sought.DEFINITION:
        return defines(sentence, question)
    evidence = _COUNT if kind is Sought.NUMBER and "hur många" in question.lower() else _EVIDENCE.get(kind, "")
    return bool(re.search(evidence, sentence))


def defines(sentence: str, question: str) -> bool:
    """Whether the sentence begins with the thing asked about and says what it is."""
    asked = {stem(word) for word in words(question) if word not in STOP_WORDS and word not in {"betyder", "innebär"}}
    opening = re.split(r"\b(?:är|betyder|innebär|kallas|menas)\b", sentence, maxsplit=1)
    return len(opening) == 2 and bool(asked) and asked <= {stem(word) for word in words(opening[0])}


def counts(sentence: str, question: str) -> bool:
    """Whether the sentence counts what is asked "hur många" of; true when nothing is."""
    counted = re.search(r"\bhur många (\w+)", question.lower())
    spoken = words(sentence)
    numbers = (place for place, word in enumerate(spoken) if re.fullmatch(rf"[\d.,]+|{_NUMBER_WORDS}", word))
    behind = {word for place in numbers for word in spoken[place + 1 : place + 5]}
    # "medlemmar" is counted by "100 medlemsorganisationer" too: the first letters of a compound tell what it is about.
    return counted is None or any(word.startswith(stem(counted[1])[:5]) for word in behind)


def admits_absence(sentence: str) -> bool:
    """Whether the sentence says that the sources leave something open."""
    return bool(_ABSENCE.search(sentence))


def denies(sentence: str) -> bool:
    """Whether the sentence says that something is not so."""
    return bool(_NEGATION.search(sentence)) and not admits_absence(sentence)
