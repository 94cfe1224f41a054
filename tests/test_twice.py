"""Nothing is made twice: every route that changes something is sent the same form two times.

The second answer must be the first one, and no row may be another than after the first. A route
whose form cannot be filled from the page alone fails here until `TYPED` says what is typed.
"""

import uuid
from datetime import date

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.test_tenancy import ROUTES, forms_on, rows, url_of

pytestmark = pytest.mark.django_db
DAY = "2026-03-02"
# counted up whenever something was looked at again, or the moment of it: nobody's data
MOVING = {"revision", "kept_at", "last_used_at", "last_seen_at", "used_at", "seen_at"}
# answered with a page, not with a place to go: what they do is written on that page
READ_ONLY = {
    "negotiation:letter_pdf",
    "ledger:creditor_list",
    "ledger:creditor_detail",
}


def paper():
    return SimpleUploadedFile("paper.pdf", b"%PDF-1.7 a paper %%EOF", "application/pdf")


# a debt that nothing stands on yet
ON_A_FREE_DEBT = {
    "negotiation:offer_create",
    "negotiation:offer_receive",
    "negotiation:round_create",
    "negotiation:new_terms_create",
}


def free_debt(workspace):
    debt = make.debt(
        workspace,
        nickname="Free",
        sued=False,
        security="none",
        current=False,
        first_delinquent_on=date(2025, 6, 1),
        last_paid_on=date(2025, 5, 1),
        notice_received_on=date(2025, 9, 1),
    )
    make.balance(debt)
    return debt


def waiting(known):
    """A letter that waits to be mailed, for what is done with several at once."""
    if "waiting" not in known:
        known["waiting"] = make.letter(known["debt_id"])
    return {"letters": [known["waiting"].pk]}


TYPED = {
    "ledger:asset_create": {"kind": "vehicle", "amount": "5000"},
    "ledger:balance_create": {"as_of": DAY, "total": "5", "source": "own_record"},
    "ledger:contact_create": {"name": "Dana"},
    "ledger:creditor_create": {"name": "First Bank", "kind": "original_creditor"},
    "ledger:debt_create": {
        "nickname": "Red card",
        "kind": "credit_card",
        "original_creditor_name": "First Bank",
        "balance_total": "5",
        "account_number": "8837-4471",
    },
    "ledger:debt_holder": {"move": "sold", "new_name": "Northwind"},
    "ledger:document_create": lambda known: {"upload": paper()},
    "ledger:expense_create": {"kind": "food", "amount": "5"},
    "ledger:first_visit": {
        "creditor_name": "First Bank",
        "creditor_kind": "original_creditor",
        "creditor_address": "1 Main St\nColumbus, OH 43201",
    },
    "ledger:income_create": {"kind": "wages", "amount": "5"},
    "ledger:liability_create": {"kind": "other", "amount": "5"},
    "negotiation:agreement_confirm": lambda known: {"confirmed_on": DAY, "upload": paper()},
    "negotiation:agreement_edit": lambda known: {"payee": "Them", "upload": paper()},
    "negotiation:calendar_reach": {"every": "daily"},
    "negotiation:instalment_pay": {"reason": "They insist."},
    "negotiation:letter_create": {"issue": "1", "contacted_on": "2026-02-20"},
    "negotiation:letter_mail": {"mailed_on": DAY, "method": "certified"},
    "negotiation:letter_return": {"returned_on": DAY, "why": "wrong_address"},
    "negotiation:new_terms_create": {"kind": "pause", "until": "2026-04-01"},
    "negotiation:offer_create": {"reason": "Yes", "how": "call", "amount": "100.00"},
    "negotiation:offer_receive": {"amount": "100.00", "how": "call"},
    "negotiation:payment_create": {"amount": "5", "paid_on": DAY, "unwritten": "They insist."},
    "negotiation:plan_save": lambda known: {"form_key": known["form_key"]},
    "negotiation:print_run_create": waiting,
    "negotiation:reminder_create": {"remind_on": "2030-01-02"},
    "negotiation:reminder_create_general": {"remind_on": "2030-01-02"},
    "negotiation:print_run_mailed": {"mailed_on": DAY, "method": "certified"},
    "negotiation:round_create": lambda known: {"debts": [known["debt_id"].pk]},
    "negotiation:statement_answer": lambda known: {
        "form_key": known["form_key"],
        "answered_on": DAY,
        "total": "1100",
        "as_of": DAY,
        "upload": paper(),
    },
}


def state():
    """Every row there is, as it stands."""
    models = (model for model in apps.get_models() if model._meta.app_label in APPS)
    return {
        model._meta.label: sorted(map(str, rows_of(model)))
        for model in models
        if model._meta.label not in APART
    }


APPS = ("ledger", "negotiation")
APART = {"ledger.User", "ledger.Allowance"}  # when somebody was here, and how often they asked


def rows_of(model):
    names = [field.attname for field in model._meta.concrete_fields if field.name not in MOVING]
    return model._base_manager.values_list(*names)


def shown_on(page):
    """What the forms of a page send as they are shown."""
    if page.status_code != 200:
        return {}
    sent = {}
    for form in forms_on(page):
        for bound in form:
            value = bound.field.prepare_value(bound.value())
            if not (value is None or value is False or value in ("", [])):
                value = bound.field.widget.format_value(value)
                sent[bound.html_name] = "on" if value is None else value
    return sent


def different(before, after):
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


@pytest.fixture
def known(workspace):
    return rows(workspace) | {"form_key": uuid.uuid4()}


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.mark.parametrize(("name", "params"), ROUTES)
def test_the_same_form_sent_twice_is_one_act_and_one_answer(signed_in, known, name, params):
    if name in ON_A_FREE_DEBT:
        known["debt_id"] = free_debt(known["workspace_id"])
    url = url_of(name, params, known)
    shown, more = shown_on(signed_in.get(url)), TYPED.get(name, {})
    answers, states = [], []
    for _click in range(2):
        typed = more(known) if callable(more) and "upload" in more(known) else more
        typed = more(known) if callable(typed) else typed
        page = signed_in.post(url, shown | typed)
        answers.append((page.status_code, page.get("Location")))
        states.append(state())
    if answers[0][0] == 405:
        return
    told = [form.errors for form in forms_on(page)] if page.status_code == 200 else ""
    assert answers[0][0] == 302 or name in READ_ONLY, f"say in TYPED what is typed: {told}"
    assert answers[0] == answers[1]
    assert different(*states) == {}
