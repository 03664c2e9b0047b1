"""The only door to the programme's records, one file a subject."""
