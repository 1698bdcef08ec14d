"""The project's own checks: what has to hold here, and no general tool knows."""
