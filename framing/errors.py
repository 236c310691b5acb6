"""The errors a user can cause and mend: one line each, shown without a traceback, exit code 2."""


class FramingError(Exception):
    """Something in the input stops the work. The message says what, where, and how to mend it."""


class LexiconError(FramingError):
    """A lexicon file cannot be used as it stands."""


class StudyError(FramingError):
    """A study folder, its texts or its metadata cannot be used as they stand."""


class OutputError(FramingError):
    """A result cannot be written."""
