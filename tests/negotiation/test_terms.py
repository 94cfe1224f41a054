import pytest

from negotiation.terms import ALWAYS, Deal, Term, missing, required


@pytest.mark.parametrize(
    ("deal", "extra"),
    [
        (Deal(), set()),
        (Deal(payments=6), {Term.IF_LATE}),
        (Deal(sued=True), {Term.DISMISSAL}),
        (Deal(sued=True, judgment=True), {Term.LIEN}),  # the case is over: release it instead
        (Deal(joint=True), {Term.COSIGNER}),
        (Deal(secured=True), {Term.LIEN}),
        (Deal(sued=None, secured=None), set()),
    ],
)
def test_what_a_deal_must_say_depends_on_what_it_is_about(deal, extra):
    assert set(required(deal)) - {*ALWAYS, Term.SIGNED} == extra


def test_nothing_is_missing_only_when_every_term_is_there():
    everything = {str(term) for term in Term}
    assert missing(Deal(sued=True), everything) == ()
    assert missing(Deal(sued=True), everything - {"dismissal"}) == (Term.DISMISSAL,)
    assert missing(Deal(), set()) == required(Deal())


@pytest.mark.parametrize("term", Term)
def test_every_term_says_what_and_why(term):
    assert str(term.text)
    assert str(term.why).endswith(".")
