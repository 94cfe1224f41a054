"""Everything the rules of contact say about a log of calls and messages. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from ledger.facts import CreditorKind
from ledger.law.contact import Contact, Finding, HeldDebt
from ledger.law.contact_calls import call_findings
from ledger.law.contact_dc import dc_call_findings
from ledger.law.contact_limits import (
    cease_findings,
    dispute_findings,
    lawyer_findings,
    medium_findings,
    opt_out_findings,
)
from ledger.law.contact_times import place_findings, time_findings
from ledger.law.contact_told import Wishes

NOTHING_TOLD = Wishes()


def review(
    contacts: Iterable[Contact],
    wishes: Wishes = NOTHING_TOLD,
    *,
    zones: Sequence[tzinfo],
    debts: Iterable[HeldDebt] = (),
    state: str = "",
    holder: CreditorKind | None = None,
) -> tuple[Finding, ...]:
    """Every finding about these contacts, by time; the order of the log does not matter.

    `zones`: where the collector's records put the user, home first; ValueError where empty.
    `state`: the user's, as a USPS code. `holder`: who gets in touch; the federal rules bind only
    those who collect for others or buy debts, and are taken to where it is not known.
    Sources: 15 USC 1692c, 1692d(5) and 1692g(b), 12 CFR 1006.6, 1006.14, 1006.22(f)(3) and
    1006.38(d), D.C. Code § 28-3814.
    """
    every, held, zones = list(contacts), list(debts), list(zones)
    found: list[Finding] = []
    if holder is None or holder.collects_for_others:
        found += _federal(every, wishes, zones, held)
    if state == "DC":
        found += dc_call_findings(every, zones=zones, debts=held, consents=wishes.consents)
    return tuple(sorted(found, key=_order))


def _federal(
    contacts: list[Contact], wishes: Wishes, zones: Sequence[tzinfo], debts: list[HeldDebt]
) -> Iterable[Finding]:
    yield from call_findings(contacts, zones=zones, debts=debts, consents=wishes.consents)
    yield from time_findings(contacts, wishes.times, zones=zones)
    home = zones[0]
    yield from place_findings(contacts, wishes.places, wishes.employer, zone=home)
    yield from medium_findings(contacts, wishes.media, zone=home)
    yield from cease_findings(contacts, wishes.ceases, zone=home)
    yield from lawyer_findings(contacts, wishes.lawyers, zone=home)
    yield from dispute_findings(contacts, wishes.disputes, zone=home)
    yield from opt_out_findings(contacts)


def _order(one: Finding) -> tuple[datetime, str, str, str, int]:
    return one.at, one.kind, one.debt, str(one.contacts[-1].ref), len(one.contacts)
