"""The people of the gym: who walks, what holds for them, how they feel."""
