"""Policies: read from files, chosen, looked at and told."""
