"""The facts: who owes what to whom, and what proves it."""

from ledger.models.activity import Activity
from ledger.models.balances import BalanceEntry, Payment
from ledger.models.base import Record, WorkspaceRecord, dollars
from ledger.models.creditors import Contact, Creditor
from ledger.models.debts import Debt
from ledger.models.documents import Document
from ledger.models.events import Event
from ledger.models.household import HouseholdItem
from ledger.models.leaving import Departure, Erasure, Export
from ledger.models.people import User
from ledger.models.workspaces import Membership, Workspace

__all__ = [
    "Activity",
    "BalanceEntry",
    "Contact",
    "Creditor",
    "Debt",
    "Departure",
    "Document",
    "Erasure",
    "Event",
    "Export",
    "HouseholdItem",
    "Membership",
    "Payment",
    "Record",
    "User",
    "Workspace",
    "WorkspaceRecord",
    "dollars",
]
