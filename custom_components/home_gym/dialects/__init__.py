"""The MQTT languages of treadmills and plugs."""

from .base import Recognised
from .mapping import InvalidConfigError, Problem, Rule
from .recognise import recognise
from .registry import DIALECTS, create_dialect

__all__ = [
    "DIALECTS",
    "InvalidConfigError",
    "Problem",
    "Recognised",
    "Rule",
    "create_dialect",
    "recognise",
]
