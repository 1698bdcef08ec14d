"""Measure Home Gym: one figure a file, each with its reference in the same run."""
