"""The second wall stands on PostgreSQL only; which tables it covers is asked on both databases."""

from tests.conftest import ON_POSTGRES

collect_ignore = [] if ON_POSTGRES else ["test_rows.py", "test_connection.py"]
