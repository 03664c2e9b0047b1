"""Pages about telling people: what did not arrive, lists of the hamlets, how one person is told, quiet hours."""
