import hashlib
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.facts import Basis, CreditorKind
from negotiation.letters.kinds import kind_for
from negotiation.models import Letter, Standing, StatementRequest
from negotiation.stage import Stage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


def shown(client, debt):
    """The form that asks whoever holds the debt, as it is shown."""
    url = reverse("negotiation:statement_create", args=[debt.pk])
    return client.get(url, follow=True).context["form"]


def url_of(debt):
    kind = kind_for(debt.holder.party).id
    return reverse("negotiation:letter_create", args=[debt.pk, kind])


def form_of(client, debt, **changes):
    """What the form holds when it is shown, with what somebody changed in it."""
    return dict(shown(client, debt).data.lists()) | {"issue": "1"} | changes


def issue(client, debt, **changes):
    return client.post(url_of(debt), form_of(client, debt, **changes))


def act(client, name, asked, **typed):
    row = asked.letter if name.startswith("letter") else asked
    return client.post(reverse(f"negotiation:{name}", args=[row.pk]), typed, follow=True)


@pytest.fixture
def asked(signed_in, debt):
    issue(signed_in, debt)
    return StatementRequest.objects.get()


@pytest.fixture
def mailed(signed_in, asked):
    act(signed_in, "letter_mail", asked, mailed_on="2026-03-02", method="certified")
    asked.refresh_from_db()
    return asked


@pytest.mark.parametrize(
    ("role", "kind", "letter"),
    [
        ("original_creditor", CreditorKind.ORIGINAL_CREDITOR, "L1"),
        ("original_creditor", CreditorKind.MEDICAL_PROVIDER, "L1"),
        ("collector", CreditorKind.COLLECTION_AGENCY, "L2"),
        ("owner", CreditorKind.DEBT_BUYER, "L2"),
        ("law_firm", CreditorKind.LAW_FIRM, "L2"),
    ],
)
def test_who_holds_the_debt_decides_which_letter_it_is(signed_in, workspace, role, kind, letter):
    debt = make.debt(workspace, **{role: make.creditor(workspace, kind=kind)})
    issue(signed_in, debt)
    assert Letter.objects.get().kind == letter


def test_the_letter_is_frozen_with_its_page_its_data_and_its_pdf(signed_in, debt, asked):
    letter = asked.letter
    assert letter.sha256 == hashlib.sha256(bytes(letter.pdf)).hexdigest()
    assert letter.data["recipient_name"] == "Midtown Recovery"

    debt.collector.name = "Another name"
    debt.collector.save()

    url = reverse("negotiation:letter_pdf", args=[letter.pk])
    download = signed_in.get(url)
    assert hashlib.sha256(download.content).hexdigest() == letter.sha256
    assert "attachment" in download["Content-Disposition"]
    page = signed_in.get(reverse("negotiation:letter_detail", args=[letter.pk]))
    assert "Midtown Recovery" in page.text
    assert letter.sha256 in page.text


def test_a_double_click_makes_one_letter(signed_in, debt):
    form = form_of(signed_in, debt)
    pages = [signed_in.post(url_of(debt), form) for _click in range(2)]
    assert StatementRequest.objects.count() == Letter.objects.count() == 1
    assert len({page["Location"] for page in pages}) == 1


def test_a_second_tab_is_led_to_the_request_there_is(signed_in, debt):
    url = reverse("negotiation:statement_create", args=[debt.pk])
    forms = [form_of(signed_in, debt) for _tab in range(2)]
    for form in forms:
        signed_in.post(url_of(debt), form)
    assert StatementRequest.objects.count() == 1
    assert "asked already" in signed_in.get(url, follow=True).text


def test_the_preview_follows_what_is_typed_and_makes_nothing(signed_in, debt):
    form = form_of(signed_in, debt, free_text="Please also send the call notes.")
    del form["issue"]

    whole = signed_in.post(url_of(debt), form)
    part = signed_in.post(url_of(debt), form, headers={"HX-Request": "true"})

    assert "Please also send the call notes." in whole.text
    assert "Please also send the call notes." in part.text
    assert "<html" not in part.text
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("address", "One line", "two to five lines"),
        ("free_text", "x\n" * 300, "shorten this to 200 lines"),
        ("free_text", "ご連絡ください", "cannot print"),
        ("notice_on", "2026-03-03", "still to come"),
        ("notice_on", "0206-03-03", "Check the year."),
        ("own_enclosures", "a\nb\nc\nd\ne\nf\ng", "room for six"),
    ],
)
def test_what_no_letter_can_hold_is_named(signed_in, debt, field, typed, error):
    page = issue(signed_in, debt, **{field: typed})
    assert page.status_code == 200
    assert error in page.text
    assert not Letter.objects.exists()


