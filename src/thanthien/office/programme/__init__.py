"""Work pages of the model: the programme, and what a commune does in it. One file a subject."""
