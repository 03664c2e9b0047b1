"""Tables of the one-stop shop: the catalogue, and dossiers with what belongs to them."""

from thanthien.onestop.models.booking import Booking, BookingRule
from thanthien.onestop.models.catalogue import (
    CatalogueImport,
    Correction,
    Procedure,
    ProcedureSetting,
    ProcedureVersion,
    SearchMiss,
    Synonym,
)
from thanthien.onestop.models.courtesy import CourtesyLetter
from thanthien.onestop.models.dossier import Dossier, Draft
from thanthien.onestop.models.fees import CashSheet, Charge, Payment, PaymentCall, Receipt, Refund
from thanthien.onestop.models.intake import IntakeKey, IntakeSheet, OfficialCode
from thanthien.onestop.models.marks import PaperMark, SigningCertificate
from thanthien.onestop.models.outgoing import OfficeFile, PaperPrint, ResultPaper
from thanthien.onestop.models.parts import Apology, Event, Paper, PaperItem, Supplement, Task
from thanthien.onestop.models.people import Helper, Organisation, OrganisationFiling, ReusedPaper
from thanthien.onestop.models.redating import KeptPromise, LimitChange, Redating
from thanthien.onestop.models.tickets import CounterServices, Kiosk, Ticket

__all__ = [
    "Apology",
    "Booking",
    "BookingRule",
    "CashSheet",
    "CatalogueImport",
    "Charge",
    "Correction",
    "CounterServices",
    "CourtesyLetter",
    "Dossier",
    "Draft",
    "Event",
    "Helper",
    "IntakeKey",
    "IntakeSheet",
    "KeptPromise",
    "Kiosk",
    "LimitChange",
    "OfficeFile",
    "OfficialCode",
    "Organisation",
    "OrganisationFiling",
    "Paper",
    "PaperItem",
    "PaperMark",
    "PaperPrint",
    "Payment",
    "PaymentCall",
    "Procedure",
    "ProcedureSetting",
    "ProcedureVersion",
    "Receipt",
    "Redating",
    "Refund",
    "ResultPaper",
    "ReusedPaper",
    "SearchMiss",
    "SigningCertificate",
    "Supplement",
    "Synonym",
    "Task",
    "Ticket",
]
