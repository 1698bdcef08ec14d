"""Each shipped blueprint, in a house around a treadmill."""
