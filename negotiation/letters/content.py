"""From a debt's rows to what a letter says of it."""

from dataclasses import replace
from datetime import timedelta

from ledger.facts import Basis, DebtKind, Security
from ledger.law.validation import validation_open
from negotiation.ladder import next_rung
from negotiation.letters import compose
from negotiation.letters.compose import references
from negotiation.letters.letter import LetterContent
from negotiation.letters.parts import COLLECTORS, OUTSIDERS, Recipient
from negotiation.letters.situation import time_bar_risk
from negotiation.strategy import band

AGREED = {"written_agreement", "payment_confirmed"}
ANSWER_TIME = timedelta(days=30)  # practice, no law: how long an offer usually stays open


def content_for(
    debt, to, *, kind, on, language, address, contact=None, said, attested=False, **parts
):
    """The content of a letter of this kind about the debt, to this addressee (recipients.py).

    `said` holds the answers by question; `parts` go through as they are. `attested`: the writer
    says that bankruptcy is truly next.
    """
    workspace = debt.workspace
    flags = flags_of(debt, to.party, notice_on=said.get("notice_on"), on=on)
    return LetterContent(
        kind=kind.id,
        language=language,
        date=on,
        sender_name=workspace.full_name,
        sender_lines=workspace.address_lines,
        recipient_name=to.name,
        recipient_lines=(*attention(contact), *lines(address)),
        recipient_kind=to.party,
        references=reference_table(debt, to, language, claims=not kind.requires & AGREED),
        said=said,
        flags=flags | ({"bankruptcy_attested"} if attested else set()),
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
        "time_bar_risk": time_bar_risk(facts, on=on),
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


def reference_table(debt, to, language, *, claims=True):
    """What names the debt on the paper; a bureau or bank knows it by what the letter lists.

    `claims`: with what they say is owed, which nobody claims any more once there is a deal.
    """
    if to.party in OUTSIDERS:
        return ()
    original = debt.original_creditor
    latest = debt.latest_balance()
    numbered = debt.account_last4 or debt.reference
    return references(
        language,
        creditor=original.name if original and original != to.creditor else "",
        last4=debt.account_last4,
        name="" if numbered else debt.workspace.full_name,
        reference=debt.reference,
        claimed=latest.total if claims and latest and to.party in COLLECTORS else None,
    )


def prefilled(debt, *, on):
    """What the debt can answer of a letter's questions, by the names of `from` in its file."""
    limits = band(debt.facts(), on=on).limits
    latest = debt.latest_balance()
    return {
        "offer_amount": limits and next_rung(limits).amount,
        "notice_on": debt.notice_received_on,
        "balance": latest and latest.total,
        "answer_by": on + ANSWER_TIME,
        "original_creditor": debt.original_creditor and debt.original_creditor.name,
        "owner": debt.owner and debt.owner.name,
        "last_paid_on": debt.last_paid_on,
        "today": on,
    }


def reading_copy(content, language):
    """The same letter in another language, for its writer to read; it is never mailed."""
    if language == content.language:
        return content
    table = compose.references_in(content.references, content.language, language)
    return replace(content, language=language, references=table)
