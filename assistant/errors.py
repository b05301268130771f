"""What can go wrong when a question is asked. The root of the tree is drawn in corpus/errors.py.

KlimatError
└── AssistantError
├── InvalidQuestion   empty, too long or not text
├── InvalidRequest    a line of a batch file that cannot be read
├── UnknownSource     no source with that id, or none that the asker may see
└── FeedbackFull      no more feedback can be kept
"""

from corpus.errors import KlimatError


class AssistantError(KlimatError):
    """Something is wrong with what was asked for."""


class InvalidQuestion(AssistantError):
    """The question is empty, too long or not text."""


class InvalidRequest(AssistantError):
    """A line of a batch file or another input is not what it should be."""


class UnknownSource(AssistantError):
    """There is no such source, or the asker may not see it."""


class FeedbackFull(AssistantError):
    """The file of feedback is as large as it may be."""
