"""Bringing outside data in."""
