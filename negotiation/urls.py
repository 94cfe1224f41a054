from django.urls import path

from negotiation.views import (
    board,
    calls,
    cases,
    drafts,
    letters,
    own_bands,
    print_runs,
    printed_papers,
    sources,
    statements,
    turns,
)

app_name = "negotiation"
urlpatterns = [
    path("", board.board, name="board"),
    path("sources/bargaining/", sources.bargaining_sources, name="bargaining_sources"),
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
    path("print/<uuid:run_id>/resume/", print_runs.print_run_resume, name="print_run_resume"),
    path("print/files/<uuid:file_id>/", print_runs.print_file, name="print_file"),
    path("letters/<uuid:letter_id>/cover.pdf", printed_papers.letter_cover, name="letter_cover"),
    path("letters/<uuid:letter_id>/proof.pdf", printed_papers.letter_proof, name="letter_proof"),
    path("letters/<uuid:letter_id>.docx", printed_papers.letter_docx, name="letter_docx"),
    path("debts/<uuid:debt_id>/calls/new/", calls.call_create, name="call_create"),
    path("calls/<uuid:call_id>/", calls.call_edit, name="call_edit"),
    path("calls/<uuid:call_id>/done/", calls.call_done, name="call_done"),
]
