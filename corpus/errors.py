"""Everything that can go wrong, as one tree.

Each error says what it is about, which value was wrong and what to do about it, in Swedish: the sentence is
printed as it stands by the command line and sent by the API.

    KlimatError
    ├── CorpusError
    │   ├── UnreadableDocument   a file that cannot be read; carries a short `reason`
    │   ├── InvalidSources       sources.toml is not what it should be
    │   ├── QuoteNotFound        a quote does not stand in its document
    │   ├── MissingIndex         there is no index where one was looked for
    │   ├── StaleIndex           the index was built with another model, or by another version of the program
    │   ├── DamagedIndex         the index does not hold what it says that it holds
    │   ├── InvalidSelection     a table is asked for a column or a value that it cannot have
    │   ├── InvalidDecision      a draft cannot be approved or rejected as it was asked for
    │   ├── DatabaseUnavailable  the database of what people decide cannot be opened, read or written
    │   ├── IndexBusy            another ingest is running
    │   └── ModelUnavailable     a model cannot be built, loaded or started
    ├── AssistantError           (assistant/errors.py)
    └── EvalError                (evals/errors.py)
"""


class KlimatError(Exception):
    """The root of every error that we raise on purpose."""


class CorpusError(KlimatError):
    """Something is wrong with the documents, the model or the index."""


class UnreadableDocument(CorpusError):
    """A file that cannot be read.

    Attributes:
        reason: One word or two for the report, such as `krypterad` or `skadad`.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class InvalidSources(CorpusError):
    """sources.toml is not valid TOML, lacks a field or names a file twice."""


class QuoteNotFound(CorpusError):
    """A quote does not stand, word for word, in the document that it is said to come from."""


class MissingIndex(CorpusError):
    """There is no index in the folder that was named."""


class StaleIndex(CorpusError):
    """The index was built with another model or another layout than the one that would query it."""


class DamagedIndex(CorpusError):
    """A version of the index does not hold what its manifest says."""


class InvalidSelection(CorpusError):
    """A table is asked for a column that it does not have, or compared with a value of another type."""


class InvalidDecision(CorpusError):
    """A decision cannot be made as it was asked for."""


class DatabaseUnavailable(CorpusError):
    """The database of what people decide cannot be opened, read or written."""


class IndexBusy(CorpusError):
    """Another process is building a version of this index."""


class ModelUnavailable(CorpusError):
    """A model cannot be built, loaded or started: the embedding model, or a chat model that was asked for."""
