"""A machine's own plug: how it is set, what was changed, what it tells."""
