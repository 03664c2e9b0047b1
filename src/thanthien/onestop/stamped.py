"""A scanned result as it is handed out: the cleaned copy of the signed sheet, its number and day laid over it.

The sheet as it was sent stays beside it untouched: it is the evidence, and a signature inside it holds only there.
"""

from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf

from thanthien.core import files
from thanthien.papers import service as papers


def stamped(data: dict[str, Any], unit_id: UUID) -> bytes:
    """Return the sheet that a result paper names, stamped: the same bytes each time. Raises NotThere, Damaged."""
    row = files.get(UUID(str(data["file"])), unit_id=unit_id)
    sheet = b"".join(files.serve(row).chunks)
    out = BytesIO()
    with pikepdf.Pdf.open(BytesIO(sheet)) as pages, pikepdf.Pdf.open(BytesIO(papers.stamp(data))) as over:
        _lay_over(pages, over.pages[0])
        pages.save(out, deterministic_id=True)
    return out.getvalue()


def _lay_over(pages: pikepdf.Pdf, stamp: pikepdf.Page) -> None:
    """As ``Page.add_overlay`` does, under a name that is the same each time."""
    first, name = pages.pages[0], pikepdf.Name("/ThanThienStamp")
    form = pages.copy_foreign(stamp.as_form_xobject())
    first.add_resource(form, pikepdf.Name.XObject, name)
    first.contents_add(b"q\n", prepend=True)
    placed = first.calc_form_xobject_placement(
        form, name, pikepdf.Rectangle(first.trimbox), invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    first.contents_add(b"\nQ\n" + placed)


def drawn(kind: str, data: dict[str, Any], unit_id: UUID) -> bytes:
    """Return a paper as PDF: drawn from its words, or the sheet that stands for them."""
    return stamped(data, unit_id) if data.get("file") else papers.render(papers.PaperKind(kind), data)
