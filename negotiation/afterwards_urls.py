"""Routes for what follows a deal."""

from django.urls import path

from negotiation.views import agreements, defence, forgiven, more_time, outcomes, rounds

urlpatterns = [
    path("debts/<uuid:debt_id>/more-time/", more_time.more_time, name="more_time"),
    path(
        "debts/<uuid:debt_id>/more-time/agreed/",
        more_time.new_terms_create,
        name="new_terms_create",
    ),
    path("more-time/<uuid:terms_id>/end/", more_time.new_terms_end, name="new_terms_end"),
    path("workspaces/<uuid:workspace_id>/outcomes/", outcomes.outcomes, name="outcomes"),
    path("workspaces/<uuid:workspace_id>/rounds/", rounds.round_create, name="round_create"),
    path("rounds/<uuid:round_id>/", rounds.round_detail, name="round_detail"),
    path("debts/<uuid:debt_id>/forgiven/", forgiven.forgiven_debt, name="forgiven_debt"),
    path(
        "worksheets/<uuid:worksheet_id>/correct/",
        forgiven.worksheet_correct,
        name="worksheet_correct",
    ),
    path("agreements/<uuid:agreement_id>/look/", agreements.agreement_look, name="agreement_look"),
    path("agreements/<uuid:agreement_id>/defence/", defence.defence_create, name="defence_create"),
    path("agreements/<uuid:agreement_id>/answer/", defence.defence_answer, name="defence_answer"),
    path("defence/<uuid:defence_id>/", defence.defence_file, name="defence_file"),
]
