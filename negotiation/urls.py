from django.urls import path

from negotiation.views import (
    board,
    calls,
    cases,
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
    path("statements/<uuid:statement_id>/mail/", statements.statement_mail, name="statement_mail"),
    path(
        "statements/<uuid:statement_id>/answer/",
        statements.statement_answer,
        name="statement_answer",
    ),
    path(
        "statements/<uuid:statement_id>/cancel/",
        statements.statement_cancel,
        name="statement_cancel",
    ),
    path(
        "statements/<uuid:statement_id>/again/",
        statements.statement_again,
        name="statement_again",
    ),
    path("letters/<uuid:letter_id>/", letters.letter_detail, name="letter_detail"),
    path("letters/<uuid:letter_id>.pdf", letters.letter_pdf, name="letter_pdf"),
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
    path("letters/<uuid:letter_id>/record.pdf", printed_papers.letter_proof, name="letter_proof"),
    path("letters/<uuid:letter_id>.docx", printed_papers.letter_docx, name="letter_docx"),
    path("debts/<uuid:debt_id>/calls/new/", calls.call_create, name="call_create"),
    path("calls/<uuid:call_id>/", calls.call_edit, name="call_edit"),
    path("calls/<uuid:call_id>/done/", calls.call_done, name="call_done"),
]
