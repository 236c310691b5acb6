"""framing: who calls what by which name, and in whose voice."""

__version__ = "0.1.0"