def test_what_is_typed_reaches_the_letter_as_words_only(signed_in, debt):
    hostile = "<script>alert(1)</script> {{ debt }} {% debug %}"
    issue(signed_in, debt, free_text=hostile)
    letter = Letter.objects.get()
    assert "<script>" not in letter.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ debt }} {% debug %}" in letter.html


def test_the_address_and_the_day_of_the_notice_serve_again(signed_in, debt):
    issue(signed_in, debt, address="P.O. Box 9\nAkron, OH 44301", notice_on="2026-02-20")
    debt.refresh_from_db()
    assert debt.notice_received_on == date(2026, 2, 20)
    assert debt.collector.address == "P.O. Box 9\nAkron, OH 44301"


def test_the_days_count_from_the_mailing_and_then_from_delivery(signed_in, mailed):
    assert mailed.due_on == date(2026, 4, 1)
    act(
        signed_in,
        "letter_mail",
        mailed,
        mailed_on="2026-03-01",
        method="certified",
        delivered_on="2026-03-02",
    )
    mailed.refresh_from_db()
    assert mailed.mailed_on == date(2026, 3, 2), "mailed before it was written: refused"


def test_delivery_moves_the_clock(signed_in, mailed, time_machine):
    time_machine.move_to("2026-03-09T17:00Z")
    act(
        signed_in,
        "letter_mail",
        mailed,
        mailed_on="2026-03-02",
        method="certified",
        delivered_on="2026-03-06",
    )
    mailed.refresh_from_db()
    assert mailed.due_on == date(2026, 4, 5)


def test_an_answer_makes_the_balance_verified(signed_in, debt, mailed):
    page = act(
        signed_in,
        "statement_answer",
        mailed,
        form_key="5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c",
        answered_on="2026-03-02",
        came=["itemization"],
        total="",
        principal="1000",
        interest="150.25",
        fees="20",
    )
    assert page.status_code == 200
    mailed.refresh_from_db()
    assert mailed.balance.total == Decimal("1170.25")
    assert mailed.answer == {"came": ["itemization"]}
    assert debt.facts().basis is Basis.VERIFIED
    assert "$1,170.25" in page.text


def test_an_answer_without_a_figure_is_kept_and_verifies_nothing(signed_in, debt, mailed):
    act(
        signed_in,
        "statement_answer",
        mailed,
        form_key="5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c",
        answered_on="2026-03-02",
    )
    mailed.refresh_from_db()
    assert mailed.answered_on == date(2026, 3, 2)
    assert mailed.balance is None
    assert debt.facts().basis is Basis.UNKNOWN


def test_figures_that_do_not_add_up_are_sent_back(signed_in, mailed):
    page = act(
        signed_in,
        "statement_answer",
        mailed,
        form_key="5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c",
        answered_on="2026-03-02",
        total="900",
        as_of="2026-03-01",
        principal="1000",
        interest="0",
        fees="0",
    )
    assert "do not add up" in page.text
    mailed.refresh_from_db()
    assert mailed.is_open


def test_a_letter_is_taken_back_only_until_it_is_mailed(signed_in, asked):
    act(signed_in, "letter_take_back", asked)
    asked.refresh_from_db()
    assert asked.cancelled_on


def test_a_mailed_letter_cannot_be_taken_back(signed_in, mailed):
    page = act(signed_in, "letter_take_back", mailed)
    mailed.refresh_from_db()
    assert mailed.cancelled_on is None
    assert "cannot be taken back" in page.text


def test_an_answered_request_stays_as_it_was(signed_in, mailed):
    answer = {"form_key": "5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c", "answered_on": "2026-03-02"}
    act(signed_in, "statement_answer", mailed, **answer)
    page = act(signed_in, "letter_mail", mailed, mailed_on="2026-03-02", method="fax")
    assert "Nothing was changed" in page.text


def test_without_a_holder_there_is_nobody_to_ask(signed_in, debt):
    debt.collector = None
    debt.save()
    page = signed_in.get(reverse("negotiation:statement_create", args=[debt.pk]))
    assert page["Location"] == reverse("ledger:debt_holder", args=[debt.pk])


def test_without_an_address_of_your_own_it_is_asked_for(signed_in, debt):
    debt.workspace.street = ""
    debt.workspace.save()
    page = signed_in.get(url_of(debt))
    assert page["Location"] == reverse("ledger:workspace_edit", args=[debt.workspace_id])


