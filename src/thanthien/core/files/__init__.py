"""Files that people send: checked at the door, kept outside public folders, shown as a cleaned copy.

docs/rules/files.md says what is taken and why.
"""

from thanthien.core.files.records import (
    attach,
    attached,
    bytes_of,
    discard,
    follow,
    follow_staged,
    get,
    hand_on,
    keep,
    orphans,
    stage,
    still_here,
    sweep,
)
from thanthien.core.files.refusals import UploadRefused
from thanthien.core.files.serving import Served, serve
from thanthien.core.files.store import Damaged

__all__ = [
    "Damaged",
    "Served",
    "UploadRefused",
    "attach",
    "attached",
    "bytes_of",
    "discard",
    "follow",
    "follow_staged",
    "get",
    "hand_on",
    "keep",
    "orphans",
    "serve",
    "stage",
    "still_here",
    "sweep",
]
