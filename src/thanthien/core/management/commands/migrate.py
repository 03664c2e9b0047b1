"""Django's ``migrate``, which leaves no new table before the wall."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from thanthien.core import wall_build


class Command(migrate.Command):
    """Migrate, then build the wall (PostgreSQL)."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Change the tables and give each its policy."""
        super().handle(*args, **options)
        if options["check_unapplied"] or options["plan"]:
            return
        try:
            wall_build.build()
        except wall_build.RoleMissing as error:
            raise CommandError(str(error)) from error
