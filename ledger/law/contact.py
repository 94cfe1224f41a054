"""What is known of a collector's calls and messages, and how a finding about them is told. Pure.

The rules themselves stand in contact_calls, contact_times, contact_limits and contact_dc;
contact_review asks them all. A finding is a presumption, which the other side may rebut: it says
what was noted down and which rule that touches, never that anybody broke the law.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from functools import cache

from ledger.facts import DebtKind
from ledger.law.figures import read
from ledger.law.rules import Rule, rules
from ledger.words import Text, text


class Medium(StrEnum):
    """How somebody got in touch. A ringless voicemail is a call."""

    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    PRIVATE_MESSAGE = "private_message"  # on social media, seen by nobody else
    LETTER = "letter"
    IN_PERSON = "in_person"
    WEBSITE = "website"  # the user looked at the collector's website or app

    @property
    def electronic(self) -> bool:
        return self in (self.TEXT, self.EMAIL, self.PRIVATE_MESSAGE)


class Side(StrEnum):
    THEM = "them"  # the collector
    YOU = "you"


class Whom(StrEnum):
    """The person a collector got in touch with. A spouse or guardian counts as the user."""

    YOU = "you"
    OTHER_PERSON = "other_person"
    YOUR_LAWYER = "your_lawyer"
    CREDIT_BUREAU = "credit_bureau"
    CREDITOR = "creditor"  # or its lawyer, or the collector's own


class Ending(StrEnum):
    """How a call ended."""

    NOT_CONNECTED = "not_connected"  # a busy signal, a number not in service
    NO_ANSWER = "no_answer"
    DROPPED = "dropped"  # answered, but cut off before anybody talked
    VOICEMAIL = "voicemail"  # also where none could be left
    RINGLESS_VOICEMAIL = "ringless_voicemail"
    TALKED = "talked"


class Place(StrEnum):
    """Where a call, letter or message reaches somebody. A mobile phone is tied to no place."""

    HOME = "home"
    WORK = "work"
    OTHER = "other"


class Purpose(StrEnum):
    """What a contact was for, where a rule makes a difference."""

    COLLECTING = "collecting"
    EFFORTS_END = "efforts_end"  # to say that they stop
    MAY_USE_REMEDY = "may_use_remedy"  # what they or the creditor ordinarily do
    WILL_USE_REMEDY = "will_use_remedy"  # what they intend to do
    OPT_OUT_CONFIRMED = "opt_out_confirmed"  # says only that they will honor an opt-out
    REQUIRED_BY_LAW = "required_by_law"  # court papers, a mortgage statement
    LAWSUIT = "lawsuit"  # about a running lawsuit over this debt
    ASKED_FOR = "asked_for"  # brings what the user asked for, such as proof of the debt
    DROPPED_CALL = "dropped_call"  # goes on with a talk that was cut off
    URGENT = "urgent"  # to avoid a harm that is not in their hands


class Presumption(StrEnum):
    VIOLATION = "violation"
    COMPLIANCE = "compliance"
    OPEN = "open"  # it can be argued either way, or something is not known


PRESUMPTIONS = {
    Presumption.VIOLATION: text("May not fit the rule"),
    Presumption.COMPLIANCE: text("Seems to fit the rule"),
    Presumption.OPEN: text("Can be argued either way"),
}


class ContactRule(StrEnum):
    """Each a table of contact.toml."""

    CALLS = "calls"
    CALL_COUNT = "call_count"
    CALL_AFTER_TALK = "call_after_talk"
    CALL_CONSENT = "call_consent"
    CALL_PATTERN = "call_pattern"
    HOURS = "hours"
    NAMED_TIME = "named_time"
    NAMED_PLACE = "named_place"
    WORKPLACE = "workplace"
    WORK_EMAIL = "work_email"
    LAWYER = "lawyer"
    CEASE = "cease"
    MEDIUM = "medium"
    OPT_OUT = "opt_out"
    DISPUTED = "disputed"
    DC_CALL_COUNT = "dc_call_count"
    DC_CALL_AFTER_TALK = "dc_call_after_talk"
    CLAIM = "claim"


FIGURES = {
    ContactRule.CALL_COUNT: ("calls", "days"),
    ContactRule.CALL_AFTER_TALK: ("days",),
    ContactRule.CALL_CONSENT: ("days",),
    ContactRule.CALL_PATTERN: ("minutes", "calls"),
    ContactRule.HOURS: ("from_hour", "to_hour"),
    ContactRule.DC_CALL_COUNT: ("calls", "days"),
    ContactRule.DC_CALL_AFTER_TALK: ("days",),
    ContactRule.CLAIM: ("years",),
}


@cache
def contact_rules() -> Mapping[str, Rule]:
    """Every rule of contact.toml, read once; times by the 24-hour clock."""
    shape: dict[str, tuple[str, ...]] = {rule: FIGURES.get(rule, ()) for rule in ContactRule}
    return rules(read("contact.toml"), shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One call, letter, message or visit, as it was noted down.

    `at` is a moment in any time zone, kept in UTC; of a message the moment it was sent, of a
    letter its mailing. `raised` are the debts the caller began to talk about or left word about,
    `discussed` those that were talked about whoever began; both empty: not said, or none.
    `person` tells other people apart. `agreed`: the user had agreed to such a contact, with this
    collector. `opt_out`: an electronic message showed how to stop more of them.
    `ref` is whatever leads the asker back to his own record.
    """

    at: datetime
    medium: Medium
    by: Side = Side.THEM
    ending: Ending | None = None  # of a call, and only of one
    collector: str = ""
    whom: Whom = Whom.YOU
    person: str = ""
    raised: frozenset[str] = frozenset()
    discussed: frozenset[str] = frozenset()
    place: Place | None = None
    address: str = ""  # the phone number or address that was used
    wrong_number: bool = False
    purpose: Purpose = Purpose.COLLECTING
    agreed: bool = False
    opt_out: bool | None = None
    ref: int | str | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("Say in which time zone it was.")
        # by the wall clock of one zone, moments around a change of summer time compare wrongly
        object.__setattr__(self, "at", self.at.astimezone(UTC))
        if (self.medium is Medium.CALL) != (self.ending is not None):
            raise ValueError("Say how a call ended, and only of a call.")

    @property
    def talked(self) -> bool:
        return self.ending is Ending.TALKED

    @property
    def debts(self) -> frozenset[str]:
        return self.raised | self.discussed

    def day(self, zone: tzinfo) -> date:
        """The day it was there."""
        return self.at.astimezone(zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDebt:
    """A debt a collector holds. Student loans that were serviced under one account number when
    the collector got them share `account` and count as one: 12 CFR 1006.14(b)(4).
    """

    key: str
    collector: str = ""
    kind: DebtKind | None = None
    account: str = ""

    @property
    def one_account(self) -> bool:
        student = self.kind in (DebtKind.FEDERAL_STUDENT, DebtKind.PRIVATE_STUDENT)
        return student and bool(self.account)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the contacts look like under one rule. The last contact is the one looked at.

    `but` is what may speak against the presumption. `debt` is empty where the rule asks for none.
    """

    kind: ContactRule
    presumption: Presumption
    contacts: tuple[Contact, ...]
    text: Text
    rule: Rule
    debt: str = ""
    but: tuple[Text, ...] = ()

    @property
    def at(self) -> datetime:
        return self.contacts[-1].at


def finding(
    kind: ContactRule,
    presumption: Presumption,
    contacts: Collection[Contact],
    words: Text,
    *,
    debt: str = "",
    but: Iterable[Text] = (),
) -> Finding:
    """A finding with the rule it rests on."""
    return Finding(
        kind, presumption, tuple(contacts), words, contact_rules()[kind], debt, tuple(but)
    )


def in_order(contacts: Iterable[Contact]) -> list[Contact]:
    """By time; the order they are handed in never matters."""
    return sorted(contacts, key=_order)


def _order(contact: Contact) -> tuple[datetime, str, str, str, list[str], list[str], str]:
    how = (contact.medium, contact.by, str(contact.ending))
    return contact.at, *how, sorted(contact.raised), sorted(contact.discussed), str(contact.ref)
