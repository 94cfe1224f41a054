"""Letters for tests: say what matters, the rest is an everyday one."""

from datetime import date
from decimal import Decimal

from ledger.facts import CreditorKind
from negotiation.letters.catalogue import KINDS, LANGUAGES
from negotiation.letters.compose import LetterContent, references

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]
RECIPIENTS = {"L1": CreditorKind.ORIGINAL_CREDITOR, "L2": CreditorKind.COLLECTION_AGENCY}
LONG = {
    "sender_name": "María Guadalupe Fernández-Villaseñor de la Cruz y Rodríguez Castellanos",
    "sender_lines": (
        "12345 North Saint Bartholomew Boulevard, Building 17, Apartment 1204",
        "San Buenaventura Township, NM 87544-2210",
    ),
    "recipient_name": "Consolidated Intermountain Receivables Management and Recovery Services"
    " of North America, LLC",
    "recipient_lines": (
        "Attention: Office of Consumer Disputes and Written Correspondence",
        "Building 4, Suite 2200",
        "98765 West Martin Luther King Junior Memorial Parkway",
        "Winston-Salem, NC 27101-4410",
    ),
}
SIXTY_LINES = "\n".join(f"Line {number} of what I want to say." for number in range(1, 61))


def letter(kind="L2", language="en", **fields):
    """One letter with everything its kind has to ask."""
    to = fields.get("recipient_kind", RECIPIENTS[kind])
    disputes = bool(KINDS[kind].grounds)
    usual = {
        "date": date(2026, 3, 5),
        "sender_name": "Alice Marlowe",
        "sender_lines": ("12 Orchard Street, Apt 4", "Rochester, NY 14604"),
        "recipient_name": "Midtown Recovery",
        "recipient_lines": ("Dispute Department", "P.O. Box 4410", "Columbus, OH 43201"),
        "recipient_kind": to,
        "references": references(
            language, creditor="Harbor Bank", last4="4821", reference="MR-20771",
            claimed=Decimal("4318.27"),
        ),
        "items": tuple(item.key for item in KINDS[kind].items_for(to)),
        "grounds": ("whole",) if disputes else (),
        "notice_on": date(2026, 2, 20) if disputes else None,
        "in_period": True if disputes else None,
        "enclosures": tuple(choice.key for choice in KINDS[kind].enclosures),
    }  # fmt: skip
    return LetterContent(kind=kind, language=language, **(usual | fields))
