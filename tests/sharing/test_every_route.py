"""Every route of the site as somebody who helps: a viewer, an expired one, one of some debts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import get_resolver, reverse
from django.utils.timezone import localdate

from ledger.models import Activity, Event
from ledger.reach import NAMED, OPEN_IN_PART
from tests import make
from tests.test_tenancy import METHODS, ROUTES, leaks, rows, text_of, untouched, url_of

SAFE = ("get", "head", "options")
# what somebody may do for themselves, whatever they may do here
PERSONAL = {
    "ledger:first_visit",
    "ledger:membership_leave",
    "ledger:workspace_open",
    "negotiation:calendar_feed_create",
    "negotiation:calendar_feed_revoke",
    "negotiation:calendar_reach",
    "negotiation:departure_create",
    "negotiation:departure_stop",
}
FOR_MANAGERS = {
    "ledger:invitation_again",
    "ledger:invitation_create",
    "ledger:invitation_revoke",
    "ledger:membership_edit",
    "ledger:membership_end",
    "ledger:people",
    "ledger:workspace_edit",
}
FOR_OWNERS = {
    "negotiation:export_create",
    "negotiation:export_detail",
    "negotiation:export_file",
    "negotiation:export_remove",
}
# of the debt that is not shared, of the other people, and of the household's money
HIDDEN = ("4,321", "4321.00", "654.00", "1,000.00", "Secret savings")


@pytest.fixture
def ben(db):
    return make.user("ben")


@pytest.fixture
def alices(workspace):
    """One of everything, and money whose figures stand nowhere else."""
    workspace.cash, workspace.monthly_saving = Decimal("4321.00"), Decimal("654.00")
    workspace.save()
    make.household_item(workspace, "asset", label="Secret savings")
    return rows(workspace)


def as_shown(workspace):
    """One of everything on a debt of its own: what somebody of some debts is shown. The company
    behind it stands behind the other debts, too."""
    bank = make.creditor(workspace, name="Open Bank")
    workspace.debts.update(collector=bank)
    debt = make.debt(workspace, nickname="Shared card", collector=bank)
    request = make.statement_request(debt)
    return {
        "workspace_id": workspace,
        "debt_id": debt,
        "balance_id": make.balance(debt, "500.00"),
        "payment_id": make.payment(debt),
        "document_id": make.document(debt, title="Open paper"),
        "call_id": make.call(debt),
        "letter_id": request.letter,
        "statement_id": request,
        "draft_id": make.letter_draft(debt),
        "reminder_id": make.reminder(debt, words="Look again"),
        "offer_id": (offer := make.offer(debt, "10.00")),
        "agreement_id": (deal := make.agreement(debt, offer=offer, written=False)),
        "instalment_id": deal.instalments.get(),
        "terms_id": make.new_terms(debt),
        "worksheet_id": deal.worksheets.get(),
        "defence_id": make.defence_file(deal, title="Open proof"),
    }


def asked(client, method, name, params, known):
    return getattr(client, method)(url_of(name, params, known))


def wrong(answers):
    return {key: status for key, (status, allowed) in answers.items() if status not in allowed}


def test_every_name_in_an_address_is_known():
    """What an address names says whose workspace a request is in; none may be missing."""
    params = {param for _name, params in ROUTES for param in params}
    assert params - {"kind"} <= NAMED.keys()


def test_roles_that_are_asked_for_are_asked_for():
    asked_for = {}
    for prefix in ("ledger", "negotiation"):
        patterns = get_resolver().namespace_dict[prefix][1].url_patterns
        for entry in patterns:
            if role := getattr(entry.callback, "needs", None):
                asked_for.setdefault(str(role), set()).add(f"{prefix}:{entry.name}")
    assert asked_for["view"] - {"ledger:invitation"} == PERSONAL
    assert asked_for["manage"] == FOR_MANAGERS
    assert asked_for["owner"] == FOR_OWNERS


def test_a_viewer_looks_and_changes_nothing(client, ben, workspace, alices):
    make.member(workspace, ben, "view")
    client.force_login(ben)
    client.get("/")
    before, answers = untouched(), {}
    for name, params in ROUTES:
        if name in PERSONAL:
            continue
        closed = name in FOR_MANAGERS | FOR_OWNERS
        for method in METHODS:
            status = asked(client, method, name, params, alices).status_code
            allowed = (200, 302, 405) if method in SAFE and not closed else (403,)
            answers[name, method] = status, allowed
    assert wrong(answers) == {}
    assert untouched() == before


def test_who_acts_may_neither_share_nor_take_along(client, ben, workspace, alices):
    make.member(workspace, ben, "act")
    client.force_login(ben)
    client.get("/")
    before = untouched()
    for name, params in ROUTES:
        if name in FOR_MANAGERS | FOR_OWNERS:
            statuses = {asked(client, way, name, params, alices).status_code for way in METHODS}
            assert statuses == {403}, name
    assert untouched() == before


def test_a_manager_takes_nothing_along(client, ben, workspace, alices):
    make.member(workspace, ben, "manage")
    client.force_login(ben)
    for name, params in ROUTES:
        if name in FOR_OWNERS:
            statuses = {asked(client, way, name, params, alices).status_code for way in METHODS}
            assert statuses == {403}, name


@pytest.mark.parametrize("role", ["view", "act", "manage"])
def test_after_the_last_day_nothing_is_there(client, ben, workspace, alices, role):
    make.member(workspace, ben, role, until=localdate() - timedelta(days=1))
    client.force_login(ben)
    before, answers = untouched(), {}
    for name, params in ROUTES:
        for method in METHODS if params else ("get",):
            page = asked(client, method, name, params, alices)
            answers[name, method] = page.status_code, (404, 405) if params else (200, 302, 405)
            assert leaks(page) == [], name
    assert wrong(answers) == {}
    assert untouched() == before


def test_the_last_day_itself_counts(client, ben, workspace, debt):
    make.member(workspace, ben, until=localdate())
    client.force_login(ben)
    assert client.get(f"/debts/{debt.pk}/").status_code == 200


@pytest.mark.parametrize("role", ["view", "act"])
def test_of_a_debt_that_is_not_shared_nothing_is_there(client, ben, workspace, alices, role):
    shown = as_shown(workspace)
    make.member(workspace, ben, role, debts=[shown["debt_id"]])
    client.force_login(ben)
    client.get("/")
    before, answers = untouched(), {}
    for name, params in ROUTES:
        if name in PERSONAL or not params:
            continue
        for method in METHODS:
            answers[name, method] = (
                asked(client, method, name, params, alices).status_code,
                (404, 405),
            )
    assert wrong(answers) == {}
    assert untouched() == before


@pytest.mark.parametrize("role", ["view", "act"])
def test_on_a_shared_debt_nothing_else_is_told(client, ben, workspace, alices, role):
    shown = as_shown(workspace)
    make.member(workspace, ben, role, debts=[shown["debt_id"]])
    client.force_login(ben)
    told, opened = {}, set()
    for name, params in ROUTES:
        page = asked(client, "get", name, params, alices | shown)
        assert page.status_code in (200, 302, 404, 405), name
        secrets = (*HIDDEN, str(alices["debt_id"].pk))
        found = [*leaks(page), *(secret for secret in secrets if secret in text_of(page))]
        allowed = ["Alice Marlowe"]  # whose debt it is, and who signs its letters
        if page.status_code == 200:
            opened.add(name)
        if left := [secret for secret in found if secret not in allowed]:
            told[name] = left
    assert told == {}
    assert {"negotiation:board", "negotiation:case_file", "negotiation:letter_detail"} <= opened


def test_the_wall_of_some_debts_is_not_the_table_alone(ben, workspace, alices, mallory):
    """Were a route opened by mistake, the rows of the others would still not be there."""
    shown = as_shown(workspace)
    make.member(workspace, ben, "act", debts=[shown["debt_id"]])
    for param, row in alices.items():
        if param != "kind":
            assert type(row).objects.for_user(ben).filter(pk=row.pk).first() is None, param
            assert type(row).objects.for_user(mallory).filter(pk=row.pk).first() is None, param


def test_a_look_is_told_once_a_day_and_every_change(client, ben, workspace, debt):
    """By the debt's own history where it has a line for it, else in general words."""
    make.member(workspace, ben, "act")
    client.force_login(ben)
    for _visit in range(3):
        client.get("/")
    client.post(f"/debts/{debt.pk}/archive/")
    told = Activity.objects.filter(workspace=workspace).values_list("kind", flat=True)
    assert [*told] == ["share_used"]
    assert Event.objects.get(kind="debt_archived").by == ben
    url = reverse("ledger:contact_create", args=[debt.collector_id])
    client.post(url, {"department": ""})  # refused: nothing is changed
    assert [*told.all()] == ["share_used"]
    client.post(url, {"name": "Dana Price", "department": "Settlements"})
    assert sorted(told.all()) == ["share_acted", "share_used"]


def test_what_the_owner_does_is_no_news(client, alice, workspace, debt):
    client.force_login(alice)
    client.get("/")
    client.post(reverse("ledger:contact_create", args=[debt.collector_id]), {"name": "Dana"})
    assert not Activity.objects.filter(workspace=workspace).exists()


def test_what_is_open_to_some_debts_are_pages_of_the_site():
    assert OPEN_IN_PART - {"ledger:invitation"} <= {name for name, _params in ROUTES}
