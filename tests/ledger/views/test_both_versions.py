"""Two windows over one row: both versions are shown, the person chooses, and nothing is lost.

Every form over a row is walked: a new one fails here until `ROWS` says how to make its row.
"""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.db import models
from django.http import QueryDict
from django.urls import reverse

from ledger.forms.base import EditRowForm, NewRowForm, RowForm
from ledger.forms.both_versions import MINE, THEIRS, stored
from ledger.models import Debt
from ledger.sealed_field import SealedText
from negotiation.models import Complaint, OwnBand
from tests import make

for path in [*Path("ledger/forms").glob("*.py"), *Path("negotiation/forms").glob("*.py")]:
    import_module(".".join(path.with_suffix("").parts))

EDIT = "ledger:debt_edit"
TODAY = make.TODAY


def subclasses(cls):
    for each in cls.__subclasses__():
        yield each
        yield from subclasses(each)


def every_form():
    return sorted(
        {
            each
            for each in subclasses(EditRowForm)
            if each.__module__.startswith(("ledger", "nego"))
        },
        key=lambda each: each.__name__,
    )


def own_band(workspace):
    return OwnBand.objects.create(
        workspace=workspace, debt=make.debt(workspace), own_open_percent=10, own_aim_percent=20
    )


def complaint(workspace):
    creditor = make.creditor(workspace)
    return Complaint.objects.create(workspace=workspace, creditor=creditor, story="They call.")


def member(workspace):
    found = make.user("bob")
    return workspace.memberships.model.objects.create(workspace=workspace, user=found, role="act")


ROWS = {
    "CallEditForm": lambda workspace: make.call(make.debt(workspace)),
    "ComplaintForm": complaint,
    "ContactForm": lambda workspace: make.contact(make.creditor(workspace)),
    "CreditorForm": make.creditor,
    "DebtForm": lambda workspace: make.debt(workspace, sued=True),
    "ItemForm": lambda workspace: make.household_item(workspace, protected=False),
    "MembershipForm": member,
    "OwnBandForm": own_band,
    "ReminderFields": lambda workspace: make.reminder(make.debt(workspace)),
    "WorkspaceForm": lambda workspace: workspace,
}
ALONG = {"judgment_on": {"judgment": True}}  # what no window saves without the other
ASSET = ("said_by", "as_of")  # asked of what stands, not of what flows
MORE = {"CallEditForm": {"reader": None}, "OwnBandForm": {"ours": (15, 30, 50)}}
# what the other window saved, where the field takes only some values
OTHERS = {
    "account_last4": "4471",
    "own_aim_percent": Decimal("25.00"),
    "own_limit_percent": Decimal("50.00"),
    "until": date(2030, 1, 1),
    "time_zone": "America/Chicago",
    "zip_code": "14605",
    "email": "other@example.org",
    "phone": "585-555-0100",
    "website": "https://other.example",
}


# of a call, what hangs on nothing else in it
SOME = {"CallEditForm": ("voice", "spoke_with", "said", "amount", "reference", "promise", "quote")}
TRAVELS_WITH_MORE = {("MembershipForm", "scope")}  # the chosen debts; asked again without them
ACTS = {
    "AgreementForm": "the paper of a deal may be put right until it is paid; it asks by itself",
    "ConfirmationForm": "the first confirmation stands",
    "DigestForm": "a member's own choice, made whole each time",
    "HolderForm": "an act; it asks by itself",
}


def row_of(cls, workspace, name):
    if cls.__name__ == "ItemForm" and name in ASSET:
        return make.household_item(workspace, "asset")
    return ROWS[cls.__name__](workspace)


def other_value(row, name):
    """A value of this field that is not the stored one."""
    field, now = row._meta.get_field(name), stored(row, name)
    if (type(row).__name__, name) == ("HouseholdItem", "kind"):
        return "pension"
    if name in OTHERS:
        return OTHERS[name]
    if isinstance(field, models.BooleanField):
        return not now
    if field.choices:
        return next(value for value, _label in field.flatchoices if value not in (now, "", None))
    if isinstance(field, models.ForeignKey):
        return make.creditor(row.workspace, name=f"Other {name}").pk
    if isinstance(field, models.DateField):
        return (now or date(2026, 2, 1)) - timedelta(days=1) if name != "remind_on" else TODAY
    if isinstance(field, models.DecimalField | models.IntegerField):
        return (now or 0) + 1
    return "Other"


def form_over(cls, row, data=None):
    fresh = type(row).objects.get(pk=row.pk)
    return cls(data, instance=fresh, on=TODAY, **MORE.get(cls.__name__, {}))


def sent_by(form):
    """What a browser sends for a form as it is shown."""
    data = QueryDict(mutable=True)
    for bound in form:
        if isinstance(bound.field, forms.BooleanField) and not bound.value():
            continue
        value = bound.field.widget.format_value(bound.field.prepare_value(bound.value()))
        several = value if isinstance(value, list | tuple) else [value]
        data.setlist(bound.html_name, [str(each) for each in several if each is not None])
    return data


def walk():
    for cls in every_form():
        for name in cls._meta.fields:
            sealed = isinstance(cls._meta.model._meta.get_field(name), SealedText)
            if name not in SOME.get(cls.__name__, cls._meta.fields):
                continue
            if not sealed and (cls.__name__, name) not in TRAVELS_WITH_MORE:
                yield pytest.param(cls, name, id=f"{cls.__name__}-{name}")


