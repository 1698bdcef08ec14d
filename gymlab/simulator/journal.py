"""Append ledgers to a file, one JSON record a line."""

from dataclasses import asdict
import json
from pathlib import Path
from typing import TextIO

from .ledger import Ledger
from .records import Entry


class Journal:
    """Write facts down as they happen."""

    def __init__(self, path: Path) -> None:
        """Open the file for appending."""
        self._file: TextIO = path.open("a", encoding="utf-8")

    def write(self, machine: str, entry: Entry, ledger: Ledger) -> None:
        """Append one fact, with the command behind it as it now stands."""
        record = {"machine": machine, **entry.to_dict()}
        if command := ledger.command_of(entry):
            record["of_command"] = asdict(command)
        self._file.write(json.dumps(record) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
