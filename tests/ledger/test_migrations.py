"""Migrations that change what a row may say: what it keeps on the way there and on the way back."""

import pytest

from ledger.models import Debt
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_keep_their_security_and_lawsuit_and_what_is_unknown_goes_back_to_no(
    migrate, workspace
):
    unknown = make.debt(workspace)
    known = make.debt(workspace, security="vehicle", sued=True, sued_on=make.TODAY)
    assert (unknown.security, unknown.sued) == ("", None)

    before = migrate(("ledger", "0006_payment_corrections")).get_model("ledger", "Debt").objects
    assert before.values_list("security", "sued").get(pk=unknown.pk) == ("none", False)
    assert before.values_list("security", "sued").get(pk=known.pk) == ("vehicle", True)

    migrate(("ledger", "0007_security_and_lawsuit_may_be_unknown"))
    assert Debt.objects.values_list("security", "sued").get(pk=unknown.pk) == ("none", False)
    assert Debt.objects.values_list("security", "sued").get(pk=known.pk) == ("vehicle", True)


def test_a_court_fine_goes_back_to_something_else(migrate, workspace):
    fine = make.debt(workspace, kind="fine")
    card = make.debt(workspace, nickname="Other card", collector=fine.collector)
    before = migrate(("ledger", "0009_what_a_debt_was_at_first")).get_model("ledger", "Debt")
    assert dict(before.objects.values_list("pk", "kind")) == {
        fine.pk: "other",
        card.pk: "credit_card",
    }
