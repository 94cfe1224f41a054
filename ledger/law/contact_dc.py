"""The District of Columbia's own, stricter limits on calls: D.C. Code § 28-3814(d)(4)(A). Pure.

They bind everybody who collects, an original creditor too, and stand beside the federal rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from ledger.facts import DebtKind
from ledger.law.contact import (
    Contact,
    ContactRule,
    Ending,
    Finding,
    HeldDebt,
    Presumption,
    Whom,
    contact_rules,
)
from ledger.law.contact_allocation import Limits
from ledger.law.contact_book import Group, asked_for, groups
from ledger.law.contact_calls import CallLaw, excess_findings
from ledger.law.contact_told import Consent
from ledger.words import text

# § 28-3814(a), (b)(2): debts secured on real estate, and car loans under a law of their own
NOT_COVERED = (DebtKind.MORTGAGE, DebtKind.HOME_EQUITY, DebtKind.AUTO)

DAY_EIGHT = text("The law does not say if the day of the talk is the first of the {days} days.")
NO_MESSAGE = text("The law may leave out a call where no message could be left.")


def dc_call_findings(
    contacts: Iterable[Contact],
    *,
    zones: Sequence[tzinfo],
    debts: Iterable[HeldDebt] = (),
    consents: Iterable[Consent] = (),
) -> tuple[Finding, ...]:
    """Every call beyond D.C.'s limits: more than four per account in seven days, or within seven
    days after a talk. Silent where there is none: this law presumes nothing in that case.

    One call that comes through after the user asked to be called back is left out of the count,
    and calls the user asked for may follow a talk. ValueError where no zone is given.
    """
    held = tuple(debts)
    covered = {debt.key for debt in held if debt.kind not in NOT_COVERED}
    named = {debt.key for debt in held}
    return tuple(
        one
        for group in groups(contacts, zones=zones, debts=held, consents=consents)
        if group[0].contacts[0].whom is Whom.YOU
        for one in (*_too_many(group), *_too_soon(group))
        if one.debt in covered or one.debt not in named
    )


def _returned_call(call: Contact, debt: str, group: Group) -> bool:
    return call.talked and bool(asked_for(call, debt, group))


def _asked_for(call: Contact, debt: str, group: Group) -> bool:
    return bool(asked_for(call, debt, group))


COUNT = CallLaw(ContactRule.DC_CALL_COUNT, ContactRule.DC_CALL_AFTER_TALK, _returned_call)
REST = CallLaw(ContactRule.DC_CALL_COUNT, ContactRule.DC_CALL_AFTER_TALK, _asked_for)


def _too_many(group: Sequence[Group]) -> Iterator[Finding]:
    limit = contact_rules()[ContactRule.DC_CALL_COUNT]["calls"]
    for found in excess_findings(group, COUNT):
        if found.kind is ContactRule.DC_CALL_COUNT:
            answered = [one for one in found.contacts if one.ending is not Ending.NO_ANSWER]
            doubtful = len(answered) <= limit
            yield replace(found, but=(*found.but, NO_MESSAGE)) if doubtful else found


def _too_soon(group: Sequence[Group]) -> Iterator[Finding]:
    """Within the days however they are counted; or only if the day of the talk is left out."""
    limits = REST.limits
    surely = [one for one in excess_findings(group, REST) if one.kind is REST.too_soon]
    yield from surely
    seen = {(one.debt, one.contacts[-1]) for one in surely}
    longer = Limits(limits.calls, limits.days, limits.after_talk_days + 1)
    for one in excess_findings(group, replace(REST, other_limits=longer)):
        if one.kind is REST.too_soon and (one.debt, one.contacts[-1]) not in seen:
            doubt = DAY_EIGHT.filled(days=limits.after_talk_days)
            yield replace(one, presumption=Presumption.OPEN, but=(doubt, *one.but))
