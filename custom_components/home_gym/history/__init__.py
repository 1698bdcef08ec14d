"""The walks that are over: written down, read, drawn and taken along."""
