"""What hangs in the office, as other rooms use it: ``programme.posting``."""

from thanthien.programme.access.posting import picture, posting, postings
from thanthien.programme.commands.posting import Hung, hang, take_down
from thanthien.programme.models import Posting

__all__ = ["Hung", "Posting", "hang", "picture", "posting", "postings", "take_down"]
