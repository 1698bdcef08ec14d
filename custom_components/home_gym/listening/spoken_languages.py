"""The languages in which Home Gym understands and answers."""

from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es")
FALLBACK: Final = "en"


def known(language: str) -> str:
    """Return the language of ours for one that is spoken, English for any other."""
    name = language.replace("_", "-").partition("-")[0].lower()
    return name if name in LANGUAGES else FALLBACK
