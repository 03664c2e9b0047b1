"""Units over time, people and their positions."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Who may do what, and for which unit."""

    name = "thanthien.org"
    label = "org"

    def ready(self) -> None:
        from thanthien.org import (
            checks,  # noqa: F401  (registers the system checks)
            notices_following,
        )
        from thanthien.org import reorganised_lines as lines
        from thanthien.org.commands import reorganised as carry
        from thanthien.org.following import follows, nothing_moves
        from thanthien.org.reorganised_owned import hamlets_owned, positions_owned

        follows(lines.POSITION, lines.positions, carry.positions, owned=positions_owned)
        follows(lines.HAMLET, lines.hamlets, carry.hamlets, owned=hamlets_owned)
        follows("boards", lines.boards, carry.boards)
        follows("settings", lines.settings, carry.settings)
        follows("numbers", lines.numbers, carry.numbers)
        follows("calendar", notices_following.lines, nothing_moves)