def test_their_letter_is_kept_with_their_figure(signed_in, debt, mailed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    page = act(
        signed_in,
        "statement_answer",
        mailed,
        form_key="5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c",
        answered_on="2026-03-02",
        total="$1,170.25",
        as_of="2026-02-28",
        upload=scan,
    )
    mailed.refresh_from_db()
    assert mailed.document.title == "Answer from Midtown Recovery"
    assert mailed.balance.document == mailed.document
    assert "Answer from Midtown Recovery" in page.text


def test_an_answer_sent_twice_is_kept_once(signed_in, debt, mailed):
    answer = {
        "form_key": "5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c",
        "answered_on": "2026-03-02",
        "total": "900",
    }
    for _click in range(2):
        act(signed_in, "statement_answer", mailed, **answer)
    assert debt.balances.count() == 1


def kinds(debt):
    return [event.kind for event in debt.events.order_by("recorded_at")]


def test_delivery_is_told_once_and_a_correction_says_so(signed_in, debt, mailed):
    known = {"mailed_on": "2026-03-02", "method": "certified"}
    act(signed_in, "letter_mail", mailed, delivered_on="2026-03-02", **known)
    act(signed_in, "letter_mail", mailed, number="9407", **known)
    assert kinds(debt)[-3:] == ["letter_mailed", "letter_delivered", "mailing_corrected"]


def test_a_late_answer_lets_you_write_again(signed_in, alice, debt, mailed, time_machine):
    time_machine.move_to("2026-04-02T17:00Z")
    signed_in.force_login(alice)  # the session of a month ago is over
    page = signed_in.get(reverse("negotiation:statement_detail", args=[mailed.pk]), follow=True)
    assert "Write again" in page.text

    page = act(signed_in, "statement_again", mailed)

    assert page.redirect_chain[-1][0] == url_of(debt)
    issue(signed_in, debt)
    assert StatementRequest.objects.open().get() != mailed
    assert "request_unanswered" in kinds(debt)


def test_nobody_is_asked_again_before_their_time_is_over(signed_in, mailed):
    page = act(signed_in, "statement_again", mailed)
    mailed.refresh_from_db()
    assert mailed.is_open
    assert "not over" in page.text


def test_board_and_case_file_say_the_same_after_an_answer(signed_in, debt, mailed):
    act(
        signed_in,
        "statement_answer",
        mailed,
        form_key="5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c",
        answered_on="2026-03-02",
        total="1700",
        as_of="2026-02-28",
    )
    signed_in.get(reverse("negotiation:board"))
    standing = Standing.objects.get(debt=debt)
    page = signed_in.get(debt.get_absolute_url())
    assert standing.stage == Stage.VERIFIED
    assert page.context["step"].kind == standing.step
    assert page.context["score"].points == standing.score


def test_an_answer_without_the_papers_says_that_they_were_not_shown(signed_in, debt, mailed):
    act(
        signed_in,
        "statement_answer",
        mailed,
        form_key="5f0c3f1e-5a4f-4a3a-9d0e-1f0f6e7a8b9c",
        answered_on="2026-03-02",
        came=["itemization"],
    )
    debt.refresh_from_db()
    assert debt.title_shown is False


@pytest.mark.parametrize("field", ["answered_on", "as_of"])
def test_the_days_of_an_answer_have_a_year_that_can_be(signed_in, mailed, field):
    typed = {"answered_on": "2026-03-02", "total": "5", "as_of": "2026-03-01"}
    page = act(signed_in, "statement_answer", mailed, **typed | {field: "0206-03-02"})
    assert "Check the year." in page.text
    mailed.refresh_from_db()
    assert mailed.is_open


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("free_text", "My card is 4111 1111 1111 1111."),
        ("own_enclosures", "Copy of card, SSN 123-45-6789"),
    ],
)
def test_numbers_that_open_doors_are_refused(signed_in, debt, field, typed):
    page = issue(signed_in, debt, **{field: typed})
    assert "Type no full card, account or social security number here." in page.text
    assert not Letter.objects.exists()


def test_a_name_the_type_cannot_print_is_named(signed_in, debt):
    debt.workspace.full_name = "مرحبا"
    debt.workspace.save()
    page = issue(signed_in, debt)
    assert "cannot print this" in page.text
    assert not Letter.objects.exists()


def test_a_letter_without_any_number_says_whose_account_it_is(signed_in, debt):
    issue(signed_in, debt)
    assert "under the name Alice Marlowe" in Letter.objects.get().html
