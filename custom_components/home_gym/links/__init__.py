"""The lines to a machine's devices: found, listened to, and kept open."""
