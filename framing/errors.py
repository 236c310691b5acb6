"""The errors a user can cause and mend: a line for each fault, shown without a traceback, exit code 2."""


class FramingError(Exception):
    """Something in the input stops the work. Each of its `args` is a fault: what, where, how to mend it."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


def said(fault: str) -> str:
    """A fault as it is shown: one line, and who says so."""
    return "framing: " + " ".join(fault.split())


class LexiconError(FramingError):
    """A lexicon file cannot be used as it stands."""


class StudyError(FramingError):
    """A study folder, its texts or its metadata cannot be used as they stand."""


class OutputError(FramingError):
    """A result cannot be written."""
