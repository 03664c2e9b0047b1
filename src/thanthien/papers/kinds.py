"""The kinds of paper, and the template that a new one takes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class PaperKind(StrEnum):
    """The papers. Receipt, supplement, refusal, apology, stop, control and register are the forms 01 to 07 of
    TT 03/2025/TT-VPCP, Phụ lục I."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    REGISTER = "register"
    RESULT = "result"
    NOT_ELIGIBLE = "not_eligible"
    HANDOVER = "handover"
    SLIP = "slip"
    DESTRUCTION = "destruction"
    OFFICIAL = "official"
    CERTIFICATE = "certificate"
    COURTESY = "courtesy"


# The template that new papers take. A change that moves or rewords a line makes a new file and a new number
# here; the old file stays, because papers of the old version are drawn again from their data.
TEMPLATE_VERSION: Final[Mapping[PaperKind, int]] = {**dict.fromkeys(PaperKind, 1), PaperKind.RECEIPT: 3}
