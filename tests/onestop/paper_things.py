"""The records of papers and files that tests walking every address name."""

from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.onestop import service as onestop
from thanthien.onestop.models import OfficeFile


def paper_things(world: World) -> dict[str, Any]:
    """A file of the records clerk, ready to fetch; a drafted result; a result with its number."""
    paper = onestop.papers(world.received()).get(kind="receipt")
    kept = onestop.office_files.print_papers(actor=world.actors["thu"], now=world.now, paper_ids=[paper.id])
    onestop.office_files.make_job(kept.id, str(world.home))
    drafted, text = world.received(), "UBND xã xác nhận bà Bùi Thị Mơ cư trú tại xã."
    onestop.results.draft_result(
        actor=world.actors["truc"], now=world.now, dossier_id=drafted.id, version=drafted.version, kind="confirmation",
        title="Xác nhận cư trú", text=text,
    )  # fmt: skip
    numbered = onestop.results.results_of(world.issued(world.received())).get()
    return {
        "drafted": world.get(drafted.id),
        "numbered": numbered,
        "office_file": OfficeFile.objects.get(id=UUID(kept.id)),
    }
