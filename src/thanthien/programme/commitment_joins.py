"""What commitments tell the other parts: reorganisations, papers, reports, packs."""

from thanthien.org import service as org
from thanthien.programme import commitment_queries, drafting, packing
from thanthien.programme.commands import commitments_texts
from thanthien.programme.commands.commitments_signed import lapse
from thanthien.programme.following import commitment_lines


def register() -> None:
    """Called once, when the application starts."""
    org.follows("commitments", commitment_lines, lapse)
    drafting.kind("commitment", "Bản cam kết", commitment_queries.filled, after=commitment_queries.as_signed)
    drafting.report_section("commitments", 50, commitment_queries.told)
    words = {"opening": "Mở đầu", "closing": "Lời kết"}
    packing.section("commitment_texts", "Lời cam kết mẫu", commitments_texts.export, commitments_texts.take, words)
