"""What changes the programme's records, one file a subject."""
