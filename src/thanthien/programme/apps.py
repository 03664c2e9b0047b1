"""The model itself: the programme that leads communes through it, their plans, reviews, trainings and commitments."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Things that happen open gates (``rules.programme``); nobody ticks a box."""

    name = "thanthien.programme"
    label = "programme"

    def ready(self) -> None:
        from thanthien.core import facts
        from thanthien.org import service as org
        from thanthien.programme import (
            board_joins,
            commitment_joins,
            helping_joins,
            pack_joins,
            paper_report,
            progress_joins,
            readiness_parts,
            supervision_joins,
            training_joins,
        )
        from thanthien.programme.commands.artefacts import board_founded, board_regulated
        from thanthien.programme.commands.following import carry
        from thanthien.programme.following import lines

        org.follows("programme", lines, carry)
        pack_joins.register()
        commitment_joins.register()
        paper_report.register()
        progress_joins.register()
        board_joins.register()
        training_joins.register()
        helping_joins.register()
        readiness_parts.register()
        supervision_joins.register()
        facts.on(org.BoardFounded, board_founded)
        facts.on(org.BoardRegulated, board_regulated)
