"""Acts on sealed cases and their keys. Audit rows say who did what when, never a word of the content."""
