"""Django's PostgreSQL backend, with the scope of ``core.wall`` told to the database."""
