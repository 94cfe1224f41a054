"""From a debt's rows to what a letter says of it."""

from ledger.facts import Basis, DebtKind, Security
from ledger.law.time_barred import time_bar
from ledger.law.validation import validation_open
from negotiation.letters.compose import references
from negotiation.letters.letter import LetterContent
from negotiation.letters.parts import COLLECTORS, Recipient


def content_for(debt, creditor, *, kind, on, language, address, contact=None, said, **parts):
    """The content of a letter of this kind about the debt, to this creditor of it.

    `said` holds the answers by question; `parts` go through as they are.
    """
    workspace, to = debt.workspace, Recipient(creditor.party)
    return LetterContent(
        kind=kind.id,
        language=language,
        date=on,
        sender_name=workspace.full_name,
        sender_lines=workspace.address_lines,
        recipient_name=creditor.name,
        recipient_lines=(*attention(contact), *lines(address)),
        recipient_kind=to,
        references=reference_table(debt, creditor, language),
        said=said,
        flags=flags_of(debt, to, notice_on=said.get("notice_on"), on=on),
        names=names_of(debt),
        **parts,
    )


def lines(address):
    return tuple(line.strip() for line in (address or "").splitlines() if line.strip())


def attention(contact):
    """The person and desk a letter goes to, above the address."""
    return tuple(line for line in (contact.name, contact.department) if line) if contact else ()


def names_of(debt):
    """What a letter may call the debt and those behind it."""
    owner = debt.owner or debt.original_creditor
    return {
        "creditor": debt.original_creditor.name if debt.original_creditor else "",
        "owner": owner.name if owner else "",
        "last4": debt.account_last4,
    }


def flags_of(debt, to, *, notice_on, on):
    """What is true of the debt, by the names a letter's paragraphs know (parts.FLAGS)."""
    facts, collects = debt.facts(), to in COLLECTORS
    period = validation_open(notice_on, on=on) if collects else False
    true_of = {
        "sued": facts.sued and not facts.judgment,
        "judgment": facts.judgment,
        "joint": facts.joint,
        "collector": collects,
        "to_bureau": to is Recipient.CREDIT_BUREAU,
        "to_bank": to is Recipient.BANK,
        "in_period": collects and period,
        "period_unknown": collects and period is None,
        "period_over": collects and period is False,
        "charged_off": facts.charged_off_on,
        "resold": facts.resold,
        "secured": facts.security not in (None, Security.NONE),
        "medical": facts.kind is DebtKind.MEDICAL,
        "time_bar_risk": time_bar(facts, on=on).risky_to_admit,
        "verified": facts.basis is Basis.VERIFIED,
    }
    return frozenset(name for name, holds in true_of.items() if holds)


def names_in(content):
    """What a letter prints of the ledger: names, addresses and references."""
    return (
        content.sender_name,
        *content.sender_lines,
        content.recipient_name,
        *content.recipient_lines,
        *(value for _label, value in content.references),
    )


def reference_table(debt, creditor, language):
    original = debt.original_creditor
    latest = debt.latest_balance()
    numbered = debt.account_last4 or debt.reference
    return references(
        language,
        creditor=original.name if original and original != creditor else "",
        last4=debt.account_last4,
        name="" if numbered else debt.workspace.full_name,
        reference=debt.reference,
        claimed=latest.total if latest and creditor.party.collects_for_others else None,
    )
