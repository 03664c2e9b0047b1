"""Writes of the room, one file for each matter."""
