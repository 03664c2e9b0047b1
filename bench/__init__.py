"""Measurements: `make bench` runs them all and writes bench/RESULTS.md."""

import os


def django_ready() -> None:
    """Get Django ready for the installation that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thanthien.conf.base")
    import django

    django.setup()
