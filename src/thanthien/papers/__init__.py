"""Papers that people hold: forms 01 to 04, replies and slips, as PDF/A. Pure functions, no tables."""
