"""Cut what was said into plain words, the same way for texts and for word lists."""

import re
from typing import Final
import unicodedata

# Stands between two clauses; no phrase reaches over it.
PAUSE: Final = ","
OF: Final = "/"
# As printers and some speech engines set it.
APOSTROPHE: Final = "\N{RIGHT SINGLE QUOTATION MARK}"

# "don't" is one word, but "j'ai" and "l'estomac" are two.
_CONTRACTED: Final = re.compile(r"(?<=\w)'(?=(?:t|s|m|re|ve|ll|d)\b)")
_FRACTION: Final = re.compile(r"(?<=\d)[.,](?=\d)")
_WORD: Final = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|[,.;:!?…]|(?<=\d)\s?/\s?(?=\d)")
_PAUSES: Final = frozenset(",.;:!?…")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without accents and capitals."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace(APOSTROPHE, "'"))
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    plain = _CONTRACTED.sub("", _FRACTION.sub(".", plain))
    return tuple(_word(each.group()) for each in _WORD.finditer(plain))


def _word(found: str) -> str:
    if found in _PAUSES:
        return PAUSE
    return OF if OF in found else found
