"""What can go wrong in an evaluation. The root of the tree is drawn in corpus/errors.py.

KlimatError
└── EvalError
    ├── InvalidCase      a case file, or a case in it, is not what it should be, or no longer fits its documents
    ├── InvalidFloors    floors.toml is not valid, or names a measure that does not exist
    ├── InvalidDataset   an outside data set lacks a file or a field
    ├── InvalidFeedback  a line of a feedback file cannot be read
    ├── InvalidRun       a stored run is missing or cannot be read
    └── NoBrowser        pages cannot be measured, since there is no browser to do it with
"""

from corpus.errors import KlimatError


class EvalError(KlimatError):
    """Something is wrong with what an evaluation was given."""


class InvalidCase(EvalError):
    """A case is not what it should be; the message has one line for each thing that is wrong."""


class InvalidFloors(EvalError):
    """floors.toml is not valid."""


class InvalidDataset(EvalError):
    """An outside data set cannot be read."""


class InvalidFeedback(EvalError):
    """A feedback file cannot be read."""


class InvalidRun(EvalError):
    """A stored run is missing or cannot be read."""


class NoBrowser(EvalError):
    """There is no browser to measure pages with."""
