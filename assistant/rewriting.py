"""A follow-up question is filled in from the turns before it, so that it can be searched for on its own.

No language model is needed: a question that points back ("Och hur mycket kostar den?", "Och 2019 då?") takes over
what the conversation is about; one that names its own subject is left as it is. A pronoun points back, but an article
("den största", "de sex myndigheterna") and a formal subject ("Finns det …?") do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversation import Question
from corpus.swedish import QUESTION_WORDS, STOP_WORDS, YEAR, sentences, words

STORY = 25
"""Words that a text must have more of for the story in it to be left out of the search."""

_OPENING = re.compile(r"^(och|men|eller|så|vad gäller för)\b\s*", re.IGNORECASE)
_SAME_OF = re.compile(r"^hur (?:är|var|ser|såg) det(?: ut)? (?:i|hos|med|för)\b\s*", re.IGNORECASE)
_POINTERS = frozenset(
    "den dem denna detta dessa dess deras han hon honom henne hans hennes där dit därifrån därpå därefter alltihop "
    "allihop båda bägge".split()
)
_ARTICLES = frozenset("den de det".split())
_FORMAL_VERBS = frozenset(
    "är var blir blev finns fanns bor går gick händer hände sker skedde kommer behövs krävs står ser såg regnar".split()
)
"""Verbs that often have "det" for a subject that stands for nothing."""
_NAME = re.compile(r"[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*)*")
_NAME_INSIDE = re.compile(rf"(?<=\w ){_NAME.pattern}")
_DANGLING = re.compile(r"\b(då|nu|i stället|istället)\b\s*(?=[?.!]*$)", re.IGNORECASE)
_BARE_SUBJECTS = frozenset(
    "år året mål målet resultat resultatet källa källan exempel mer mindre än innan före förra bakom enligt annat "
    "andra någonstans visa förklara utveckla fall".split()
)
_VERB_NEXT = frozenset("vad vem vilka när var varför hur".split())
"""Question words that the verb follows at once, when no noun or measure does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a conversation, filled in.

    Attributes:
        text: The question as it can be searched for.
        base: What another year or name is asked of: the text, or what was asked before it if it names nothing.
        topic: What the conversation is about after it, as it was written.
        own: What this question added to the topic.
    """

    text: str
    base: str
    topic: tuple[str, ...]
    own: tuple[str, ...]


def standalone(question: Question) -> str:
    """The question with what it leaves out taken from the ones before it; unchanged if it leaves out nothing."""
    asked: Asked | None = None
    for told in (*(turn.question for turn in question.history), question.text):
        asked = _asked(_without_the_story(told.strip()), asked)
    return asked.text if asked else question.text


def _asked(text: str, before: Asked | None) -> Asked:
    own = topic(text)
    if before is None or not _points_back(text):
        return Asked(text=text, base=text, topic=own, own=own)
    filled = _another_year(text, before) or _another_name(text, before)
    if filled:
        return Asked(text=filled, base=filled, topic=topic(filled), own=topic(filled))
    # "Och vilka är bostadsbolag?" asks the same as the question before it did, but of something else.
    parallel = bool(_OPENING.match(text)) and bool(own)
    about = before.topic if parallel else tuple(dict.fromkeys((*before.own, *before.topic)))
    rest = _DANGLING.sub("", _OPENING.sub("", text)).strip(" ?.!,")
    said = f"{rest[:1].upper()}{rest[1:]}, {' '.join(about)}?" if about and rest else text
    return Asked(text=said, base=said if own else before.base, topic=before.topic or own, own=own)


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
    """Whether the question cannot be understood alone: it opens with "och", has a pronoun, or names no subject."""
    spoken = words(text)
    subjects = [word for word in spoken if word not in STOP_WORDS | QUESTION_WORDS | _BARE_SUBJECTS]
    opens_as_follow_up = bool(_OPENING.match(text)) and len(subjects) <= 3
    only_a_year = len(subjects) == 1 and bool(YEAR.search(text))
    return (
        not subjects
        or not topic(text)
        or opens_as_follow_up
        or only_a_year
        or bool(_SAME_OF.match(text))
        or _has_pronoun(text)
    )


def _has_pronoun(text: str) -> bool:
    """Whether a word stands for something said before; a name after the first word tells that nothing does."""
    spoken = words(text)
    named = any(word[:1].isupper() for word in text.split()[1:])
    return not named and any(_is_pronoun(spoken, place) for place in range(len(spoken)))


def _is_pronoun(spoken: tuple[str, ...], place: int) -> bool:
    word, following = spoken[place], spoken[place + 1 : place + 3]
    before = spoken[place - 1] if place else ""
    if word in ("det", "de"):
        # As the subject of a verb that means something: "När öppnade det?", "Hur mycket hann de rädda?".
        is_subject = place > 0 and (word == "de" or before not in STOP_WORDS | QUESTION_WORDS | _FORMAL_VERBS)
        return (is_subject or place == len(spoken) - 1) and not _is_article(word, following)
    return word in _POINTERS and not (word in _ARTICLES and _is_article(word, following))


def _is_article(word: str, following: tuple[str, ...]) -> bool:
    """Whether a definite noun or an adjective follows: "den största", "de sex myndigheterna", "det lokala avtalet"."""
    endings = {"den": ("a", "e", "n"), "det": ("a", "e", "t"), "de": ("na", "sta", "ste", "två", "tre", "fyra", "sex")}
    return bool(following) and (
        (following[0].endswith(endings[word]) and following[0] not in STOP_WORDS)
        or (word == "de" and len(following) > 1 and following[1].endswith(("na", "ena")))
    )


def _another_year(text: str, before: Asked) -> str:
    """The question before asked of another year, or "" if the text names more than a year."""
    year = YEAR.search(text)
    rest = set(words(_DANGLING.sub("", _OPENING.sub("", text))))
    if not year or rest - {year.group(), "år", "i", "för", "under", "hur", "mycket", "var", "det", "är", "blev"}:
        return ""
    earlier = before.base
    return YEAR.sub(year.group(), earlier) if YEAR.search(earlier) else f"{earlier.rstrip(' ?.!')} {year.group()}?"


def _another_name(text: str, before: Asked) -> str:
    """The question before asked of another name, or "" if the text is more than a name or there is none to replace."""
    rest = _DANGLING.sub("", _SAME_OF.sub("", _OPENING.sub("", text))).strip(" ?.!,")
    names = _NAME_INSIDE.findall(before.base)
    if not _NAME.fullmatch(rest) or not names:
        return ""
    genitive = "s" if names[-1].endswith("s") and not rest.endswith("s") else ""
    return f"{rest}{genitive}".join(before.base.rsplit(names[-1], 1))


def topic(text: str) -> tuple[str, ...]:
    """The words that tell what a question is about, as they were written; its verb, where it can be told, left out."""
    spoken = re.findall(r"[\w’'-]+", text)
    verb = 1 if spoken and spoken[0].lower() in _VERB_NEXT else -1
    return tuple(
        word
        for place, word in enumerate(spoken)
        if word.lower() not in STOP_WORDS | QUESTION_WORDS | _POINTERS | _BARE_SUBJECTS
        and (place != verb or word[:1].isupper())
    )
