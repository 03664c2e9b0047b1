"""The parts of a run; each takes the stage and returns its figures."""
