from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from ledger.facts import BalanceSource
from ledger.models import BalanceEntry
from tests import make


@pytest.fixture
def debt(db):
    return make.debt(make.workspace(make.user()))


def entry(debt, *parts, total):
    principal, interest, fees = map(Decimal, parts)
    return BalanceEntry(
        workspace=debt.workspace,
        debt=debt,
        as_of=make.TODAY,
        principal=principal,
        interest=interest,
        fees=fees,
        total=Decimal(total),
        source=BalanceSource.VALIDATION_NOTICE,
    )


def test_parts_whose_binary_sum_is_a_hair_off_make_the_total(debt):
    right = entry(debt, "1512.40", "241.18", "96.00", total="1849.58")
    right.full_clean()
    right.enter(by=None, on=make.TODAY)


@pytest.mark.parametrize("total", ["1849.57", "1849.59"])
def test_parts_a_cent_off_do_not(debt, total):
    with pytest.raises(ValidationError, match="do not add up"):
        entry(debt, "1512.40", "241.18", "96.00", total=total).full_clean()
