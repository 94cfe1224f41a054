from django.urls import path

from negotiation import afterwards_urls, plan_urls
from negotiation.views import (
    agreements,
    board,
    calendar,
    calendar_reach,
    calls,
    cases,
    companion,
    conduct,
    drafts,
    last_resort,
    letters,
    offers,
    own_bands,
    print_runs,
    printed_papers,
    reminders,
    sources,
    statements,
    turns,
)

app_name = "negotiation"
urlpatterns = [
    path("", board.board, name="board"),
    path("sources/bargaining/", sources.bargaining_sources, name="bargaining_sources"),
    path("calculators/bankruptcy/", last_resort.bankruptcy, name="bankruptcy"),
    path("which-first/", turns.which_first, name="which_first"),
    path("debts/<uuid:debt_id>/", cases.case_file, name="case_file"),
    path("debts/<uuid:debt_id>/band/", own_bands.own_band, name="own_band"),
    path("debts/<uuid:debt_id>/timeline/", cases.timeline, name="timeline"),
    path(
        "debts/<uuid:debt_id>/statements/new/", statements.statement_create, name="statement_create"
    ),
    path("statements/<uuid:statement_id>/", statements.statement_detail, name="statement_detail"),
    path(
        "statements/<uuid:statement_id>/answer/",
        statements.statement_answer,
        name="statement_answer",
    ),
    path(
        "statements/<uuid:statement_id>/again/",
        statements.statement_again,
        name="statement_again",
    ),
    path("debts/<uuid:debt_id>/letters/new/", drafts.letter_choose, name="letter_choose"),
    path(
        "debts/<uuid:debt_id>/letters/new/<slug:kind>/", drafts.letter_create, name="letter_create"
    ),
    path("drafts/<uuid:draft_id>/discard/", drafts.draft_discard, name="draft_discard"),
    path("drafts/<uuid:draft_id>/restore/", drafts.draft_restore, name="draft_restore"),
    path("workspaces/<uuid:workspace_id>/letters/", letters.letter_list, name="letter_list"),
    path("letters/<uuid:letter_id>/", letters.letter_detail, name="letter_detail"),
    path("letters/<uuid:letter_id>.pdf", letters.letter_pdf, name="letter_pdf"),
    path("letters/<uuid:letter_id>/mail/", letters.letter_mail, name="letter_mail"),
    path("letters/<uuid:letter_id>/return/", letters.letter_return, name="letter_return"),
    path("letters/<uuid:letter_id>/back/", letters.letter_take_back, name="letter_take_back"),
    path("letters/<uuid:letter_id>/aside/", letters.letter_set_aside, name="letter_set_aside"),
    path("letters/<uuid:letter_id>/look/", letters.letter_look, name="letter_look"),
    path("letters/<uuid:letter_id>/correct/", letters.letter_correct, name="letter_correct"),
    path(
        "workspaces/<uuid:workspace_id>/print/",
        print_runs.print_run_create,
        name="print_run_create",
    ),
    path("print/<uuid:run_id>/", print_runs.print_run_detail, name="print_run_detail"),
    path("print/<uuid:run_id>/stop/", print_runs.print_run_stop, name="print_run_stop"),
    path("print/<uuid:run_id>/mailed/", print_runs.print_run_mailed, name="print_run_mailed"),
    path("print/<uuid:run_id>/resume/", print_runs.print_run_resume, name="print_run_resume"),
    path("print/files/<uuid:file_id>/", print_runs.print_file, name="print_file"),
    path("letters/<uuid:letter_id>/cover.pdf", printed_papers.letter_cover, name="letter_cover"),
    path("letters/<uuid:letter_id>/proof.pdf", printed_papers.letter_proof, name="letter_proof"),
    path("letters/<uuid:letter_id>.docx", printed_papers.letter_docx, name="letter_docx"),
    path("debts/<uuid:debt_id>/calls/new/", calls.call_create, name="call_create"),
    path("calls/<uuid:call_id>/", calls.call_edit, name="call_edit"),
    path("calls/<uuid:call_id>/done/", calls.call_done, name="call_done"),
    path("debts/<uuid:debt_id>/call/", companion.call_companion, name="call_companion"),
    path("debts/<uuid:debt_id>/call/keep/", companion.call_keep, name="call_keep"),
    path("debts/<uuid:debt_id>/call/discard/", companion.call_discard, name="call_discard"),
    path("calls/<uuid:call_id>/after/", companion.call_after, name="call_after"),
    path("calls/<uuid:call_id>/offer/", companion.call_offer, name="call_offer"),
    path("calls/<uuid:call_id>/follow-up/", companion.call_follow_up, name="call_follow_up"),
    path("creditors/<uuid:creditor_id>/conduct/", conduct.conduct, name="conduct"),
    path(
        "creditors/<uuid:creditor_id>/complaint/", conduct.complaint_edit, name="complaint_edit"
    ),
    path(
        "creditors/<uuid:creditor_id>/complaint.pdf", conduct.complaint_pdf, name="complaint_pdf"
    ),
    path(
        "creditors/<uuid:creditor_id>/complaint.txt", conduct.complaint_text, name="complaint_text"
    ),
    path("debts/<uuid:debt_id>/talks/", offers.talks, name="talks"),
    path("debts/<uuid:debt_id>/offers/new/", offers.offer_create, name="offer_create"),
    path("debts/<uuid:debt_id>/offers/theirs/", offers.offer_receive, name="offer_receive"),
    path("offers/<uuid:offer_id>/", offers.offer_detail, name="offer_detail"),
    path("offers/<uuid:offer_id>/accept/", offers.offer_accept, name="offer_accept"),
    path("offers/<uuid:offer_id>/refuse/", offers.offer_refuse, name="offer_refuse"),
    path("offers/<uuid:offer_id>/withdraw/", offers.offer_withdraw, name="offer_withdraw"),
    path("offers/<uuid:offer_id>/lapse/", offers.offer_lapse, name="offer_lapse"),
    path("agreements/<uuid:agreement_id>/", agreements.agreement_detail, name="agreement_detail"),
    path("agreements/<uuid:agreement_id>/paper/", agreements.agreement_edit, name="agreement_edit"),
    path(
        "agreements/<uuid:agreement_id>/proof/",
        agreements.agreement_confirm,
        name="agreement_confirm",
    ),
    path("agreements/<uuid:agreement_id>/end/", agreements.agreement_end, name="agreement_end"),
    path("instalments/<uuid:instalment_id>/pay/", agreements.instalment_pay, name="instalment_pay"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/reach/", calendar_reach.calendar_reach, name="calendar_reach"),
    path("calendar/reach/new/", calendar_reach.calendar_feed_create, name="calendar_feed_create"),
    path(
        "calendar/reach/<uuid:feed_id>/end/",
        calendar_reach.calendar_feed_revoke,
        name="calendar_feed_revoke",
    ),
    path("calendar/feed/<str:token>.ics", calendar_reach.calendar_feed, name="calendar_feed"),
    path("calendar/mail/<str:token>/stop/", calendar_reach.digest_stop, name="digest_stop"),
    path("debts/<uuid:debt_id>/remind/", reminders.reminder_create, name="reminder_create"),
    path(
        "workspaces/<uuid:workspace_id>/remind/",
        reminders.reminder_create_general,
        name="reminder_create_general",
    ),
    path("reminders/<uuid:reminder_id>/", reminders.reminder_edit, name="reminder_edit"),
    path("reminders/<uuid:reminder_id>/done/", reminders.reminder_done, name="reminder_done"),
    path(
        "reminders/<uuid:reminder_id>/not-done/",
        reminders.reminder_not_done,
        name="reminder_not_done",
    ),
    path(
        "reminders/<uuid:reminder_id>/later/", reminders.reminder_put_off, name="reminder_put_off"
    ),
    path(
        "reminders/<uuid:reminder_id>/not-later/",
        reminders.reminder_not_later,
        name="reminder_not_later",
    ),
    *afterwards_urls.urlpatterns,
    *plan_urls.urlpatterns,
]
