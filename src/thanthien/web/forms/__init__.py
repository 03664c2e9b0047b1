"""Forms of both sites: every door cleans its text, speaks in sentences, and keeps what was typed."""

from thanthien.web.forms.base import OnceField, PageForm
from thanthien.web.forms.choices import CheckField, ChecksField, ChoiceField, FacesField, Option, TickField
from thanthien.web.forms.dates import ThreeBoxDateField
from thanthien.web.forms.hours import HourField
from thanthien.web.forms.papers import PDF, PICTURES, Kept, Paper, PaperField, without_bring
from thanthien.web.forms.papers import read_token as read_kept
from thanthien.web.forms.texts import CodeField, EmailField, NameField, NumberField, PhoneField, TextField

__all__ = [
    "PDF",
    "PICTURES",
    "CheckField",
    "ChecksField",
    "ChoiceField",
    "CodeField",
    "EmailField",
    "FacesField",
    "HourField",
    "Kept",
    "NameField",
    "NumberField",
    "OnceField",
    "Option",
    "PageForm",
    "Paper",
    "PaperField",
    "PhoneField",
    "TextField",
    "ThreeBoxDateField",
    "TickField",
    "read_kept",
    "without_bring",
]
