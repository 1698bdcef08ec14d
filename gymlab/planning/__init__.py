"""Twelve weeks of somebody's walks, through the real engine, in seconds."""
