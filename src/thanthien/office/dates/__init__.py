"""Days off and changed limits: the year as months, notices, what they would move, the second person."""
