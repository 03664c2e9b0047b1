"""One module per way of telling people. Nothing here decides whom to tell, or when."""
