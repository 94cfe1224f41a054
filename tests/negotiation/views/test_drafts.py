"""Choosing and writing a letter of any kind."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from negotiation.forms.letter_data import typed_in
from negotiation.models import Letter, LetterDraft
from tests import make
from tests.negotiation.views.writing import act, issue, send, shown, url_of, verified_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def debt(workspace):
    return verified_card(workspace)


def test_every_kind_is_offered_or_says_why_not(signed_in, debt):
    page = signed_in.get(reverse("negotiation:letter_choose", args=[debt.pk]))
    offered = page.context["first"] + page.context["also"]
    assert "L5" in [offer.kind for offer in offered]
    assert all(offer.why and offer.url for offer in offered)
    withheld = page.context["not_now"]
    assert all(offer.why and not offer.url for offer in withheld)
    kinds = [offer.kind for offer in offered + withheld]
    assert len(kinds) == len(set(kinds))


def test_what_is_not_offered_cannot_be_written(signed_in, debt):
    page = signed_in.get(url_of(debt, "L8"))  # a payment, but nothing is agreed
    assert page["Location"] == reverse("negotiation:letter_choose", args=[debt.pk])


def test_what_only_the_writer_knows_opens_letters(signed_in, debt):
    page = signed_in.get(reverse("negotiation:letter_choose", args=[debt.pk]))
    (held,) = [offer for offer in page.context["not_now"] if offer.kind == "L14"]
    assert [name for name, _sentence in held.confirm] == ["attorney_on_file"]
    assert signed_in.get(url_of(debt, "L14")).status_code == 302
    said = url_of(debt, "L14") + "?passed=attorney_on_file"
    data = dict(signed_in.get(said).context["form"].data.lists())
    signed_in.post(said, data | {"keep": "1"})
    assert signed_in.get(url_of(debt, "L14")).status_code == 200, "a draft remembers it"


def test_what_was_asked_is_not_asked_twice(signed_in, debt):
    choose = reverse("negotiation:letter_choose", args=[debt.pk])
    make.statement_request(debt)
    page = signed_in.get(choose)
    offered = [offer.kind for offer in page.context["first"] + page.context["also"]]
    assert not {"L1", "L2"} & {*offered}
    assert "You have asked already" in page.text


def test_a_kind_nobody_knows_is_not_there(signed_in, debt):
    assert signed_in.get(url_of(debt, "L99")).status_code == 404


# ---- writing ------------------------------------------------------------------------------


def test_an_offer_by_letter_is_an_offer(signed_in, debt):
    letter = issue(signed_in, debt, "L5", amount="300.00")
    offer = debt.offers.get()
    assert (offer.amount, offer.letter, offer.part.of) == (Decimal(300), letter, Decimal(1200))
    corrected = make.offer(debt, "350.00", how="letter")
    again = issue(signed_in, debt, "L5", amount="350.00")
    corrected.refresh_from_db()
    assert (corrected.letter, debt.offers.open().get()) == (again, corrected)


def test_a_letter_knows_what_the_debt_knows(signed_in, debt):
    data = shown(signed_in, debt, "L5")
    assert Decimal(data["amount"][0].replace(",", "")) > 0
    assert data["address"] == [debt.collector.address]


def test_the_amount_in_the_letter_is_the_amount_in_the_offer(signed_in, debt):
    offer = make.offer(debt, "333.00", how="letter")
    assert shown(signed_in, debt, "L5")["amount"] == ["333.00"]
    page = send(signed_in, debt, "L5", issue="1", amount="400.00")
    assert "$333.00" in page.context["form"].errors["amount"][0]
    letter = issue(signed_in, debt, "L5", amount="333.00")
    offer.refresh_from_db()
    assert offer.letter == letter


def test_what_is_missing_is_asked_for(signed_in, debt):
    page = send(signed_in, debt, "L5", issue="1", amount="")
    assert "The letter needs this." in page.text
    assert not Letter.objects.exists()


def test_everything_typed_is_kept_and_comes_back(signed_in, debt):
    send(signed_in, debt, "L5", free_text="Half a thought", amount="not a figure")
    data = shown(signed_in, debt, "L5")
    assert data["free_text"] == ["Half a thought"]
    assert data["amount"] == ["not a figure"]
    assert "Settlement offer" in signed_in.get(debt.get_absolute_url()).text


def test_the_draft_ends_with_the_letter_it_becomes(signed_in, debt):
    send(signed_in, debt, "L5", free_text="Please answer soon.")
    letter = issue(signed_in, debt, "L5")
    assert "Please answer soon." in letter.html
    assert not LetterDraft.objects.exists()


def test_a_late_copy_of_what_was_typed_begins_no_new_draft(signed_in, debt):
    data = shown(signed_in, debt, "L5")
    signed_in.post(url_of(debt, "L5"), data | {"issue": "1"})
    signed_in.post(url_of(debt, "L5"), data, headers={"HX-Request": "true"})
    assert not LetterDraft.objects.exists()


def test_a_discarded_draft_can_be_taken_back(signed_in, debt):
    send(signed_in, debt, "L5", free_text="Half a thought")
    draft = LetterDraft.objects.get()
    page = act(signed_in, "draft_discard", draft)
    restore = reverse("negotiation:draft_restore", args=[draft.pk])
    assert restore in page.text
    signed_in.post(restore)
    assert shown(signed_in, debt, "L5")["free_text"] == ["Half a thought"]


def test_a_harmful_sentence_is_named_and_a_safe_one_put_in(signed_in, debt):
    harm = "My social security number is on file. I will never pay, so sue me."
    page = send(signed_in, debt, "L5", free_text=f"I owe you this money. {harm}")
    (finding, *_more) = page.context["findings"]
    assert finding.sentence == "I owe you this money."
    page = send(signed_in, debt, "L5", use=finding.id)
    text = page.context["form"].data["free_text"]
    assert "I owe you" not in text
    assert finding.safe in text


def test_a_blocked_letter_is_not_made(signed_in, debt):
    debt.first_delinquent_on = debt.last_paid_on = date(2020, 1, 5)  # may be too old to sue on
    debt.opened_on = date(2015, 1, 5)
    debt.save()
    page = send(signed_in, debt, "L4", issue="1", free_text="I owe you this money.")
    assert page.context["is_blocked"]
    assert not Letter.objects.exists()


def test_what_gives_pause_is_shown_before_the_letter_is_made(signed_in, debt):
    words = "I owe you this money. Please answer soon."
    page = send(signed_in, debt, "L5", issue="1", free_text=words)
    (finding,) = page.context["findings"]
    assert not finding.blocks
    assert "The letter is not made yet." in page.text
    assert not Letter.objects.exists()
    issue(signed_in, debt, "L5", free_text=words, seen=finding.id)


def test_what_must_be_read_is_ticked_first(signed_in, debt):
    page = send(signed_in, debt, "L13", issue="1")
    assert "read" in page.context["form"].errors
    letter = issue(signed_in, debt, "L13", read="on")
    assert letter.kind == "L13"


def test_papers_of_the_file_go_along_in_their_order(signed_in, debt, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    papers = [make.document(debt, title=f"Paper {n}") for n in (1, 2)]
    letter = issue(signed_in, debt, "L5", documents=[str(paper.pk) for paper in papers])
    assert {row.document for row in letter.papers.all()} == {*papers}
    assert "Paper 1" in letter.html
    data = act(signed_in, "letter_correct", letter).context["form"].data
    assert {*data.getlist("documents")} == {str(paper.pk) for paper in papers}
    assert data["own_enclosures"] == ""


def test_a_corrected_letter_lists_a_paper_once_however_its_title_is_spaced(debt):
    data = make.letter_data(debt, own_enclosures=["My bank statement", "My note"])
    sent = make.letter(debt, data=data)
    make.enclosure(sent, make.document(debt, title="My  bank statement"))
    assert typed_in(sent)["own_enclosures"] == ["My note"]


@pytest.mark.parametrize(
    "address", ["P.O. Box 1\nAkron", "Akron\nP.O. Box 44301", "12345 Main St\nX"]
)
def test_no_letter_goes_to_an_address_that_is_cut_short(signed_in, debt, address):
    page = send(signed_in, debt, "L5", address=address, issue="1")
    assert "Add the ZIP code" in page.text
    assert not Letter.objects.exists()


def test_two_tabs_make_one_letter(signed_in, debt):
    one, other = shown(signed_in, debt, "L5"), shown(signed_in, debt, "L5")
    made = signed_in.post(url_of(debt, "L5"), one | {"issue": "1"})
    assert (
        signed_in.post(url_of(debt, "L5"), other | {"issue": "1"})["Location"] == made["Location"]
    )
    assert issue(signed_in, debt, "L5") != Letter.objects.earliest("made_at"), (
        "a new one on purpose"
    )


def test_the_name_of_a_window_is_no_account_number(signed_in, debt):
    like_a_card = "99264219-6188-4872-9abc-0123456789ab"
    issue(signed_in, debt, "L5", window=like_a_card, kept=like_a_card)


def test_what_was_confirmed_goes_along_to_another_recipient(signed_in, debt):
    page = signed_in.get(url_of(debt, "L16") + "?to=credit_bureau&passed=theft_report")
    assert page.context["others"]
    for other in page.context["others"]:
        assert signed_in.get(other["url"]).status_code == 200, other


def test_what_was_answered_for_one_recipient_fits_the_next(signed_in, debt):
    query = "?to=credit_bureau&passed=theft_report"
    data = dict(signed_in.get(url_of(debt, "L16") + query).context["form"].data.lists())
    page = signed_in.post(url_of(debt, "L16") + query, data | {"keep": "1"})
    assert "identity" in data["enclosures"], "a bureau gets a copy of an ID"
    for other in page.context["others"]:
        form = signed_in.get(other["url"]).context["form"]
        assert not form.errors, "and nobody else does"


def test_a_number_that_calls_reached_them_at_is_not_given_away(signed_in, debt):
    make.call(debt, number="(585) 555-0142")
    make.call(debt, number="my cell")
    page = send(signed_in, debt, "L5", free_text="My cell is out of order. Try 585.555.0142 then.")
    assert page.context["is_blocked"]
    blocking = [found.sentence for found in page.context["findings"] if found.blocks]
    assert blocking == ["Try 585.555.0142 then."]


def test_a_lawyer_is_asked_about_until_a_letter_named_one(signed_in, debt):
    page = send(signed_in, debt, "L4", free_text="My lawyer will write.")
    assert not page.context["is_blocked"]
    assert [found.id.split(":")[0] for found in page.context["findings"]] == ["lawyer"]
    make.letter(debt, kind="L14")
    page = send(signed_in, debt, "L4", free_text="My lawyer will write.")
    assert page.context["findings"] == []


def test_another_amount_than_the_offers_is_named_as_it_is_typed(signed_in, debt):
    make.offer(debt, "333.00", how="letter")
    page = send(signed_in, debt, "L5", amount="400.00")
    assert [found.id.split(":")[0] for found in page.context["findings"]] == ["amount"]
    assert not send(signed_in, debt, "L5", amount="333.00").context["findings"]


def test_after_a_deal_nothing_is_claimed_any_more(signed_in, debt):
    assert "Amount you claim" in signed_in.get(url_of(debt, "L5")).text
    make.agreement(debt)
    page = signed_in.get(url_of(debt, "L8"))
    assert "Amount you claim" not in page.text


def test_a_letter_to_somebody_who_is_no_party(signed_in, debt):
    query = "?to=credit_bureau&passed=theft_report"
    page = signed_in.get(url_of(debt, "L16") + query)
    assert page.context["form"].to.creditor is None
    typed = {"name": "Northern Credit Bureau", "address": "P.O. Box 1\nAkron, OH 44301"}
    data = dict(page.context["form"].data.lists()) | typed
    page = signed_in.post(url_of(debt, "L16") + query, data | {"keep": "1"})
    assert "Northern Credit Bureau" in page.text
    assert LetterDraft.objects.get().recipient == "credit_bureau"


def test_bankruptcy_is_named_only_on_a_dated_word(signed_in, debt):
    plain = issue(signed_in, debt, "L5")
    assert "bankruptcy" not in plain.html.lower()
    attested = issue(signed_in, debt, "L5", attest="on", say_bankruptcy="on")
    assert "bankruptcy" in attested.html.lower()
    assert [e.happened_on for e in debt.events.filter(kind="bankruptcy_attested")] == [make.TODAY]


def test_questions_that_follow_from_an_answer_come_with_it(signed_in, debt):
    data = shown(signed_in, debt, "L3")
    part = signed_in.post(
        url_of(debt, "L3"), data | {"ground": "paid"}, headers={"HX-Request": "true"}
    )
    assert 'id="asks"' in part.text
    again = signed_in.post(
        url_of(debt, "L3"),
        data | {"ground": "paid", "asked": part.context["form"].data["asked"]},
        headers={"HX-Request": "true"},
    )
    assert 'id="asks"' not in again.text
