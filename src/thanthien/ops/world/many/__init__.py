"""A made-up but lawful history of any size: communes played once by the real commands, then stamped out many times."""
