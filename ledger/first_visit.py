"""The first visit: what the first letter needs, and nothing else, in one go."""

from django.db import transaction

from ledger.facts import BalanceSource, CreditorKind, DebtKind
from ledger.models import BalanceEntry, Creditor, Debt, Event, User, Workspace
from ledger.places import time_zone_of
from ledger.tenancy import forget, own_workspace

ROLE_OF = {
    CreditorKind.COLLECTION_AGENCY: "collector",
    CreditorKind.DEBT_BUYER: "owner",
    CreditorKind.LAW_FIRM: "law_firm",
}
KIND_OF = {
    CreditorKind.MEDICAL_PROVIDER: DebtKind.MEDICAL,
    CreditorKind.PERSON: DebtKind.PERSONAL_LOAN,
}


@transaction.atomic
def workspace_for(user, *, language, sender):
    """This person's workspace, made now if it is the first time; the sender's address kept."""
    held = User.objects.select_for_update().get(pk=user.pk)  # two clicks make one workspace
    forget(user)
    workspace = own_workspace(user)
    if workspace is None:
        workspace = Workspace.objects.make_for(
            user,
            language=language,
            departure_id=held.departure_id,  # whoever goes takes it along
        )
    if sender:
        for name, value in sender.items():
            setattr(workspace, name, value)
        workspace.time_zone = time_zone_of(workspace.state)
        workspace.save(update_fields=[*sender, "time_zone"])
    return workspace


def first_debt(workspace, form_key, *, party, account_last4, amount, by, on):
    """The debt of the first visit and whoever asks for it; the same form makes it once."""

    def make():
        creditor = Creditor.objects.create(workspace=workspace, **party)
        kind = CreditorKind(party["kind"])
        debt = Debt.objects.create(
            workspace=workspace,
            form_key=form_key,
            nickname=creditor.name[:80],
            kind=KIND_OF.get(kind, DebtKind.OTHER),
            state=workspace.state,
            account_last4=account_last4,
            in_collections=kind.collects_for_others,
            **{ROLE_OF.get(kind, "original_creditor"): creditor},
        )
        Event.objects.record(debt, "debt_added", on=on, by=by, subject=debt, name=debt.nickname)
        if amount is not None:
            keep_amount(debt, amount, by=by, on=on)
        debt.touch()
        return debt

    return Debt.once(workspace, form_key, make)


def keep_amount(debt, amount, *, by, on):
    """The figure as the person knows it: their own record until somebody puts it in writing."""
    entry = BalanceEntry.objects.create(
        workspace_id=debt.workspace_id,
        debt=debt,
        as_of=on,
        total=amount,
        source=BalanceSource.OWN_RECORD,
    )
    Event.objects.record(
        debt, "balance_added", on=on, by=by, subject=entry, total=amount, source=entry.source
    )
