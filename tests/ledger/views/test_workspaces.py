from decimal import Decimal

import pytest
from django.urls import reverse

from tests import make

EDIT = "ledger:workspace_edit"


def test_the_settings_are_saved_and_said(visit, workspace):
    page = visit.send(EDIT, workspace, cash="$2,400.50", city="Buffalo")
    workspace.refresh_from_db()
    assert page["Location"] == reverse(EDIT, args=[workspace.pk])
    assert (workspace.cash, workspace.city) == (Decimal("2400.50"), "Buffalo")
    assert "Your settings are saved." in visit.client.get(page["Location"]).text


def test_everything_may_be_left_empty_but_the_clock_and_the_name(visit, workspace):
    kept = {"name": "My debts", "time_zone": "America/New_York", "language": "en"}
    visit.post(EDIT, workspace, kept)
    workspace.refresh_from_db()
    assert (workspace.full_name, workspace.cash) == ("", None)


@pytest.mark.parametrize("changed", [{"cash": "10"}, {"state": "OH"}, {"monthly_saving": "5"}])
def test_what_every_score_depends_on_makes_the_debts_scored_anew(visit, workspace, debt, changed):
    before = debt.revision
    visit.send(EDIT, workspace, changed)
    debt.refresh_from_db()
    assert debt.revision == before + 1


def test_a_new_street_leaves_the_scores_alone(visit, workspace, debt):
    before = debt.revision
    visit.send(EDIT, workspace, street="1 New Street")
    debt.refresh_from_db()
    assert debt.revision == before


def test_the_language_changes_at_once(visit, workspace):
    page = visit.send(EDIT, workspace, language="es")
    assert visit.client.get(page["Location"])["Content-Language"] == "es"


def test_the_clock_changes_at_once(visit, workspace, debt, time_machine):
    time_machine.move_to("2026-03-03T04:30Z", tick=False)  # still the 2nd in New York
    assert visit.shown("ledger:balance_create", debt).get("as_of") is None
    url = reverse("ledger:balance_create", args=[debt.pk])
    typed = {"total": "5", "source": "own_record", "as_of": "2026-03-03"}
    assert "This day is still to come." in visit.client.post(url, typed).text
    visit.send(EDIT, workspace, time_zone="Europe/Madrid")
    assert visit.client.post(url, typed).status_code == 302


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "America/New_York\x00", ""])
def test_a_clock_that_is_not_in_the_list_is_refused(visit, workspace, zone):
    page = visit.send(EDIT, workspace, time_zone=zone)
    assert page.context["form"].errors["time_zone"]


def test_a_rare_clock_that_was_set_before_stays_in_the_list(visit, alice):
    rare = make.workspace(alice, time_zone="US/Eastern")
    assert visit.send(EDIT, rare, city="Utica").status_code == 302


@pytest.mark.parametrize(
    "zip_code", ["1460", "14604-12", "ABCDE", "\uff11\uff12\uff13\uff14\uff15"]
)
def test_a_zip_code_is_five_digits_or_nine(visit, workspace, zip_code):
    page = visit.send(EDIT, workspace, zip_code=zip_code)
    assert page.context["form"].errors["zip_code"] == ["Enter a ZIP code like 14604."]


def test_two_windows_both_texts_are_shown_and_nothing_is_lost(visit, workspace):
    first = visit.shown(EDIT, workspace)
    second = dict(first)
    visit.post(EDIT, workspace, first | {"city": "Buffalo"})

    page = visit.post(EDIT, workspace, second | {"city": "Albany"})

    workspace.refresh_from_db()
    assert page.status_code == 409
    assert workspace.city == "Buffalo"
    (both,) = page.context["form"].both
    assert (both.name, both.mine, both.theirs) == ("city", "Albany", "Buffalo")
    assert 'value="Albany"' in page.text

    form = page.context["form"]
    assert visit.post(EDIT, workspace, second | {"city": "Albany", "seen": form["seen"].value()})
    workspace.refresh_from_db()
    assert workspace.city == "Albany"


def test_the_same_settings_sent_twice_are_no_conflict(visit, workspace):
    typed = visit.shown(EDIT, workspace) | {"city": "Buffalo"}
    assert visit.post(EDIT, workspace, typed).status_code == 302
    assert visit.post(EDIT, workspace, typed).status_code == 302
