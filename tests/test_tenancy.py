"""No route of the site may show, or change, another workspace's rows.

Every route of the resolver is walked as visitor, stranger, revoked member and owner. A route with
a new parameter fails here until `rows` says how to make what it names.
"""

import uuid
from types import SimpleNamespace

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import F, ForeignKey
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve, reverse
from django.utils import timezone

from ledger.models import Document, Event, Membership, Workspace
from tests import make

# routes that belong to no workspace; each has tests of its own
OUTSIDE = ("accounts/", "admin/", "language/", "favicon.ico", "mail/", ".well-known/", "robots.txt")
# behind a secret of their own; tests/negotiation/test_calendar_file.py, test_digests.py and
# tests/leaving/test_pages.py and tests/sharing/test_invitations.py
SECRET = ("calendar/feed/", "calendar/mail/", "erased/", "invitation/")
ALICES = (
    "Midtown Recovery",
    "Blue card",
    "Dana Price",
    "Statement of February",
    "Alice Marlowe",
    "1,200.00",
    "Night shift",
)
MALLORYS = (
    "Harbor Credit",
    "Green loan",
    "Ed Burns",
    "Notice of March",
    "Mal Ory",
    "77.00",
    "Tips",
)


def walk(patterns, namespace="", path=""):
    for entry in patterns:
        here = path + str(entry.pattern)
        if here.startswith(OUTSIDE + SECRET):
            continue
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", (*entry.pattern.converters,)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry.url_patterns, inner, here)


ROUTES = [*walk(get_resolver().url_patterns)]
WITH_ROWS = [route for route in ROUTES if route[1]]
WITHOUT_ROWS = [route for route in ROUTES if not route[1]]
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


def rows(workspace, *, names=ALICES):
    """One row of everything a URL can name."""
    creditor_name, nickname, contact, title, _full_name, total, job = names
    creditor = make.creditor(workspace, name=creditor_name)
    debt = make.debt(workspace, nickname=nickname, collector=creditor)
    request = make.statement_request(debt)
    draft = make.letter_draft(debt, answers={"free_text": [total]})
    run = make.print_run(make.letter(debt))
    return {
        "workspace_id": workspace,
        "membership_id": make.member(workspace, make.user(f"helper-{uuid.uuid4()}")),
        "invitation_id": make.invitation(workspace, f"{uuid.uuid4()}@example.org"),
        "creditor_id": creditor,
        "contact_id": make.contact(creditor, name=contact),
        "debt_id": debt,
        "item_id": make.household_item(workspace, label=job),
        "balance_id": make.balance(debt, total.replace(",", "")),
        "payment_id": make.payment(debt),
        "document_id": make.document(debt, title=title),
        "call_id": make.call(debt),
        "letter_id": request.letter,
        "run_id": run,
        "export_id": make.export(workspace),
        "file_id": make.print_file(run),
        "draft_id": draft,
        "reminder_id": make.reminder(debt, words=total),
        "feed_id": make.calendar_feed(workspace),
        "kind": SimpleNamespace(pk="L4"),
        "plan_id": make.saved_plan(workspace, owed=total.replace(",", "")),
        "statement_id": request,
        "offer_id": (offer := make.offer(debt, "10.00")),
        "agreement_id": (deal := make.agreement(debt, offer=offer, written=False)),
        "instalment_id": deal.instalments.get(),
        "terms_id": make.new_terms(debt),
        "round_id": make.offer_round(workspace),
        "worksheet_id": deal.worksheets.get(),
        "defence_id": make.defence_file(deal, title=title),
    }


def url_of(name, params, known):
    unknown = set(params) - set(known)
    assert not unknown, (
        f"{name} takes {', '.join(unknown)}: say in tests/test_tenancy.py, rows(), how to make one"
    )
    return reverse(name, kwargs={param: known[param].pk for param in params})


def text_of(page):
    content = b"".join(page.streaming_content) if page.streaming else page.content
    return content.decode(errors="replace")


