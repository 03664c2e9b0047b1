"""Papers of the office: the control slip, the register as a file, result papers and their book, printing many."""
