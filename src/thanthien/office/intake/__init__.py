"""Dossiers that came in elsewhere: sheets of the clerk, keys of systems."""
