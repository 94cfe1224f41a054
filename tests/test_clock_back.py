"""The machine's clock goes back an hour: nobody is thrown out, nothing fails, nothing is lost."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from debtsite import worker
from negotiation.models import CallLog
from tests import make
from tests.negotiation.views.writing import verified_card

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EARLIER = NOON.replace(hour=11)


@pytest.fixture
def case(client, alice, time_machine):
    """A case with some history, made at noon; now it is eleven."""
    time_machine.move_to(NOON, tick=False)
    workspace = make.workspace(alice)
    debt = verified_card(workspace)
    make.call(debt)
    make.payment(debt)
    make.statement_request(debt)
    client.force_login(alice)
    assert client.get("/").status_code == 200
    time_machine.move_to(EARLIER, tick=False)
    return debt


def test_every_page_of_the_day_still_opens(client, case):
    pages = [
        "/",
        case.get_absolute_url(),
        reverse("negotiation:timeline", args=[case.pk]),
        reverse("negotiation:letter_list", args=[case.workspace_id]),
        reverse("negotiation:calendar"),
    ]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_what_is_done_now_is_kept(client, case):
    page = reverse("negotiation:call_create", args=[case.pk])
    form = client.get(page).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert client.post(page, typed | {"tap": "voicemail"}).status_code == 302
    assert CallLog.objects.count() == 2


@pytest.mark.usefixtures("case")
def test_the_worker_goes_on(time_machine):
    time_machine.move_to(NOON, tick=False)
    worker.tick()
    time_machine.move_to(EARLIER, tick=False)
    worker.tick()
