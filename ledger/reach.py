"""What a request is about, and which pages somebody may open who sees only some debts.

Both are tables, so that they can be read through. What is not in them is closed.
"""

from django.apps import apps

# what a URL names, and the model it is a row of; tests/test_tenancy.py misses none
NAMED = {
    "workspace_id": "ledger.Workspace",
    "membership_id": "ledger.Membership",
    "invitation_id": "ledger.Invitation",
    "debt_id": "ledger.Debt",
    "balance_id": "ledger.BalanceEntry",
    "payment_id": "ledger.Payment",
    "document_id": "ledger.Document",
    "creditor_id": "ledger.Creditor",
    "contact_id": "ledger.Contact",
    "item_id": "ledger.HouseholdItem",
    "statement_id": "negotiation.StatementRequest",
    "draft_id": "negotiation.LetterDraft",
    "letter_id": "negotiation.Letter",
    "run_id": "negotiation.PrintRun",
    "file_id": "negotiation.PrintFile",
    "call_id": "negotiation.CallLog",
    "offer_id": "negotiation.Offer",
    "agreement_id": "negotiation.Agreement",
    "instalment_id": "negotiation.Instalment",
    "defence_id": "negotiation.DefenceFile",
    "worksheet_id": "negotiation.InsolvencySnapshot",
    "terms_id": "negotiation.NewTerms",
    "round_id": "negotiation.Round",
    "plan_id": "negotiation.SavedPlan",
    "feed_id": "negotiation.CalendarFeed",
    "reminder_id": "negotiation.Reminder",
    "export_id": "ledger.Export",
}
# Pages of one debt that show nothing of the others and nothing of the household's money; each
# is looked at by tests/sharing/test_every_route.py.
OPEN_IN_PART = {
    "ledger:invitation",
    "ledger:membership_leave",
    "ledger:workspace_open",
    "ledger:first_visit",
    "ledger:sources",
    "ledger:balance_correct",
    "ledger:balance_create",
    "ledger:payment_correct",
    "negotiation:payment_create",
    "ledger:document_archive",
    "ledger:document_create",
    "ledger:document_file",
    "ledger:document_list",
    "ledger:document_restore",
    "negotiation:bargaining_sources",
    "negotiation:activity",
    "negotiation:departure_create",
    "negotiation:departure_stop",
    "negotiation:board",
    "negotiation:case_file",
    "negotiation:timeline",
    "negotiation:statement_answer",
    "negotiation:statement_detail",
    "negotiation:letter_cover",
    "negotiation:letter_detail",
    "negotiation:letter_docx",
    "negotiation:letter_mail",
    "negotiation:letter_pdf",
    "negotiation:letter_proof",
    "negotiation:letter_return",
    "negotiation:letter_take_back",
    "negotiation:call_create",
    "negotiation:call_done",
    "negotiation:call_edit",
    "negotiation:reminder_create",
    "negotiation:reminder_done",
    "negotiation:reminder_edit",
    "negotiation:reminder_not_done",
    "negotiation:reminder_not_later",
    "negotiation:reminder_put_off",
}


def names_a_row(kwargs):
    return not NAMED.keys().isdisjoint(kwargs)


def workspace_named(kwargs):
    """The id of the workspace whose row the address names; None where it names none."""
    for param, value in kwargs.items():
        if param in NAMED:
            rows = apps.get_model(NAMED[param])._base_manager.filter(pk=value)
            column = "pk" if param == "workspace_id" else "workspace_id"
            return rows.values_list(column, flat=True).first()
    return None


def is_out_of_reach(request, kwargs):
    """For somebody of some debts: a page that is closed to them, or a row of another debt."""
    if request.member.is_whole:
        return False
    rows = (
        apps.get_model(NAMED[param]).objects.for_user(request.user).filter(pk=value)
        for param, value in kwargs.items()
        if param in NAMED and param != "workspace_id"
    )
    return request.resolver_match.view_name not in OPEN_IN_PART or not all(
        found.exists() for found in rows
    )
