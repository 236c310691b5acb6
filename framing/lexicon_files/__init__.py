"""Lexicon files: reading, describing and checking them."""

from framing.lexicon_files.describe import check, headline, summarise
from framing.lexicon_files.patterns import expand
from framing.lexicon_files.read import read_all, read_lexicon

__all__ = ["check", "expand", "headline", "read_all", "read_lexicon", "summarise"]
