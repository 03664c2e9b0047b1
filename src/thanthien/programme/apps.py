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
            board_rules_packing,
            commitment_queries,
            difficulty_queries,
            difficulty_sources,
            drafting,
            launch_queries,
            meetings_following,
            packing,
            paper_boards,
            paper_report,
            plan_packing,
            readiness_parts,
            supervision_joins,
            training_joins,
        )
        from thanthien.programme.commands import commitments_texts
        from thanthien.programme.commands.artefacts import board_founded, board_regulated
        from thanthien.programme.commands.commitments_signed import lapse
        from thanthien.programme.commands.difficulties_following import carry as carry_difficulties
        from thanthien.programme.commands.following import carry
        from thanthien.programme.difficulties_following import lines as difficulty_lines
        from thanthien.programme.following import commitment_lines, lines

        org.follows("programme", lines, carry)
        org.follows("difficulties", difficulty_lines, carry_difficulties)
        difficulty_sources.source("task", difficulty_sources.task)
        drafting.kind("launch_invitation", "Giấy mời lễ ra mắt", launch_queries.invitation, form="invitation")
        drafting.report_section("difficulties", 60, difficulty_queries.told)
        packing.section("plan", "Kế hoạch năm", plan_packing.export, plan_packing.take, plan_packing.FIELDS)
        org.follows("commitments", commitment_lines, lapse)
        drafting.kind("commitment", "Bản cam kết", commitment_queries.filled)
        drafting.report_section("commitments", 50, commitment_queries.told)
        packing.section(
            "commitment_texts", "Lời cam kết mẫu", commitments_texts.export, commitments_texts.take,
            {"opening": "Mở đầu", "closing": "Lời kết"},
        )  # fmt: skip
        paper_report.register()
        paper_boards.register()
        training_joins.register()
        packing.section(
            "board_rules", "Quy chế hoạt động của ban", board_rules_packing.export, board_rules_packing.take,
            board_rules_packing.FIELDS,
        )  # fmt: skip
        org.follows("meetings", meetings_following.lines, org.nothing_moves)
        readiness_parts.register()
        supervision_joins.register()
        facts.on(org.BoardFounded, board_founded)
        facts.on(org.BoardRegulated, board_regulated)
