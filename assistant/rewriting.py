"""A follow-up question is filled in from the turns before it, so that it can be searched for on its own.

No language model is needed: a question that points back ("Och hur mycket kostar den?", "Och 2019 då?") takes over
what the previous question was about; one that names its own subject is left as it is.
"""

from __future__ import annotations

import re

from assistant.conversation import Question
from corpus.swedish import QUESTION_WORDS, STOP_WORDS, sentences, words

STORY = 25
"""Words that a text must have more of for the story in it to be left out of the search."""

_OPENING = re.compile(r"^(och|men|eller|så|hur är det med|vad gäller för)\b\s*", re.IGNORECASE)
_POINTERS = frozenset("den det de dem denna detta dessa dess deras han hon honom henne hans hennes där dit".split())
_NAME = re.compile(r"[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*)*")
_NAME_INSIDE = re.compile(rf"(?<=\w ){_NAME.pattern}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DANGLING = re.compile(r"\b(då|nu|i stället|istället)\b\s*(?=[?.!]*$)", re.IGNORECASE)
_BARE_SUBJECTS = frozenset(
    "år mål målet resultat resultatet källa källan exempel mer annat andra visa förklara utveckla".split()
)


def standalone(question: Question) -> str:
    """The question with what it leaves out taken from the ones before it; unchanged if it leaves out nothing."""
    asked = ""
    for told in (*(turn.question for turn in question.history), question.text):
        text = _without_the_story(told.strip())
        asked = _filled_in(text, asked) if asked and _points_back(text) else text
    return asked


def _without_the_story(text: str) -> str:
    """Of a long text that tells a story the questions in it, or its last sentence if none ends with a question mark.

    A question that names no subject keeps the sentence before it.
    """
    told = sentences(text)
    if len(told) < 2 or len(words(text)) <= STORY:
        return text
    last = next((place for place in reversed(range(len(told))) if told[place].endswith("?")), len(told) - 1)
    first = last - 1 if last and (told[last - 1].endswith("?") or _points_back(told[last])) else last
    return " ".join(told[first : last + 1])


def _points_back(text: str) -> bool:
    """Whether the question cannot be understood alone: it opens with "och", has only a pronoun, or names no subject."""
    spoken = words(text)
    subjects = [word for word in spoken if word not in STOP_WORDS | QUESTION_WORDS | _BARE_SUBJECTS]
    opens_as_follow_up = bool(_OPENING.match(text)) and len(subjects) <= 3
    pronoun_for_subject = bool(_POINTERS.intersection(spoken)) and len(subjects) <= 2 and not _names(text)
    return (
        not subjects or opens_as_follow_up or pronoun_for_subject or (len(subjects) == 1 and bool(_YEAR.search(text)))
    )


def _filled_in(text: str, earlier: str) -> str:
    year = _YEAR.search(text)
    rest = _DANGLING.sub("", _OPENING.sub("", text)).strip(" ?.!,")
    if year and not set(words(rest)) - {year.group(), "år", "i", "för", "under"}:
        return _with_year(earlier, year.group())
    if _NAME.fullmatch(rest) and (names := _NAME_INSIDE.findall(earlier)):
        genitive = "s" if names[-1].endswith("s") and not rest.endswith("s") else ""
        return f"{rest}{genitive}".join(earlier.rsplit(names[-1], 1))
    topic = " ".join(_topic(earlier))
    return f"{rest[:1].upper()}{rest[1:]}, {topic}?" if topic else text


def _with_year(earlier: str, year: str) -> str:
    """The earlier question asked of another year."""
    return _YEAR.sub(year, earlier) if _YEAR.search(earlier) else f"{earlier.rstrip(' ?.!')} {year}?"


def _topic(earlier: str) -> list[str]:
    """The words that tell what an earlier question was about, as they were written."""
    spoken = re.findall(r"[\w’'-]+", earlier)
    return [word for word in spoken if word.lower() not in STOP_WORDS | QUESTION_WORDS]


def _names(text: str) -> bool:
    """Whether a word after the first is written with a capital letter: a name of the question's own."""
    return any(word[:1].isupper() for word in text.split()[1:])
