"""The plan on one page of paper: tagged, its picture told in words, with the page's own figures."""

from datetime import date

import pytest

from debtsite import native
from negotiation import plan_pdf
from negotiation.plan.what_if import WhatIf
from negotiation.plan_page import PlanPage
from tests import make
from tests.pdfcheck import faults, opened

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(bool(native.missing()), reason="Pango is missing"),
]


@pytest.fixture
def campaign(workspace):
    for number in range(14):
        name = f"Card {number} " + "of a long name" * 4
        debt = make.debt(workspace, nickname=name, security="none", sued=False)
        make.balance(debt, f"{900 + number * 50}.00", as_of=date(2026, 2, 1))
    return workspace


@pytest.mark.parametrize("query", [{}, {"tax": "12", "share": "walk_away"}, {"saving": "-150"}])
def test_it_is_one_tagged_page(campaign, query):
    pdf = plan_pdf.to_pdf(campaign, WhatIf.read(query), on=make.TODAY)
    with opened(pdf) as document:
        assert len(document.pages) == 1
    assert faults(pdf) == []


def test_it_says_what_the_page_says(campaign):
    shown = plan_pdf.context(campaign, WhatIf(), on=make.TODAY)
    page = PlanPage.of(campaign, WhatIf(), on=make.TODAY)
    assert shown["page"].plan.total_after_tax == page.plan.total_after_tax
    assert (len(shown["steps"]), shown["steps_left"]) == (9, 5)


def test_the_same_plan_is_the_same_file(workspace):
    make.balance(make.debt(workspace, security="none", sued=False))
    first, second = (plan_pdf.to_pdf(workspace, WhatIf(), on=make.TODAY) for _ in range(2))
    assert first == second
