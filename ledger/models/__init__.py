"""The facts: who owes what to whom, and what proves it."""

from ledger.models.activity import Activity
from ledger.models.allowances import Allowance
from ledger.models.balances import BalanceEntry, Payment
from ledger.models.base import Record, WorkspaceRecord, dollars, yearly_rate
from ledger.models.creditors import Contact, Creditor
from ledger.models.debts import Debt
from ledger.models.documents import Document
from ledger.models.events import Event
from ledger.models.household import HouseholdItem
from ledger.models.invitations import Invitation, InvitationClosed, SharedDebt
from ledger.models.leaving import Departure, Erasure, Export
from ledger.models.memberships import Membership
from ledger.models.people import User
from ledger.models.workspaces import Workspace

__all__ = [
    "Activity",
    "Allowance",
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
    "Invitation",
    "InvitationClosed",
    "Membership",
    "Payment",
    "Record",
    "SharedDebt",
    "User",
    "Workspace",
    "WorkspaceRecord",
    "dollars",
    "yearly_rate",
]
