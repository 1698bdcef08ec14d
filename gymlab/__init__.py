"""Offer the workshop of Home Gym: a simulator, a demo, a decoder and a bench."""
