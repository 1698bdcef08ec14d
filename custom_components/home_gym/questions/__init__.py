"""Ask whoever walks how they feel, by voice and on the phone."""
