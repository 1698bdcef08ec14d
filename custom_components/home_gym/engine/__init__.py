"""The rules of Home Gym: pure Python, no clock, no I/O, no Home Assistant."""
