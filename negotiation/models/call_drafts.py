from django.db import models, transaction

from ledger.models import Debt, WorkspaceRecord
from ledger.tenancy import ScopedQuerySet
from negotiation.models.calls import CallLog


class CallDraft(WorkspaceRecord):
    """What somebody is typing during a call, just as they type it.

    It shares its `form_key` with the call it becomes, and is gone in the same transaction that
    keeps the call: notes that arrive late make no draft of a call that was saved.
    """

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="call_drafts")
    answers = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-kept_at"]

    def __str__(self):
        return f"notes of a call about {self.debt_id}"

    @classmethod
    @transaction.atomic
    def keep(cls, debt, form_key, answers):
        """Keep these notes; False where their call was saved already."""
        debt.fresh()  # saving the call holds the debt, too
        if CallLog.objects.filter(workspace=debt.workspace_id, form_key=form_key).exists():
            return False
        cls.objects.update_or_create(
            workspace_id=debt.workspace_id,
            form_key=form_key,
            defaults={"answers": answers, "debt": debt},
        )
        return True

    @classmethod
    def become(cls, call, *, by):
        """Save the call these notes were for, inside the transaction that makes it once."""
        call.debt.fresh()
        cls.objects.filter(workspace=call.workspace_id, form_key=call.form_key).delete()
        call.log(by=by)
