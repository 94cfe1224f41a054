"""The acts: what we do about a debt, and the answers."""

from negotiation.models.agreements import Agreement, Instalment, NotInWriting, PaidAlready
from negotiation.models.calendar_feeds import CalendarFeed
from negotiation.models.call_drafts import CallDraft
from negotiation.models.calls import CallLog
from negotiation.models.complaints import Complaint
from negotiation.models.defence_files import DefenceFile
from negotiation.models.digests import Digest
from negotiation.models.letters import DraftChanged, Enclosure, Letter, LetterDraft, LetterMade
from negotiation.models.links import Link
from negotiation.models.mailings import Mailing, MailingClosed, TooLateToTakeBack
from negotiation.models.new_terms import NewTerms
from negotiation.models.offers import CashMissing, DealStands, Offer, OfferClosed, Round
from negotiation.models.own_bands import OwnBand
from negotiation.models.plans import SavedPlan
from negotiation.models.print_runs import PrintedLetter, PrintFile, PrintRun
from negotiation.models.reminders import Reminder, ReminderDone
from negotiation.models.standings import Sheet, Standing
from negotiation.models.statements import RequestClosed, StatementRequest
from negotiation.models.worksheets import InsolvencySnapshot

__all__ = [
    "Agreement",
    "CalendarFeed",
    "CallDraft",
    "CallLog",
    "CashMissing",
    "Complaint",
    "DealStands",
    "DefenceFile",
    "Digest",
    "DraftChanged",
    "Enclosure",
    "InsolvencySnapshot",
    "Instalment",
    "Letter",
    "LetterDraft",
    "LetterMade",
    "Link",
    "Mailing",
    "MailingClosed",
    "NewTerms",
    "NotInWriting",
    "Offer",
    "OfferClosed",
    "OwnBand",
    "PaidAlready",
    "PrintFile",
    "PrintRun",
    "PrintedLetter",
    "Reminder",
    "ReminderDone",
    "RequestClosed",
    "Round",
    "SavedPlan",
    "Sheet",
    "Standing",
    "StatementRequest",
    "TooLateToTakeBack",
]
