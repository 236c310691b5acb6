"""Readers: from a texts folder to documents."""

from framing.readers.corpus import (
    EMPTY,
    SUFFIXES,
    Corpus,
    DocumentFile,
    Listing,
    decode_document,
    list_texts,
    read_bytes,
    read_corpus,
    read_document,
)

__all__ = [
    "EMPTY",
    "SUFFIXES",
    "Corpus",
    "DocumentFile",
    "Listing",
    "decode_document",
    "list_texts",
    "read_bytes",
    "read_corpus",
    "read_document",
]
