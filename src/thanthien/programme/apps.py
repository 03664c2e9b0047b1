"""The model itself: the programme that leads communes through it, their plans, reviews, trainings and commitments."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Things that happen open gates (``rules.programme``); nobody ticks a box."""

    name = "thanthien.programme"
    label = "programme"

    def ready(self) -> None:
        from thanthien.core import facts
        from thanthien.org import service as org
        from thanthien.programme import commitment_queries, drafting, packing, plan_packing
        from thanthien.programme import difficulty_sources
        from thanthien.programme import paper_report
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
        packing.section("plan", "Kế hoạch năm", plan_packing.export, plan_packing.take, plan_packing.FIELDS)
        org.follows("commitments", commitment_lines, lapse)
        drafting.kind("commitment", "Bản cam kết", commitment_queries.filled)
        drafting.report_section("commitments", 50, commitment_queries.told)
        packing.section(
            "commitment_texts", "Lời cam kết mẫu", commitments_texts.export, commitments_texts.take,
            {"opening": "Mở đầu", "closing": "Lời kết"},
        )  # fmt: skip
        paper_report.register()
        facts.on(org.BoardFounded, board_founded)
        facts.on(org.BoardRegulated, board_regulated)
