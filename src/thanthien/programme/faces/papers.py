"""Papers of the model for other rooms."""

from thanthien.programme.access.paper import of_subject, page, paper
from thanthien.programme.commands.paper import BACK, PURPOSE, draft, edit, give_back, issue, refill
from thanthien.programme.drafting import KINDS, kind_of
from thanthien.programme.models import ModelPaper
from thanthien.programme.paper_body import Words
from thanthien.programme.paper_print import CHAIR, data_of, page_count, pages, pdf, word_file

__all__ = [
    "BACK", "CHAIR", "KINDS", "PURPOSE", "ModelPaper", "Words", "data_of", "draft", "edit",
    "give_back", "issue", "kind_of", "of_subject", "page", "page_count", "pages", "paper", "pdf", "refill", "word_file",
]  # fmt: skip
