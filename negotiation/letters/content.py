"""From a debt's rows to what a letter says of it."""

from ledger.law.validation import validation_open
from negotiation.letters.catalogue import kind_for
from negotiation.letters.compose import LetterContent, references


def content_for(debt, creditor, *, on, language, address, contact, grounds, notice_on, **said):
    """The content of a statement request to this creditor; `said` goes through as it is."""
    workspace = debt.workspace
    kind = kind_for(creditor.party)
    return LetterContent(
        kind=kind.id,
        language=language,
        date=on,
        sender_name=workspace.full_name,
        sender_lines=workspace.address_lines,
        recipient_name=creditor.name,
        recipient_lines=(*attention(contact), *lines(address)),
        recipient_kind=creditor.party,
        references=reference_table(debt, creditor, language),
        grounds=(grounds,) if grounds else (),
        notice_on=notice_on if kind.pauses_collection else None,
        in_period=validation_open(notice_on, on=on) if kind.pauses_collection else None,
        **{
            name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
        },
    )


def lines(address):
    return tuple(line.strip() for line in (address or "").splitlines() if line.strip())


def attention(contact):
    """The person and desk a letter goes to, above the address."""
    return tuple(line for line in (contact.name, contact.department) if line) if contact else ()


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