def leaks(page):
    return [secret for secret in ALICES if secret in text_of(page)]


@pytest.fixture
def alices(workspace):
    return rows(workspace)


@pytest.fixture
def mallorys(mallory):
    return rows(make.workspace(mallory, full_name="Mal Ory"), names=MALLORYS)


def untouched():
    """What no stranger's visit may change."""
    return (
        Event.objects.count(),
        *(model.objects.count() for model in models_of_a_workspace()),
        Workspace.objects.values_list("revision", flat=True).order_by("pk").last(),
    )


def models_of_a_workspace():
    for model in apps.get_models():
        try:
            model._meta.get_field("workspace")
        except FieldDoesNotExist:
            continue
        yield model


def crossed_links():
    """Rows that point into another workspace: there must be none, whatever was posted."""
    return [
        (model.__name__, field.name)
        for model in models_of_a_workspace()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in {*models_of_a_workspace()}
        if model.objects.exclude(**{field.name: None})
        .exclude(**{f"{field.name}__workspace": F("workspace")})
        .exists()
    ]


def walked(routes, visit):
    """Visit each route, each time on the rows as they were; all that fail are named."""
    faults = []
    for name, params in routes:
        with transaction.atomic():
            try:
                visit(name, params)
            except AssertionError as fault:
                faults.append(f"{name}: {fault}")
            transaction.set_rollback(True)
    assert not faults, "\n".join([f"{len(faults)} of {len(routes)} routes fail", *faults[:10]])


def test_the_walk_finds_the_site():
    assert {"negotiation:board", "ledger:document_file", "ledger:debt_edit"} <= dict(ROUTES).keys()


@pytest.mark.parametrize("who", ["a stranger", "somebody invited who did not accept"])
def test_a_stranger_finds_nothing(client, mallory, alices, who):
    if who != "a stranger":
        make.invitation(alices["workspace_id"], mallory.email)
    before = untouched()

    def visit(name, params):
        client.force_login(mallory)
        url = url_of(name, params, alices)
        for method in METHODS:
            page = getattr(client, method)(url)
            assert page.status_code in (404, 405), method
            assert leaks(page) == []
        assert untouched() == before

    walked(WITH_ROWS, visit)


def test_a_revoked_member_finds_nothing(client, alice, alices):
    Membership.objects.update(ended_at=timezone.now())

    def visit(name, params):
        client.force_login(alice)
        url = url_of(name, params, alices)
        for method in METHODS:
            page = getattr(client, method)(url)
            assert page.status_code in (404, 405), method
            assert leaks(page) == []

    walked(WITH_ROWS, visit)


def test_a_page_for_everybody_shows_a_stranger_nothing_of_others(client, mallory, alices, mallorys):
    def visit(name, _params):
        client.force_login(mallory)
        for page in (client.get(reverse(name)), client.post(reverse(name))):
            assert leaks(page) == []

    walked(WITHOUT_ROWS, visit)


def test_a_visitor_is_sent_to_sign_in(client, alices):
    before = untouched()

    def visit(name, params):
        url = url_of(name, params, alices)
        for method in METHODS:
            page = getattr(client, method)(url)
            assert page.status_code == 302, method
            assert page["Location"].startswith(reverse("account_login"))
        assert untouched() == before

    walked(ROUTES, visit)


def test_the_owner_is_let_in(client, alice, alices):
    def visit(name, params):
        client.force_login(alice)
        url = url_of(name, params, alices)
        page = client.get(url)
        assert page.status_code in (200, 302, 405)
        if page.status_code == 405:
            assert client.post(url).status_code in (200, 302)

    walked(ROUTES, visit)


def test_a_row_that_is_not_there_is_not_found(client, alice, alices):
    def visit(name, params):
        client.force_login(alice)
        url = reverse(name, kwargs={param: uuid.uuid4() for param in params})
        assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}

    walked(WITH_ROWS, visit)


