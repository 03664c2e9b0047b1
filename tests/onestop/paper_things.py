"""The records of papers and files that tests walking every address name."""

from typing import Any
from uuid import UUID

from tests.world import World
from thanthien.onestop import service as onestop
from thanthien.onestop.models import OfficeFile


def paper_things(world: World) -> dict[str, Any]:
    """A file of the records clerk, ready to fetch."""
    paper = onestop.papers(world.received()).get(kind="receipt")
    kept = onestop.office_files.print_papers(actor=world.actors["thu"], now=world.now, paper_ids=[paper.id])
    onestop.office_files.make_job(kept.id, str(world.home))
    return {"office_file": OfficeFile.objects.get(id=UUID(kept.id))}
