"""Readers: from a texts folder to documents."""

from framing.readers.corpus import (
    SUFFIXES,
    DocumentFile,
    Listing,
    decode_document,
    is_hidden,
    is_markup,
    list_texts,
    read_bytes,
    read_document,
)

__all__ = [
    "SUFFIXES",
    "DocumentFile",
    "Listing",
    "decode_document",
    "is_hidden",
    "is_markup",
    "list_texts",
    "read_bytes",
    "read_document",
]
