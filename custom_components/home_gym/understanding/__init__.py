"""Understand what somebody says of their pain: words in, a complaint or nothing out."""

from .complaint import Amount, Complaint, complaint
from .cues import Keywords, keywords_from
from .lexicon import Lexicon, lexicon_from, templates_of
from .orders import orders_stop
from .reply import names_a_place_only, pauses_after_no, reply
from .whose import is_of_others
from .wishes import is_outcry, wish

__all__ = [
    "Amount",
    "Complaint",
    "Keywords",
    "Lexicon",
    "complaint",
    "is_of_others",
    "is_outcry",
    "keywords_from",
    "lexicon_from",
    "names_a_place_only",
    "orders_stop",
    "pauses_after_no",
    "reply",
    "templates_of",
    "wish",
]
