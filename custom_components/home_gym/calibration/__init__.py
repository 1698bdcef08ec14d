"""Learn what a belt at rest and a belt that moves draw."""
