"""The units of the country, loaded once: 14,000 rows are too many for every test."""

import pytest
from pytest_django import DjangoDbBlocker

from thanthien.org.importers.units import load_units
from thanthien.org.models import Unit


@pytest.fixture(scope="session")
def _units_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load_units()


@pytest.fixture
def country(_units_once: None, db: None) -> None:
    """All units are there, also after a test that emptied the tables."""
    if not Unit.objects.exists():
        load_units()
