"""Writes of signing in: every one is an act with its audit row."""
