"""End-to-end tests: the real Home Assistant, a real broker, simulated treadmills."""
