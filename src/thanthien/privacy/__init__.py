"""People's data: who read it, what its owner asks for, how long it is kept, and how it ends."""
