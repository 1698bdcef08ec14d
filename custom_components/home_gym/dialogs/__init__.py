"""The dialogs in which a machine is set up and changed."""
