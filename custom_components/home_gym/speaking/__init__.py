"""Speak: what is said, by whom, how loud, and again until somebody acts."""
