"""What is measured inside one process of an installation: ``python -m bench.inside PART``."""

import sys

from bench import django_ready


def migrate() -> None:
    """Make the tables."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


PARTS = {"migrate": migrate}

if __name__ == "__main__":
    django_ready()
    PARTS[sys.argv[1]](*sys.argv[2:])
