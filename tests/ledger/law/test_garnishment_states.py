"""What the states leave of a paycheck."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from ledger.facts import CreditorKind, DebtKind
from ledger.labels import STATES
from ledger.law.figures import LawError, parse
from ledger.law.garnishment import Pay, PayPeriod, Support, Worker, garnishment
from ledger.law.garnishment_law import states, states_from
from ledger.law.garnishment_states import QUESTIONS

TODAY = date(2026, 11, 23)
CARD = DebtKind.CREDIT_CARD


def found(state, disposable, gross=None, *, on=TODAY, kind=CARD, holder=None, support=0, **known):
    about_pay = {name: known.pop(name) for name in ("period", "health_insurance") if name in known}
    pay = Pay(
        disposable=Decimal(disposable), gross=None if gross is None else Decimal(gross), **about_pay
    )
    return garnishment(
        pay,
        on=on,
        kind=kind,
        holder=holder,
        support=Support(ordered=Decimal(support)),
        worker=Worker(state=state, **known),
    )


def wage(dollars):
    return {"state_wage": Decimal(dollars)}


@pytest.mark.parametrize(
    ("state", "disposable", "gross", "known", "taken"),
    [
        ("AZ", "1000", None, wage("14.70"), "100.00"),
        ("AZ", "900", None, wage("14.70"), "18.00"),  # 60 hours are 882
        ("CA", "1000", None, wage("16.50"), "83.20"),  # 40 % above 48 hours, 792
        ("CA", "2000", None, wage("16.50"), "400.00"),
        ("CA", "1600", None, {**wage("16.50"), "period": PayPeriod.BIWEEKLY}, "6.40"),
        ("CA", "1800", None, {**wage("16.50"), "period": PayPeriod.SEMIMONTHLY}, "33.60"),
        ("CA", "3500", None, {**wage("16.50"), "period": PayPeriod.MONTHLY}, "27.20"),
        ("CO", "1000", None, {**wage("14.81"), "health_insurance": Decimal(100)}, "180.00"),
        ("CO", "600", None, wage("14.81"), "7.60"),
        ("CT", "700", None, wage("16.35"), "46.00"),
        ("DC", "1000", None, wage("17.95"), "70.50"),
        ("FL", "750", None, {"head_of_family": True}, "0.00"),
        ("FL", "751", None, {"head_of_family": True, "agreed_in_writing": False}, "0.00"),
        ("FL", "800", None, {"head_of_family": True}, "200.00"),
        ("FL", "800", None, {"head_of_family": False}, "200.00"),
        ("HI", "2000", None, {"period": PayPeriod.MONTHLY}, "375.00"),  # 5 + 10 + 20 % of 1,800
        ("HI", "1100", None, {"period": PayPeriod.MONTHLY}, "157.50"),
        ("IL", "800", "1000", wage("15"), "125.00"),  # above 45 hours
        ("IL", "900", "1000", wage("15"), "150.00"),
        ("MA", "800", "1000", wage("15"), "150.00"),
        ("MA", "700", "800", wage("15"), "50.00"),
        ("MD", "600", None, {**wage("15"), "health_insurance": Decimal(50)}, "100.00"),
        ("MN", "400", "440", wage("11"), "0.00"),  # 40 hours
        ("MN", "500", "600", wage("11"), "50.00"),
        ("MN", "600", "700", wage("11"), "90.00"),
        ("MN", "800", "900", wage("11"), "200.00"),
        ("MO", "600", None, {"head_of_family": True}, "60.00"),
        ("NE", "600", None, {"head_of_family": True}, "90.00"),
        ("NC", "600", None, {"needed_for_family": True}, "0.00"),
        ("ND", "300", None, {}, "10.00"),
        ("NH", "400", None, {}, "37.50"),
        ("NV", "600", "770", {}, "108.00"),
        ("NV", "600", "771", {}, "150.00"),
        ("NV", "380", "500", {}, "17.50"),
        ("NY", "800", "1000", wage("16"), "100.00"),
        ("NY", "500", "600", wage("16"), "20.00"),
        ("OK", "600", None, {}, "150.00"),
        ("OR", "450", None, {}, "50.00"),
        ("OR", "900", None, {"period": PayPeriod.BIWEEKLY}, "68.00"),
        ("OR", "600", None, {"period": 10}, "29.00"),  # 571.43 is rounded to the dollar
        ("PA", "900", None, {}, "0.00"),
        ("SC", "900", None, {}, "0.00"),
        ("TX", "900", None, {}, "0.00"),
        ("VA", "500", None, wage("12.77"), "0.00"),
        ("VT", "600", None, {}, "90.00"),
        ("WA", "600", None, wage("16.66"), "16.90"),
        ("WI", "600", None, {}, "120.00"),
        ("WI", "600", None, {"poverty_percent": Decimal(80)}, "0.00"),
        ("WV", "400", None, {}, "37.50"),
        ("WV", "600", None, {}, "120.00"),
    ],
)
def test_the_stricter_state_decides(state, disposable, gross, known, taken):
    answer = found(state, disposable, gross, **known)
    assert answer.most == Decimal(taken)


def test_a_state_limit_that_binds_is_cited():
    answer = found("NY", "800", "1000", state_wage=Decimal(16))
    assert answer.bound.rule.citation == "N.Y. C.P.L.R. 5231(b)"
    assert str(answer.bound.text) == (
        "In New York, at most 10 percent of your gross pay may be taken: $100.00."
    )
    assert answer.questions == ()


@pytest.mark.parametrize(
    ("state", "question"),
    [
        ("NY", "gross"),
        ("CA", "state_wage"),
        ("CT", "state_wage"),
        ("FL", "head_of_family"),
        ("NC", "needed_for_family"),
        ("WI", "poverty_percent"),
    ],
)
def test_what_is_not_known_becomes_a_question(state, question):
    answer = found(state, "800")
    assert QUESTIONS[question] in answer.questions
    assert answer.most > 0


@pytest.mark.parametrize(
    ("state", "kind", "taken"),
    [
        ("PA", DebtKind.RENT, "80.00"),
        ("PA", DebtKind.JUDGMENT, "200.00"),  # what was it for?
        ("SC", DebtKind.OTHER, "200.00"),
        ("VT", DebtKind.OTHER, "200.00"),
        ("VT", CARD, "120.00"),
        ("WA", DebtKind.OTHER, "200.00"),
        ("WA", DebtKind.PRIVATE_STUDENT, "120.00"),
        ("WA", DebtKind.MEDICAL, "160.00"),
        ("ME", DebtKind.MEDICAL, "0.00"),
        ("ME", CARD, "200.00"),
    ],
)
def test_some_states_ask_what_the_debt_is(state, kind, taken):
    assert found(state, "800", "1000", kind=kind, state_wage=Decimal(10)).most == Decimal(taken)


@pytest.mark.parametrize(
    ("state", "holder", "known", "taken"),
    [
        ("NY", CreditorKind.MEDICAL_PROVIDER, {}, "0.00"),
        ("NY", CreditorKind.DEBT_BUYER, {}, "100.00"),
        ("NY", None, {}, "100.00"),
        ("NJ", None, {"poverty_percent": Decimal(599)}, "0.00"),
        ("NJ", None, {"poverty_percent": Decimal(600)}, "200.00"),
        ("NJ", None, {}, "200.00"),
        ("MD", CreditorKind.MEDICAL_PROVIDER, {"gets_aid": True}, "0.00"),
        ("MD", CreditorKind.MEDICAL_PROVIDER, {"gets_aid": None}, "200.00"),
        ("VA", CreditorKind.DEBT_BUYER, {"gets_aid": True}, "0.00"),
    ],
)
def test_medical_debt_may_leave_pay_alone(state, holder, known, taken):
    answer = found(
        state, "800", "1000", kind=DebtKind.MEDICAL, holder=holder, state_wage=Decimal(10), **known
    )
    assert answer.most == Decimal(taken)


@pytest.mark.parametrize(
    ("on", "taken"),
    [
        (date(2024, 12, 31), "96.00"),
        (date(2025, 1, 1), "45.00"),
        (date(2025, 7, 1), "12.00"),
        (date(2026, 7, 1), "0.00"),
    ],
)
def test_a_sum_changes_on_its_day(on, taken):
    assert found("OR", "350", on=on).most == min(Decimal(taken), Decimal("87.50"))


def test_minnesota_had_another_rule_before_april_2025():
    before = found("MN", "500", "600", on=date(2025, 3, 31), state_wage=Decimal(11))
    assert before.most == 60
    assert before.bound.rule.citation == "Minn. Stat. § 571.922"


def test_oregon_counts_four_weeks_for_a_month_it_does_not_name():
    assert found("OR", "1700", period=PayPeriod.MONTHLY).most == 100


def test_oregon_takes_support_off_what_it_leaves():
    assert found("OR", "500", support="60").most == 40
    assert found("ND", "500", support="60").most == 65


@pytest.mark.parametrize(
    ("yearly_pay", "cap"),
    [
        (11_999, 250),
        (12_000, 400),
        (16_000, 800),
        (24_000, 1_500),
        (35_000, 2_000),
        (49_999, 2_000),
        (50_000, 5_000),
    ],
)
def test_iowa_caps_the_year(yearly_pay, cap):
    answer = found("IA", "600", yearly_pay=Decimal(yearly_pay))
    assert answer.yearly_most == cap
    assert answer.most == min(150, cap)


def test_iowa_reckons_the_year_from_the_paycheck_where_nobody_says():
    assert found("IA", "600", "700").yearly_most == 2_000


def test_every_state_is_named_cited_and_sourced():
    for code, law in states().items():
        assert STATES[code] == law.name.removeprefix("the ")
        assert law.rule.citation
        assert urlsplit(law.rule.source).netloc
        assert law.rule.checked_on <= TODAY


STATE = """
checked_on = 2026-08-29
[XX]
name = "Nowhere"
citation = "Law 1"
source = "https://example.org/1"
confidence = "high"
"""


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        ("limits = []", "XX.limits: must hold at least one"),
        ('limits = [{ take = "percent" }]', "percent: must be a int"),
        ('limits = [{ take = "percent", percent = 101 }]', "a percentage at most 100"),
        ('limits = [{ take = "percent", percent = 5, hours = 3 }]', "hours: is not one of"),
        ('limits = [{ take = "over_wages", hours = 30 }]', "wage: must be a str"),
        ('limits = [{ take = "half" }]', "take: must be one of"),
        ('limits = [{ take = "bands", bands = [[1, 2, 3]] }]', "pairs of whole numbers"),
        (
            'limits = [{ take = "nothing", from = 2026-01-01, until = 2026-01-01 }]',
            "must come after",
        ),
    ],
)
def test_a_wrong_limit_is_refused(limits, what):
    with pytest.raises(LawError, match=what):
        states_from(parse("states.toml", STATE + limits))


def test_a_courts_own_fine_is_not_taken_for_an_ordinary_debt():
    assert found("TX", "900", kind=CARD).most == 0
    assert found("TX", "900", kind=DebtKind.FINE).most == Decimal("225.00")