def saved_elsewhere(cls, workspace, name):
    """A form was shown, another window saved one field, and this window sends what it shows."""
    row = row_of(cls, workspace, name)
    sent = sent_by(form_over(cls, row))
    other = other_value(row, name)
    values = {row._meta.get_field(name).attname: other} | ALONG.get(name, {})
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    form = form_over(cls, row, sent)
    assert form.is_valid(), form.errors
    saved = []
    assert not form.save_over(saved.append)
    assert saved == []
    return row, form, other


def chosen(form, **choices):
    data = QueryDict(mutable=True)
    for key, value in form.carried():
        data.appendlist(key, value)
    data["seen"] = form["seen"].value()
    for name, choice in choices.items():
        data[f"keep-{name}"] = choice
    return data


def test_every_form_over_a_row_is_walked():
    assert {each.__name__ for each in every_form()} == set(ROWS)


def test_every_other_form_of_a_row_is_an_act():
    """What neither makes a row once nor heeds other windows says here why it need not."""
    known = {*subclasses(NewRowForm), *subclasses(EditRowForm)}
    rest = {each for each in subclasses(RowForm) if each not in known and hasattr(each, "Meta")}
    ours = {each for each in rest if each.__module__.startswith(("ledger.", "negotiation."))}
    last = {each.__name__ for each in ours if not each.__subclasses__()}
    assert last == set(ACTS)


@pytest.mark.django_db
@pytest.mark.parametrize(("cls", "name"), tuple(walk()))
def test_what_another_window_saved_is_shown_and_kept_unless_one_says_so(cls, name, workspace):
    row, form, other = saved_elsewhere(cls, workspace, name)
    names = {name, *ALONG.get(name, {})}
    assert {(both.name, both.choice) for both in form.both} == {(each, THEIRS) for each in names}
    assert all(both.mine != both.theirs for both in form.both)

    again = form_over(cls, row, chosen(form, **dict.fromkeys(names, THEIRS)))
    assert again.is_valid(), again.errors
    changed = []
    assert again.save_over(changed.append)
    assert changed == []
    assert stored(type(row).objects.get(pk=row.pk), name) == other

    mine = form_over(cls, row, chosen(form, **dict.fromkeys(names, MINE)))
    assert mine.is_valid(), mine.errors
    assert mine.save_over(changed.append)
    assert [{*each} for each in changed] == [names]


@pytest.mark.django_db
def test_what_this_window_changed_is_its_own_to_keep(visit, debt):
    typed = visit.shown(EDIT, debt)
    visit.post(EDIT, debt, typed | {"nickname": "Red card", "reference": "R-1"})
    page = visit.post(EDIT, debt, typed | {"nickname": "Green card", "due_day": "5"})
    form = page.context["form"]
    assert [(each.name, each.choice) for each in form.both] == [
        ("nickname", MINE),
        ("reference", THEIRS),
        ("due_day", MINE),
    ]
    assert "you saved this in another window." in page.text
    visit.client.post(
        reverse(EDIT, args=[debt.pk]),
        chosen(form, nickname=MINE, reference=THEIRS, due_day=MINE).dict(),
    )
    debt.refresh_from_db()
    assert (debt.nickname, debt.reference, debt.due_day) == ("Green card", "R-1", 5)


@pytest.mark.django_db
def test_who_saved_is_named(visit, debt):
    typed = visit.shown(EDIT, debt)
    debt.reference = "R-1"
    debt.change(["reference"], by=make.user("bob"), on=TODAY)
    page = visit.post(EDIT, debt, typed | {"nickname": "Green card"})
    assert "bob@example.org saved this while you were writing." in page.text


@pytest.mark.django_db
def test_a_party_typed_new_gives_way_where_the_stored_one_is_kept(visit, debt):
    typed = visit.shown(EDIT, debt)
    visit.post(EDIT, debt, typed | {"collector_name": "Keystone"})
    form = visit.post(EDIT, debt, typed | {"collector_name": "Lakeside"}).context["form"]
    assert [(each.mine, each.theirs) for each in form.both] == [("Lakeside", "Keystone")]
    visit.client.post(reverse(EDIT, args=[debt.pk]), chosen(form, collector=THEIRS).dict())
    assert Debt.objects.get().collector.name == "Keystone"


@pytest.mark.django_db
def test_a_third_window_is_noticed_too(visit, debt):
    typed = visit.shown(EDIT, debt)
    save = partial(visit.post, EDIT, debt)
    save(typed | {"nickname": "Red card"})
    form = save(typed | {"nickname": "Green card"}).context["form"]
    Debt.objects.update(nickname="Black card")
    page = visit.client.post(reverse(EDIT, args=[debt.pk]), chosen(form, nickname=MINE).dict())
    assert page.status_code == 409
    assert page.context["form"].both[0].theirs == "Black card"


@pytest.mark.django_db
def test_a_choice_that_does_not_fit_the_rest_is_asked_again_with_what_was_typed(visit, debt):
    """Theirs and mine together may be wrong: then the form stands there with both in it."""
    typed = visit.shown(EDIT, debt)
    visit.post(EDIT, debt, typed | {"first_delinquent_on": "2025-06-01"})
    page = visit.post(EDIT, debt, typed | {"charged_off_on": "2025-05-01"})
    form = page.context["form"]
    data = chosen(form, first_delinquent_on=THEIRS, charged_off_on=MINE).dict()
    page = visit.client.post(reverse(EDIT, args=[debt.pk]), data)
    assert page.status_code == 200
    assert 'value="2025-06-01"' in page.text
    assert 'value="2025-05-01"' in page.text
