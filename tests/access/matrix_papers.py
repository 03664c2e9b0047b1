"""Who may open which page of the papers of the model (tests/programme/papered.py)."""

from tests.access.lines import ADMIN, ALL, CHAIR, RECORDS, Args, Line, only

WRITERS = only(CHAIR, ADMIN, RECORDS)


def _paper(*more: object) -> Args:
    return lambda things: [things.model["model_paper"], *more]


PAPERS: dict[str, Line] = {
    "model_papers": Line(ALL),
    "paper_draft": Line(
        WRITERS, get=302, post=422, own=True, args=lambda things: ["plan", things.model["papered_plan"]]
    ),
    "model_paper": Line(ALL, own=True, args=_paper()),
    "model_paper_edit": Line(WRITERS, post=422, own=True, args=_paper()),
    "model_paper_refill": Line(WRITERS, post=409, own=True, args=_paper()),
    "model_paper_issue": Line(only(CHAIR, RECORDS), post=422, own=True, args=_paper()),
    "model_paper_back": Line(WRITERS, post=422, own=True, args=_paper()),
    "model_paper_page": Line(ALL, own=True, args=_paper(1)),
    "model_paper_file": Line(
        ALL, own=True, args=lambda things: [things.model["model_paper"], things.model["paper_file"]]
    ),
    "model_paper_pdf": Line(ALL, own=True, args=_paper()),
    "model_paper_docx": Line(ALL, own=True, args=_paper()),
}
