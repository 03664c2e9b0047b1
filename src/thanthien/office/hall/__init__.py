"""The waiting room as officers run it: who waits, what the counters serve, which machines give numbers."""
