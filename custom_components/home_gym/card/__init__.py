"""The dashboard card: its file, its feed, and what it is told."""
