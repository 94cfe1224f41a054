from django.urls import path

from ledger.views import (
    balances,
    calculators,
    contacts,
    creditors,
    debts,
    documents,
    first_visit,
    household,
    payments,
    people,
    sources,
    workspaces,
)

app_name = "ledger"
urlpatterns = [
    path("start/", first_visit.first_visit, name="first_visit"),
    path("sources/", sources.sources, name="sources"),
    path("calculators/", calculators.calculators, name="calculators"),
    path("calculators/paycheck/", calculators.garnishment, name="garnishment"),
    path("calculators/worksheet/", calculators.insolvency, name="insolvency"),
    path("calculators/true-cost/", calculators.true_cost, name="true_cost"),
    path("calculators/dates/", calculators.dates, name="dates"),
    path("calculators/recording/", calculators.recording, name="recording"),
    path("workspaces/<uuid:workspace_id>/", workspaces.workspace_edit, name="workspace_edit"),
    path("workspaces/<uuid:workspace_id>/people/", people.people, name="people"),
    path(
        "workspaces/<uuid:workspace_id>/people/invite/",
        people.invitation_create,
        name="invitation_create",
    ),
    path("workspaces/<uuid:workspace_id>/open/", people.workspace_open, name="workspace_open"),
    path("workspaces/<uuid:workspace_id>/leave/", people.membership_leave, name="membership_leave"),
    path("people/<uuid:membership_id>/", people.membership_edit, name="membership_edit"),
    path("people/<uuid:membership_id>/end/", people.membership_end, name="membership_end"),
    path(
        "invitations/<uuid:invitation_id>/again/",
        people.invitation_again,
        name="invitation_again",
    ),
    path(
        "invitations/<uuid:invitation_id>/revoke/",
        people.invitation_revoke,
        name="invitation_revoke",
    ),
    path("invitation/<str:token>/", people.invitation, name="invitation"),
    path("workspaces/<uuid:workspace_id>/household/", household.household, name="household"),
    path(
        "workspaces/<uuid:workspace_id>/household/income/new/",
        household.income_create,
        name="income_create",
    ),
    path(
        "workspaces/<uuid:workspace_id>/household/expense/new/",
        household.expense_create,
        name="expense_create",
    ),
    path(
        "workspaces/<uuid:workspace_id>/household/asset/new/",
        household.asset_create,
        name="asset_create",
    ),
    path(
        "workspaces/<uuid:workspace_id>/household/liability/new/",
        household.liability_create,
        name="liability_create",
    ),
    path(
        "household/<uuid:item_id>/edit/", household.household_item_edit, name="household_item_edit"
    ),
    path(
        "household/<uuid:item_id>/remove/",
        household.household_item_remove,
        name="household_item_remove",
    ),
    path(
        "household/<uuid:item_id>/restore/",
        household.household_item_restore,
        name="household_item_restore",
    ),
    path("workspaces/<uuid:workspace_id>/debts/new/", debts.debt_create, name="debt_create"),
    path("debts/<uuid:debt_id>/edit/", debts.debt_edit, name="debt_edit"),
    path("debts/<uuid:debt_id>/holder/", debts.debt_holder, name="debt_holder"),
    path("debts/<uuid:debt_id>/archive/", debts.debt_archive, name="debt_archive"),
    path("debts/<uuid:debt_id>/restore/", debts.debt_restore, name="debt_restore"),
    path("debts/<uuid:debt_id>/balances/new/", balances.balance_create, name="balance_create"),
    path("balances/<uuid:balance_id>/correct/", balances.balance_correct, name="balance_correct"),
    path("payments/<uuid:payment_id>/correct/", payments.payment_correct, name="payment_correct"),
    path("debts/<uuid:debt_id>/documents/", documents.document_list, name="document_list"),
    path("debts/<uuid:debt_id>/documents/new/", documents.document_create, name="document_create"),
    path("documents/<uuid:document_id>/", documents.document_file, name="document_file"),
    path(
        "documents/<uuid:document_id>/archive/",
        documents.document_archive,
        name="document_archive",
    ),
    path(
        "documents/<uuid:document_id>/restore/",
        documents.document_restore,
        name="document_restore",
    ),
    path(
        "workspaces/<uuid:workspace_id>/creditors/", creditors.creditor_list, name="creditor_list"
    ),
    path(
        "workspaces/<uuid:workspace_id>/creditors/new/",
        creditors.creditor_create,
        name="creditor_create",
    ),
    path("creditors/<uuid:creditor_id>/", creditors.creditor_detail, name="creditor_detail"),
    path("creditors/<uuid:creditor_id>/edit/", creditors.creditor_edit, name="creditor_edit"),
    path(
        "creditors/<uuid:creditor_id>/archive/", creditors.creditor_archive, name="creditor_archive"
    ),
    path(
        "creditors/<uuid:creditor_id>/restore/", creditors.creditor_restore, name="creditor_restore"
    ),
    path(
        "creditors/<uuid:creditor_id>/contacts/new/",
        contacts.contact_create,
        name="contact_create",
    ),
    path("contacts/<uuid:contact_id>/edit/", contacts.contact_edit, name="contact_edit"),
    path("contacts/<uuid:contact_id>/archive/", contacts.contact_archive, name="contact_archive"),
    path("contacts/<uuid:contact_id>/restore/", contacts.contact_restore, name="contact_restore"),
]