def test_own_pages_offer_and_show_nothing_of_others(client, mallory, alices, mallorys):
    def visit(name, params):
        client.force_login(mallory)
        assert leaks(client.get(url_of(name, params, mallorys))) == []

    walked(WITH_ROWS, visit)


def test_own_forms_take_nothing_of_others(client, mallory, alices, mallorys):
    def visit(name, params):
        client.force_login(mallory)
        url = url_of(name, params, mallorys)
        for typed in forged(client.get(url), alices):
            page = client.post(url, typed)
            assert page.status_code < 500
            assert leaks(page) == []
        assert crossed_links() == []

    walked(WITH_ROWS, visit)


def forged(page, alices):
    """What a forger sends: each form as shown with another's rows chosen, and fields it has not."""
    by_model = {type(row): row for row in alices.values()}
    added = {param.removesuffix("_id"): row.pk for param, row in alices.items()}
    yield added | {"workspace_id": alices["workspace_id"].pk, "corrects": alices["balance_id"].pk}
    for form in forms_on(page):
        shown = {bound.html_name: bound.value() for bound in form}
        shown = {name: value for name, value in shown.items() if value not in (None, False)}
        for bound in form:
            if isinstance(bound.field, forms.ModelChoiceField):
                theirs = by_model.get(bound.field.queryset.model)
                assert theirs, f"no row of another's to try in {type(form).__name__}.{bound.name}"
                yield shown | {bound.html_name: theirs.pk}


def forms_on(page):
    contexts = page.context or []
    contexts = contexts if isinstance(contexts, list) else [contexts]  # of one template: no list
    found = [value for part in contexts for layer in part for value in layer.values()]
    return {id(form): form for form in found if isinstance(form, forms.BaseForm)}.values()


def test_a_forged_choice_is_refused_beside_its_field(client, mallory, alices, mallorys):
    client.force_login(mallory)
    url = url_of("ledger:debt_edit", ["debt_id"], mallorys)
    typed = {"nickname": "Loan", "kind": "other", "collector": alices["creditor_id"].pk}
    page = client.post(url, typed)
    assert page.context["form"].errors["collector"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


def test_a_paper_of_another_debt_of_mine_is_not_offered_either(client, alice, workspace, debt):
    other = make.document(make.debt(workspace, nickname="Other"), title="Elsewhere")
    make.document(debt, title="Here")
    client.force_login(alice)
    form = client.get(reverse("ledger:balance_create", args=[debt.pk])).context["form"]
    assert [document.title for document in form.fields["document"].queryset] == ["Here"]
    assert other not in form.fields["document"].queryset


def test_a_search_never_finds_others(client, mallory, alices, mallorys):
    client.force_login(mallory)
    url = url_of("ledger:creditor_list", ["workspace_id"], mallorys)
    for words in ("Midtown", "Dana", "%", "_", "'"):
        assert leaks(client.get(url, {"q": words})) == []


def test_a_form_key_of_another_workspace_finds_nothing_of_it(client, mallory, alices, mallorys):
    """A key is looked up inside the workspace alone: guessing one shows no row and makes one."""
    client.force_login(mallory)
    key = alices["creditor_id"].form_key
    url = url_of("ledger:creditor_create", ["workspace_id"], mallorys)
    page = client.post(url, {"form_key": key, "name": "New", "kind": "person"}, follow=True)
    assert "New" in page.text
    assert leaks(page) == []


def test_the_file_is_not_at_any_other_address(debt):
    document = make.document(debt)
    for prefix in ("/media/", "/static/", "/"):
        with pytest.raises(Resolver404):
            resolve(prefix + document.file.name)
    assert Document.objects.get().file.name != document.title


def test_a_form_from_elsewhere_is_refused(alice, alices):
    """Without the token of the page nothing is changed."""
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(alice)
    before = untouched()
    for name, params in WITH_ROWS:
        page = careful.post(url_of(name, params, alices))
        assert page.status_code in (403, 405), name
    assert untouched() == before
