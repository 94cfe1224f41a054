"""Two windows over one draft of a letter: neither writes over the other unseen."""

import pytest

from negotiation.models import Letter, LetterDraft
from tests.negotiation.views.writing import issue, shown, url_of, verified_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def debt(workspace):
    return verified_card(workspace)


def kept():
    return LetterDraft.objects.get().answers


def type_in(client, debt, data, **changes):
    return client.post(url_of(debt, "L5"), data | {name: [v] for name, v in changes.items()})


def test_one_window_keeps_all_it_types(signed_in, debt):
    data = shown(signed_in, debt, "L5")
    for words in ("Half", "Half a thought", "A whole thought."):
        assert type_in(signed_in, debt, data, free_text=words).status_code == 200
    assert kept()["free_text"] == ["A whole thought."]


def test_another_window_is_shown_both_and_nothing_is_written_over(signed_in, debt):
    one, other = (shown(signed_in, debt, "L5") for _window in range(2))
    type_in(signed_in, debt, one, free_text="From the first.")
    page = type_in(signed_in, debt, other, free_text="From the second.")
    assert page.status_code == 409
    (both,) = page.context["both"]
    assert (both.name, both.mine, both.theirs) == (
        "free_text",
        "From the second.",
        "From the first.",
    )
    assert "From the second.</textarea>" in page.text
    assert kept()["free_text"] == ["From the first."]


def test_no_letter_is_made_of_what_another_window_changed_unseen(signed_in, debt):
    one, other = (shown(signed_in, debt, "L5") for _window in range(2))
    type_in(signed_in, debt, one, free_text="From the first.")
    page = type_in(signed_in, debt, other, free_text="From the second.", issue="1")
    assert page.status_code == 409
    assert not Letter.objects.exists()


def test_each_answer_is_chosen_by_itself(signed_in, debt):
    one, other = (shown(signed_in, debt, "L5") for _window in range(2))
    type_in(signed_in, debt, one, free_text="From the first.", amount="310.00")
    mine = {"free_text": "From the second.", "amount": "320.00"}
    page = type_in(signed_in, debt, other, **mine)
    assert {both.name for both in page.context["both"]} == {"free_text", "amount"}
    choice = {"keep-free_text": "mine", "keep-amount": "theirs"}
    page = type_in(signed_in, debt, other, **mine, **choice, chosen=page.context["draft_print"])
    assert page.status_code == 200
    assert (kept()["free_text"], kept()["amount"]) == (["From the second."], ["310.00"])
    # and this window goes on, while the first one is asked in its turn
    assert type_in(signed_in, debt, other, free_text="More.").status_code == 200
    assert type_in(signed_in, debt, one, free_text="Late.").status_code == 409


def test_a_choice_over_a_draft_that_changed_again_is_asked_again(signed_in, debt):
    one, other = (shown(signed_in, debt, "L5") for _window in range(2))
    type_in(signed_in, debt, one, free_text="From the first.")
    page = type_in(signed_in, debt, other, free_text="From the second.")
    type_in(signed_in, debt, one, free_text="From the first, again.")
    seen = page.context["draft_print"]
    page = type_in(signed_in, debt, other, free_text="From the second.", chosen=seen)
    assert page.status_code == 409
    assert page.context["both"][0].theirs == "From the first, again."


def test_a_draft_that_is_opened_again_is_this_windows_own(signed_in, debt):
    type_in(signed_in, debt, shown(signed_in, debt, "L5"), free_text="Yesterday.")
    again = shown(signed_in, debt, "L5")
    assert type_in(signed_in, debt, again, free_text="Today.").status_code == 200
    assert kept()["free_text"] == ["Today."]
    assert "Today." in issue(signed_in, debt, "L5").html


def test_typing_that_goes_on_is_told_beside_the_letter(signed_in, debt):
    one, other = (shown(signed_in, debt, "L5") for _window in range(2))
    type_in(signed_in, debt, one, free_text="From the first.")
    data = other | {"free_text": ["From the second."]}
    page = signed_in.post(url_of(debt, "L5"), data, headers={"HX-Request": "true"})
    assert page.status_code == 200  # a script shows no other
    assert 'id="both" hx-swap-oob="true"' in page.text
    assert "Not kept yet" in page.text
    told = data | {"both_shown": [page.context["draft_print"]]}
    page = signed_in.post(url_of(debt, "L5"), told, headers={"HX-Request": "true"})
    assert 'id="both"' not in page.text  # what is shown already stays as it is
