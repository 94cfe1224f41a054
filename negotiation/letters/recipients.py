"""Who a kind of letter can go to: the debt's own parties first, then bureaus and the bank."""

from dataclasses import dataclass

from ledger.models import Creditor
from negotiation.letters.parts import OUTSIDERS, LetterKind, Recipient


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a letter may go to; without `creditor`, name and address are typed on the form.

    `key` is the creditor's id, or "credit_bureau" or "bank".
    """

    key: str
    party: Recipient
    creditor: Creditor | None = None
    name: str = ""
    address: str = ""

    def called(self, name):
        """The same one under the name that was typed."""
        return Addressee(self.key, self.party, self.creditor, self.name or name, self.address)


def everybody(debt):
    """All that a letter about this debt could go to, the party to deal with today first."""
    found = {}
    for creditor in debt.parties():
        key, party = str(creditor.pk), Recipient(creditor.party)
        found.setdefault(key, Addressee(key, party, creditor, creditor.name, creditor.address))
    outside = (Addressee(party.value, party) for party in Recipient if party in OUTSIDERS)
    return [*found.values(), *outside]


def addressees(debt, kind: LetterKind):
    """Everybody this kind fits, in the same order."""
    return [each for each in everybody(debt) if each.party in kind.to]


def addressee(debt, kind, key=""):
    """The one of that key, without one the first it fits; None where that is nobody (any more)."""
    found = addressees(debt, kind)
    return next((each for each in found if key in ("", each.key)), None)
