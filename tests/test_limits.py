"""How much may be asked of the site in a while, and how it is said that it was too much."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from debtsite import limits, rates
from debtsite.limits import give_back, take
from ledger.forgetting import forget_old
from ledger.models import Allowance, Document
from negotiation.models import Letter, LetterDraft
from tests import make
from tests.negotiation.views.writing import issue, send, shown, url_of, verified_card

KIND = "L5"
TEN = datetime(2026, 3, 2, 15, 0, 0, tzinfo=UTC)  # 10 in the morning in New York


@pytest.fixture
def clock():
    with time_machine.travel(TEN, tick=False) as clock:
        yield clock


@pytest.fixture
def limit(settings):
    """Sets one limit for this test."""

    def limit(kind, written):
        settings.LIMITS = settings.LIMITS | {kind: rates.parse(written)}

    return limit


@pytest.fixture
def browser(client, alice):
    client.force_login(alice)
    return client


def test_a_person_gets_so_much_and_no_more_until_the_time_is_over(db, clock, limit):
    limit("letters", "2/hour/person")
    assert [take("letters", who="a") for _ in range(2)] == [None, None]
    clock.shift(timedelta(minutes=59))
    refused = take("letters", who="a")
    assert refused.wait == 60
    assert take("letters", who="b") is None
    clock.shift(timedelta(minutes=1))
    assert [bool(take("letters", who="a")) for _ in range(3)] == [False, False, True]


def test_the_site_as_a_whole_has_a_limit_too(db, limit):
    limit("letters", "2/hour/person, 3/day/site")
    found = [take("letters", who=who) for who in "aabb"]
    assert found[:3] == [None] * 3
    assert found[3].rate.whose == "site"
    assert str(found[3]).startswith("Many people use this site just now.")


def test_several_at_once_count_as_several(db, limit):
    limit("papers", "10/hour/person")
    assert take("papers", who="a", amount=8) is None
    assert take("papers", who="a", amount=3)
    assert take("papers", who="a", amount=2) is None


def test_what_was_not_done_is_given_back(db, limit):
    limit("letters", "1/hour/person")
    take("letters", who="a")
    give_back("letters", who="a")
    assert take("letters", who="a") is None
    give_back("letters", who="nobody ever")


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_never_get_more(limit):
    limit("letters", "20/hour/person, 30/hour/site")
    start, got = Barrier(8), []

    def ask(who):
        start.wait()
        got.extend(who for _ in range(10) if take("letters", who=who) is None)
        connection.close()

    threads = [Thread(target=ask, args=(who,)) for who in "aaaabbbb"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 30
    assert max(got.count("a"), got.count("b")) <= 20


def test_old_counts_are_forgotten(db, clock, limit):
    limit("letters", "1/hour/person")
    take("letters", who="a")
    clock.shift(timedelta(hours=2))
    forget_old.func()
    assert not Allowance.objects.exists()


# ---- what the operator writes --------------------------------------------------------------


def test_rates_are_written_plainly():
    assert rates.parse("off") == ()
    assert rates.parse("9/day/site,2/minute/person") == (
        rates.Rate(2, "minute", "person"),
        rates.Rate(9, "day", "site"),
    )


@pytest.mark.parametrize("written", ["60", "60/h/person", "0/hour/person", "-1/hour/site", "x"])
def test_a_rate_that_makes_no_sense_stops_the_start(monkeypatch, written):
    monkeypatch.setenv("LIMIT_LETTERS", written)
    with pytest.raises(ImproperlyConfigured, match="LIMIT_LETTERS must be rates such as"):
        rates.read("LIMIT_LETTERS", "60/hour/person")


def test_every_limit_has_words_and_every_route_exists(settings):
    assert settings.LIMITS.keys() == limits.TOLD.keys()
    known = {*limits.POSTED.values(), *limits.LOOKED_AT.values(), *limits.ACTS}
    assert known <= settings.LIMITS.keys()
    for route in (*limits.POSTED, *limits.LOOKED_AT, limits.WRITES_A_LETTER):
        namespace, _, name = route.rpartition(":")
        resolver = get_resolver()
        names = resolver.namespace_dict[namespace][1] if namespace else resolver
        assert names.reverse_dict.getlist(name), route


# ---- on the site ---------------------------------------------------------------------------


def test_a_letter_too_many_is_not_made_and_everything_typed_is_kept(
    browser, workspace, clock, limit
):
    limit("letters", "1/hour/person")
    issue(browser, verified_card(workspace), KIND)
    other = verified_card(workspace)
    typed = {"issue": "1", "free_text": "Please write to me only."}
    page = send(browser, other, KIND, **typed)
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "3600"
    assert "You made 1 letters in one hour. You can go on at 11 a.m." in page.text
    assert "What you typed is kept." in page.text
    assert "Please write to me only." in page.text
    assert Letter.objects.count() == 1
    assert LetterDraft.objects.get(debt=other).answers["free_text"] == ["Please write to me only."]
    clock.shift(timedelta(hours=1))
    assert send(browser, other, KIND, **typed).status_code == 302


def test_a_form_with_a_mistake_uses_nothing_up(client, db, limit):
    limit("signups", "1/day/site")
    typed = {"email": "a@example.org", "password1": "short"}
    for _ in range(2):
        assert client.post("/accounts/signup/", typed).status_code == 200
    assert Allowance.objects.get().used == 0


def test_a_file_that_was_looked_through_counts_whatever_else_was_wrong(browser, debt, limit):
    """A picture is redrawn before the mistake beside it is told."""
    limit("uploads", "1/hour/person")
    url = reverse("ledger:document_create", args=[debt.pk])
    statuses = [
        browser.post(url, {"title": "", "upload": SimpleUploadedFile("a.txt", b"no")}).status_code
        for _ in range(2)
    ]
    assert statuses == [200, 429]
    assert not Document.objects.exists()


def test_a_letter_that_was_not_made_is_given_back_and_its_drawing_is_not(browser, workspace, limit):
    limit("letters", "1/hour/person")
    limit("drawings", "2/hour/person")
    debt = verified_card(workspace)
    pages = [send(browser, debt, KIND, issue="1", amount="") for _ in range(3)]
    assert [page.status_code for page in pages] == [200, 200, 429]
    assert "We drew 2 previews for you in one hour." in pages[2].text
    assert ("issue", "1") in pages[2].context["typed"]
    used = {count.key.split(":")[0]: count.used for count in Allowance.objects.all()}
    assert used == {"letters": 0, "drawings": 2}


def test_what_the_site_refuses_is_not_taken_from_the_person(db, limit):
    limit("letters", "5/hour/person, 1/day/site")
    take("letters", who="b")
    for _ in range(3):
        assert take("letters", who="a").rate.whose == "site"
    assert Allowance.objects.get(key="letters:hour:a").used == 0


def test_a_sign_up_is_one_whatever_else_its_form_holds(client, db, limit):
    """Only what prints several letters counts as several."""
    limit("signups", "300/day/site")
    typed = {"email": "a@example.org", "password1": "four sunny words here"}
    assert client.post("/accounts/signup/", typed | {"letters": ["x"] * 300}).status_code == 302
    assert Allowance.objects.get(key="signups:day:site").used == 1


def test_a_pile_counts_by_its_letters(browser, workspace, debt, limit):
    limit("papers", "10/hour/person")
    letters = [make.letter(debt).pk for _ in range(3)]
    url = reverse("negotiation:print_run_create", args=[workspace.pk])
    browser.post(url, {"letters": letters})
    assert Allowance.objects.get(key__startswith="papers").used == 3


def test_more_than_there_ever_was_is_given_back_as_it_was_taken(db, limit):
    limit("papers", "10/hour/person")
    take("papers", who="a", amount=300)
    give_back("papers", who="a", amount=300)
    assert Allowance.objects.get().used == 0


def test_an_upload_too_many_asks_for_the_file_again_and_keeps_the_words(browser, debt, limit):
    limit("uploads", "1/hour/person")
    take("uploads", who=str(browser.session["_auth_user_id"]))
    url = reverse("ledger:document_create", args=[debt.pk])
    typed = {"title": 'My "letter" <b>', "upload": SimpleUploadedFile("a.txt", b"no")}
    page = browser.post(url, typed)
    assert page.status_code == 429
    assert 'name="title" value="My &quot;letter&quot; &lt;b&gt;"' in page.text
    assert 'type="file" id="again-upload" name="upload" required' in page.text
    assert "csrfmiddlewaretoken" not in dict(page.context["typed"])


def test_part_of_a_page_is_answered_with_words_alone(browser, workspace, limit):
    limit("drawings", "1/hour/person")
    debt = verified_card(workspace)
    ask = url_of(debt, KIND), shown(browser, debt, KIND)
    assert browser.post(*ask, headers={"HX-Request": "true"}).status_code == 200
    page = browser.post(*ask, headers={"HX-Request": "true"})
    assert page.status_code == 429
    assert page.headers["Retry-After"]
    assert "What you typed is still here." in page.text
    assert "<html" not in page.text


def test_looking_at_a_calculator_is_free_and_its_answers_are_counted(browser, workspace, limit):
    limit("calculations", "1/hour/person")
    url = reverse("ledger:recording")
    assert [browser.get(url).status_code for _ in range(3)] == [200] * 3
    asked = [browser.get(url, {"mine": "NY", "theirs": "CA"}) for _ in range(2)]
    assert [page.status_code for page in asked] == [200, 429]
    assert 'href="/calculators/recording/?mine=NY&amp;theirs=CA"' in asked[1].text


def test_sign_ups_are_limited_whatever_address_a_proxy_header_names(db, limit):
    limit("signups", "2/day/site")
    form = {"password1": "four sunny words here"}
    answers = [
        Client().post(
            "/accounts/signup/",
            form | {"email": f"{number}@example.org"},
            HTTP_X_FORWARDED_FOR=f"10.0.0.{number}",
        )
        for number in range(3)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "four sunny words here" not in answers[2].text
    assert "2@example.org" in answers[2].text


def test_too_many_tries_say_when_to_come_back(client, db):
    for _ in range(30):
        client.post("/accounts/login/")
    page = client.post("/accounts/login/")
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "300"
