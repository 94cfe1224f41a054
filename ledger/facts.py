"""What the engine may know, in the field's own words: plain values, no rows. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class CreditorKind(StrEnum):
    ORIGINAL_CREDITOR = "original_creditor"
    SERVICER = "servicer"
    COLLECTION_AGENCY = "collection_agency"
    DEBT_BUYER = "debt_buyer"
    LAW_FIRM = "law_firm"
    MEDICAL_PROVIDER = "medical_provider"
    GOVERNMENT = "government"
    PERSON = "person"

    @property
    def collects_for_others(self) -> bool:
        """Whether the federal collection rules (15 USC 1692a(6)) reach this party."""
        return self in (self.COLLECTION_AGENCY, self.DEBT_BUYER, self.LAW_FIRM)


class DebtKind(StrEnum):
    CREDIT_CARD = "credit_card"
    STORE_CARD = "store_card"
    MEDICAL = "medical"
    PERSONAL_LOAN = "personal_loan"
    PAYDAY = "payday"
    AUTO = "auto"
    MORTGAGE = "mortgage"
    HOME_EQUITY = "home_equity"
    PRIVATE_STUDENT = "private_student"
    FEDERAL_STUDENT = "federal_student"
    TAX = "tax"
    SUPPORT = "support"
    UTILITY = "utility"
    RENT = "rent"
    JUDGMENT = "judgment"
    FINE = "fine"  # of a court, or restitution
    OTHER = "other"


class Security(StrEnum):
    """What the holder may take if the debt is not paid; NONE bargains best."""

    NONE = "none"
    VEHICLE = "vehicle"
    HOME = "home"
    LAND = "land"
    GOODS = "goods"
    DEPOSIT = "deposit"
    OTHER = "other"


class BalanceSource(StrEnum):
    OWN_RECORD = "own_record"
    CREDITOR_STATEMENT = "creditor_statement"
    VALIDATION_NOTICE = "validation_notice"
    CREDIT_REPORT = "credit_report"
    JUDGMENT = "judgment"

    @property
    def basis(self) -> "Basis":
        """How far a balance from this source can be relied on."""
        if self in (self.CREDITOR_STATEMENT, self.JUDGMENT):
            return Basis.VERIFIED
        return Basis.OWN_RECORD if self is self.OWN_RECORD else Basis.CLAIMED


class Hardship(StrEnum):
    """A hard time such as lost income, illness or disability, and how it can be shown."""

    NONE = "none"
    STATED = "stated"  # the user says so
    DOCUMENTED = "documented"  # and has papers


class Basis(StrEnum):
    """What stands behind an amount, best first."""

    VERIFIED = "verified"  # the holder's own written statement, or a court's
    CLAIMED = "claimed"  # somebody says so: a notice, a credit report
    OWN_RECORD = "own_record"  # the user's memory or papers
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One entry of a debt's balance history. Amounts in dollars; unknown parts are None."""

    as_of: date
    total: Decimal
    source: BalanceSource
    principal: Decimal | None = None
    interest: Decimal | None = None
    fees: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtFacts:
    """Everything the engine ever sees of a debt. None and "" mean: not known.

    Amounts are dollars, `apr` is percent a year (24.99), `state` a USPS code. `holder` is the party
    to deal with today, `owner` the one the debt belongs to; both may be the original creditor.
    """

    kind: DebtKind
    holder: CreditorKind | None = None
    owner: CreditorKind | None = None
    resold: bool | None = None  # bought from another debt buyer
    security: Security | None = None  # what was pledged; NONE: nothing, and that is known
    state: str = ""
    balance: Decimal | None = None
    basis: Basis = Basis.UNKNOWN
    balance_on: date | None = None
    balance_itemized: bool | None = None
    original_amount: Decimal | None = None  # what was owed at first, before interest and fees
    apr: Decimal | None = None
    opened_on: date | None = None
    first_delinquent_on: date | None = None
    charged_off_on: date | None = None
    last_paid_on: date | None = None
    joint: bool = False
    in_collections: bool = False
    sued: bool | None = None
    sued_on: date | None = None
    judgment: bool = False
    notice_received_on: date | None = None  # the collector's validation notice
    disputed_on: date | None = None
    current: bool | None = None  # paid as agreed so far
    cash: Decimal | None = None  # the workspace's cash on hand
    own_opening: Decimal | None = None  # the user's own first offer, in percent of the balance
    deficiency: bool = False  # what secured it was sold; this is the rest
    title_shown: bool | None = None  # they showed how the debt came to them
    in_deal: bool = False  # an agreement stands and is being kept
    hardship: Hardship | None = None
    income_exempt: bool | None = None  # all income is protected, such as Social Security
    attachable_assets: bool | None = None  # owns something a court could have taken
    facing_bankruptcy: bool | None = None  # truly: a lawyer was asked, or the means test is met


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """What has happened on a debt so far, as dates: all the stage is ever derived from.

    Each date is the latest of its kind, None where it never happened. `statement_due_on` is the day
    by which an answer is fair to expect, `call_back_on` the earliest follow-up still open,
    `accepted_on` an offer both sides took but nobody has written down yet, `payment_due_on` the
    next payment of an agreement. Of a lawsuit, `answer_due_on` is the day the court wants an answer
    by, `answered_on` the day it got one, `hearing_on` the day to be there.
    """

    statement_issued_on: date | None = None
    statement_mailed_on: date | None = None
    statement_due_on: date | None = None
    statement_answered_on: date | None = None
    validation_asked: bool = False  # the open or last request was a validation request
    letter_issued_on: date | None = None  # the oldest other letter that is not mailed yet
    letter_due_on: date | None = None  # the next day to look for an answer to another letter
    call_back_on: date | None = None
    offer_out_on: date | None = None
    counter_offer_on: date | None = None
    offer_expires_on: date | None = None
    accepted_on: date | None = None
    agreed_on: date | None = None
    payment_due_on: date | None = None
    answer_due_on: date | None = None
    answered_on: date | None = None
    hearing_on: date | None = None
    first_paid_on: date | None = None
    settled_on: date | None = None
    confirmed_on: date | None = None
    paid_in_full_on: date | None = None
    discharged_on: date | None = None
    written_off_on: date | None = None
    paused_until: date | None = None
