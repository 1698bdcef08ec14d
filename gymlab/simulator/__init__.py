"""Simulate treadmills, their plugs and the people on them, without a clock.

The core of this package is pure: time comes in as an argument and messages go
out as return values. Only `shell` knows a wall clock and a broker. Nothing here
shares code with the integration, because tests believe this witness.
"""
