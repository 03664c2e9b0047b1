"""Letters with a heart: congratulation, condolence, thanks. The public face."""

from thanthien.onestop.access.courtesy import (
    courtesy_letter,
    courtesy_letters,
    letters_of,
    sent_letter,
    thanks,
)
from thanthien.onestop.commands.courtesy import (
    begin_thanks,
    forget_letters,
    hand_letter,
    release_letter,
    revise_letter,
    seen_of_letter,
    sign_letter,
    withdraw_letter,
)
from thanthien.onestop.models import CourtesyLetter
from thanthien.onestop.pdf import letter_pdf

__all__ = [
    "CourtesyLetter",
    "begin_thanks",
    "courtesy_letter",
    "courtesy_letters",
    "forget_letters",
    "hand_letter",
    "letter_pdf",
    "letters_of",
    "release_letter",
    "revise_letter",
    "seen_of_letter",
    "sent_letter",
    "sign_letter",
    "thanks",
    "withdraw_letter",
]
