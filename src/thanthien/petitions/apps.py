"""What people bring that is no procedure."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Petitions, and sealed cases in tables of their own."""

    name = "thanthien.petitions"
    label = "petitions"

    def ready(self) -> None:
        """No position ends, and none is given, with which a sealed case would be lost."""
        from thanthien.org import service as org
        from thanthien.petitions.sealed.commands.reorganised import sealed_cases
        from thanthien.petitions.sealed.following import sealed_lines
        from thanthien.petitions.sealed.leaving import last_holder_is_not_barred, last_holder_stays

        org.before_position_ends(last_holder_stays)
        org.before_position_given(last_holder_is_not_barred)
        org.follows("sealed", sealed_lines, sealed_cases, late=sealed_cases)
