"""Whoever sends a form with a mistake sees it at the top of the page, and gets to the field."""

import re
import uuid

from django.urls import reverse

from tests import make

TITLE = "Something needs another look"


def told(page):
    """What the box at the top says: (where each line leads, its words)."""
    box = page.text.split('role="alert"')[1].split("</ul>")[0]
    lines = [line.split("</li>")[0] for line in box.split("<li>")[1:]]
    return [
        ((re.search(r'href="#([^"]+)"', line) or [None, ""])[1], " ".join(strip(line).split()))
        for line in lines
    ]


def strip(html):
    return re.sub(r"<[^>]*>", " ", html)


def assert_told(page, *expected):
    assert page.text.count(TITLE) == 1
    assert page.text.index(TITLE) < page.text.index("csrfmiddlewaretoken", page.text.index("<h1"))
    assert told(page) == list(expected)
    for target, _words in expected:
        assert not target or f'id="{target}"' in page.text


def test_a_page_without_a_mistake_has_no_box(visit, workspace, debt):
    for page in (
        visit.client.get("/start/"),
        visit.client.get(reverse("ledger:debt_edit", args=[debt.pk])),
    ):
        assert TITLE not in page.text


def test_a_debt(visit, debt):
    page = visit.send("ledger:debt_edit", debt, due_day="32", apr="lots")
    assert [target for target, _words in told(page)] == ["id_apr", "id_due_day"]


def test_a_form_as_a_whole_is_told_once(visit, debt):
    days = {"first_delinquent_on": "2025-06-01", "charged_off_on": "2025-05-31"}
    page = visit.send("ledger:debt_edit", debt, days)
    assert_told(page, ("", "The first missed payment comes before the charge-off."))
    assert page.text.count("comes before the charge-off.") == 1


def test_two_windows(visit, debt):
    typed = visit.shown("ledger:debt_edit", debt)
    visit.post("ledger:debt_edit", debt, typed | {"nickname": "Red card"})
    page = visit.post("ledger:debt_edit", debt, typed | {"nickname": "Green card"})
    assert page.status_code == 409
    assert "you saved this in another window." in page.text


def test_the_first_visit_tells_of_both_its_parts(client, mallory):
    client.force_login(mallory)
    typed = {"form_key": uuid.uuid4(), "zip_code": "1", "amount": "1e3"}
    page = client.post("/start/", typed)
    targets = [target for target, _words in told(page)]
    assert targets[0] == "id_full_name"
    assert targets[-1] == "id_amount"
    assert "id_creditor_kind_0" in targets  # of a group, the first button
    assert all(f'id="{target}"' in page.text for target in targets)


def test_a_call(visit, debt):
    page = visit.send("negotiation:call_create", debt, amount="lots", outcome="spoke")
    assert "id_amount" in [target for target, _words in told(page)]


def test_a_letter(visit, debt):
    url = reverse("negotiation:letter_create", args=[debt.pk, "L2"])
    shown = dict(visit.client.get(url).context["form"].data.lists())
    page = visit.client.post(url, shown | {"language": "xx", "issue": "1"})
    assert [target for target, _words in told(page)] == ["id_language"]
    for fold in page.text.split("<details")[1:]:
        opened = " open" in fold.split(">")[0]
        assert opened or 'id="id_language"' not in fold.split("</details>")[0]


def test_an_answer_and_the_mailing_details(visit, debt):
    asked = make.statement_request(debt, mailed_on=make.TODAY, method="certified")
    answer = reverse("negotiation:statement_answer", args=[asked.pk])
    page = visit.client.post(answer, {"answered_on": "2026-12-01", "total": "5"})
    assert "id_answered_on" in [target for target, _words in told(page)]
    mail = reverse("negotiation:letter_mail", args=[asked.letter_id])
    page = visit.client.post(mail, {"mailed_on": "2026-12-01", "method": "certified"})
    assert [target for target, _words in told(page)] == ["id_mailed_on"]
    fold = page.text.split("Correct the mailing details")[0].rsplit("<details", 1)[1]
    assert " open" in fold.split(">")[0]


def test_signing_in(client, db):
    page = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "x"})
    assert page.text.count(TITLE) == 1
    ((_target, words),) = told(page)
    assert words
    assert page.text.count(words) == 1
