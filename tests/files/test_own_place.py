"""A test that sweeps late threw away the uploads of a test in the process beside it: a photo asked for was gone."""

import os

from django.conf import settings


def test_no_process_of_the_tests_sweeps_the_uploads_of_another() -> None:
    assert settings.THANTHIEN_FILES_DIR.name == os.environ.get("PYTEST_XDIST_WORKER", "alone")
