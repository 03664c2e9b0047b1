"""Tables of the one-stop shop: the catalogue, and dossiers with what belongs to them."""

from thanthien.onestop.models.catalogue import (
    CatalogueImport,
    Correction,
    Procedure,
    ProcedureSetting,
    ProcedureVersion,
    SearchMiss,
    Synonym,
)
from thanthien.onestop.models.dossier import Dossier, Draft
from thanthien.onestop.models.fees import CashSheet, Charge, Payment, PaymentCall, Receipt, Refund
from thanthien.onestop.models.parts import Apology, Event, Paper, PaperItem, Supplement, Task

__all__ = [
    "Apology",
    "CashSheet",
    "CatalogueImport",
    "Charge",
    "Correction",
    "Dossier",
    "Draft",
    "Event",
    "Paper",
    "PaperItem",
    "Payment",
    "PaymentCall",
    "Procedure",
    "ProcedureSetting",
    "ProcedureVersion",
    "Receipt",
    "Refund",
    "SearchMiss",
    "Supplement",
    "Synonym",
    "Task",
]
