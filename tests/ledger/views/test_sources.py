"""The page "Where our figures come from"."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.law.sourced import Question
from ledger.law.sources import figures
from ledger.sources_page import Row
from tests import make
from tests.wall import TOLD

URL = reverse("ledger:sources")


@pytest.fixture
def sources(client, alice, workspace, time_machine):
    time_machine.move_to("2026-11-23T17:00Z", tick=False)
    client.force_login(alice)

    def sources(query=""):
        return client.get(f"{URL}?{query}" if query else URL)

    return sources


def test_it_lists_every_figure_with_citation_source_and_day(sources):
    page = unescape(sources("show=all").text)
    for figure in figures():
        assert figure.citation in page
        assert all(f'href="{source}"' in page for source in figure.sources)
    assert page.count('class="fact ') >= len(figures())
    assert f"We use {len(figures())} legal figures." in page
    assert "checked March 9, 2026, 8 months ago" in page


def test_each_question_is_folded_until_it_is_asked(sources):
    page = sources("open=validation")
    assert page.text.count('class="card panel question"') == len(Question)
    folds = page.text.split('class="card panel question"')[1:]
    opened = [fold.split(">")[0] for fold in folds if " open" in fold.split(">")[0]]
    assert len(opened) == 1
    assert 'id="validation"' in opened[0]


def test_all_states_of_a_question_come_when_they_are_asked_for(sources):
    page = sources("open=limitation&states=all")
    states = {section.question: section.states for section in page.context["sections"]}
    assert len(states[Question.LIMITATION]) == 51
    assert states[Question.RECORDING] == []
    assert "All 51 states we have figures for" in sources("open=limitation").text


def test_everything_can_be_opened_at_once_to_print(sources):
    page = sources("show=all").text
    questions = [tag for tag in page.split("<details")[1:] if "panel question" in tag]
    assert len(questions) == len(Question)
    assert all(" open" in tag.split(">")[0] for tag in questions)
    assert "All 51 states" not in page  # they are there
    assert "Now you can print it all." in page


@pytest.mark.parametrize(
    ("query", "state", "name"),
    [
        ("", "NY", "New York"),  # the household's own
        ("state=OH", "OH", "Ohio"),
        ("state=", "", ""),
        ("state=PR", "", ""),  # no figures of it
        ("state=<b>", "", ""),
    ],
)
def test_the_figures_of_a_state_stand_first(sources, query, state, name):
    page = sources(query)
    assert page.context["state"] == state
    mine = {section.question: section.mine for section in page.context["sections"]}
    assert (mine[Question.LIMITATION].name if state else "") == name
    assert mine[Question.VALIDATION] is None


def test_a_state_without_a_rule_of_its_own_is_said_so(sources):
    page = sources("state=AL").text  # no limit on pay beside the federal one is on file
    assert "We have no rule of Alabama of its own on file. Federal law holds there too." in page
    assert "We have no rule of New York of its own" not in sources("state=NY").text


def test_somebody_without_a_household_can_read_it_too(client, mallory):
    client.force_login(mallory)
    page = client.get(URL)
    assert page.context["state"] == ""


def test_old_figures_are_counted_and_marked(sources, time_machine):
    page = sources("show=all&state=")
    assert page.context["old"] == page.text.count(">Over a year old<") > 0
    assert f"{page.context['old']} figures were checked more than a year ago." in page.text
    time_machine.move_to("2015-01-01T17:00Z", tick=False)
    assert sources().context["old"] == 0
    assert "year ago" not in sources().text


def test_what_somebody_says_of_it_is_not_taken_for_the_law(sources):
    page = sources("state=KY").text
    assert "Not sure" in page
    assert "Fairly sure" in page


def test_a_source_that_is_no_address_is_no_link():
    row = Row("", "", (), "A citation", "a stored copy of the code", None, "", False, "high")
    assert row.link == ""
    assert Row("", "", (), "", "javascript:alert(1)", None, "", False, "").link == ""
    assert Row("", "", (), "", "https://a.test", None, "", False, "").link == "https://a.test"


def test_it_asks_the_database_nothing_for_all_its_figures(sources):
    def queries(query):
        with CaptureQueriesContext(connection) as asked:
            sources(query)
        return len(asked)

    assert queries("show=all") == queries("state=") <= 3 + TOLD


def test_it_speaks_spanish(sources, workspace):
    workspace.language = "es"
    workspace.save()
    assert '<html lang="es">' in sources().text


def test_every_page_leads_there(client, alice, workspace):
    client.force_login(alice)
    assert f'href="{URL}"' in client.get(reverse("ledger:workspace_edit", args=[workspace.pk])).text
    client.logout()
    assert f'href="{URL}"' not in client.get(reverse("account_login")).text


def test_the_rules_of_thumb_have_a_page_of_their_own(client, alice, workspace):
    client.force_login(alice)
    page = unescape(client.get(reverse("negotiation:bargaining_sources")).text)
    assert "These are rules of thumb, not measured data." in page
    assert "open at 25, aim for 30, stop at 50 percent" in page
    assert "180 days for cards, 120 for other loans" in page
    assert "up to 20 points" in page
    assert "It is not a probability." in page
    assert f'href="{URL}"' in page


def test_a_debt_shows_nothing_there(sources, workspace):
    make.debt(workspace, nickname="Blue card")
    assert "Blue card" not in sources("show=all").text
