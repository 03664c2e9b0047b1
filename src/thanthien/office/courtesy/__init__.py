"""Letters with a heart on the work pages."""
