"""Who asked for a deletion, and what it is about."""

from ledger.models import Departure, Membership, User
from ledger.tenancy import Role, memberships_of


def asker(departure):
    """The person whose account goes, else the owner of what goes; nobody once they are gone."""
    if person := departure.people.first():
        return person
    owners = Membership.objects.filter(role=Role.OWNER, workspace__departure=departure)
    return User.objects.filter(memberships__in=owners).first()


def own_workspaces(person):
    """What this person owns today, the oldest first."""
    return [member.workspace for member in memberships_of(person) if member.is_owner]


def behind(receipt):
    """The deletion with this receipt: for whoever has the link, signed in or not."""
    return Departure.objects.filter(pk=receipt).first()
