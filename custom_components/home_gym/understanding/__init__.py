"""Understand what somebody says of their pain: words in, a complaint or nothing out."""

from .complaint import Amount, Complaint, complaint
from .lexicon import Lexicon, lexicon_from, templates_of

__all__ = [
    "Amount",
    "Complaint",
    "Lexicon",
    "complaint",
    "lexicon_from",
    "templates_of",
]
