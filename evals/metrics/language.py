"""In which language a text is, and how hard it is to read."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.swedish import sentences, words

LAST_LATIN = "\u0250"
"""Where the Latin letters end in Unicode."""

_FUNCTION_WORDS = {
    "swedish": "och att det som är på för av en ett med till den inte har ska vi du kan från eller om men så vid i",
    "english": "the of and to is in that for it are with as was on be by this not you have from or but a",
    "german": "der die und das ist nicht mit von zu ein eine für auf sich auch werden wird sind wir den dem im",
    "danish": "og at det som er på for af en et med til den ikke har skal vi du kan fra eller om men så ved jeg",
    "norwegian": "og å det som er på for av en et med til den ikke har skal vi du kan fra eller om men så ved jeg",
    "finnish": "ja on ei se että joka ovat oli mutta kun myös tai niin kuin hän olla sekä mukaan vuonna tämä",
    "french": "le la les et des est un une dans pour que qui sur par pas avec sont au du en ne il",
    "spanish": "el la los y de es que un una en para por con no se las del al lo como más su",
}
_BY_LANGUAGE = {language: frozenset(listed.split()) for language, listed in _FUNCTION_WORDS.items()}


def is_swedish(text: str) -> bool:
    """Whether no other of the languages known here has more of its function words in the text than Swedish.

    A list of names has none of any, and counts as Swedish. Counting function words: Grefenstette (1995), Comparing
    two language identification schemes. A text most of whose letters are not Latin is not Swedish.
    """
    spoken = words(text)
    counts = {language: sum(word in known for word in spoken) for language, known in _BY_LANGUAGE.items()}
    letters = [char for char in text if char.isalpha()]
    latin = sum(char < LAST_LATIN for char in letters) * 2 >= len(letters)
    return latin and counts["swedish"] == max(counts.values())


def lix(texts: Sequence[str]) -> float:
    """The readability index of some stretches of text: words a sentence plus the percentage of long words.

    Björnsson (1968), Läsbarhet. Long words have more than six letters; under 30 is very easy, over 60 very hard.
    """
    spoken = [word for text in texts for word in words(text)]
    number_of_sentences = sum(len(sentences(text)) for text in texts)
    if not spoken or not number_of_sentences:
        return 0.0
    return len(spoken) / number_of_sentences + 100 * sum(len(word) > 6 for word in spoken) / len(spoken)


def length(texts: Sequence[str]) -> int:
    """The number of words."""
    return sum(len(words(text)) for text in texts)
