"""Letters, feedback, complaints and denunciations; ``sealed/`` holds what only named persons may read."""
