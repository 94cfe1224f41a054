from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.facts import BalanceSource, DebtKind
from ledger.words import Text
from negotiation import scoring, stage, standing, steps
from negotiation.models import Sheet, Standing
from tests import make


@pytest.fixture
def household(workspace):
    """Debts of many kinds and stages."""
    card = make.debt(workspace, first_delinquent_on=date(2024, 1, 1), apr=Decimal("20"))
    make.balance(card)
    asked = make.debt(workspace, nickname="Asked", notice_received_on=date(2026, 2, 25))
    make.balance(asked, source=BalanceSource.VALIDATION_NOTICE)
    make.statement_request(asked, mailed_on=date(2026, 2, 26), due_on=date(2026, 3, 28))
    make.debt(workspace, nickname="Car", kind=DebtKind.AUTO)
    make.debt(workspace, nickname="Sued", sued=True, sued_on=date(2026, 2, 1))
    paused = make.debt(workspace, nickname="Paused", paused_until=date(2026, 5, 1))
    make.call(paused, call_back_on=date(2026, 3, 1))
    return workspace


def refresh(workspace, on=make.TODAY):
    workspace.refresh_from_db()
    standing.refresh(workspace, on=on)


def test_what_is_stored_is_what_the_engine_says_today(household):
    refresh(household)
    stored = {row.debt_id: row for row in Standing.objects.all()}
    assert len(stored) == household.debts.count() == 5
    for debt in standing.with_history(household.debts):
        row, facts, past = stored[debt.pk], debt.facts(), standing.history(debt)
        scored = scoring.score(facts, on=make.TODAY)
        at = stage.stage(facts, past, on=make.TODAY)
        step = steps.next_step(facts, past, at, on=make.TODAY)
        assert (row.score, row.route) == (scored.points, scored.route or "")
        assert (row.stage, row.step, row.due_on) == (at, step.kind, step.due_on)
        assert Text.from_data(row.why) == step.why
        assert (row.amount, row.basis) == (facts.balance, facts.basis)
        assert row.holder == debt.holder
        assert (row.on, row.revision) == (make.TODAY, debt.revision)


def test_a_court_presses_first_and_what_has_no_day_last(household):
    refresh(household)
    rows = Standing.objects.order_by("presses_on").select_related("debt")
    assert rows[0].debt.nickname == "Sued"
    assert [row.due_on for row in rows if row.presses_on == date.max] == [
        None for row in rows if row.due_on is None
    ]


def test_nothing_changed_costs_one_row(household, django_assert_num_queries):
    refresh(household)
    household.refresh_from_db()
    with django_assert_num_queries(1):
        standing.refresh(household, on=make.TODAY)


def test_only_what_is_behind_is_worked_out_anew(household, monkeypatch):
    refresh(household)
    worked_out, of = [], standing.of
    monkeypatch.setattr(
        standing, "of", lambda debt, *, on: worked_out.append(debt.nickname) or of(debt, on=on)
    )
    make.call(household.debts.get(nickname="Car"))
    refresh(household)
    assert worked_out == ["Car"]


@pytest.mark.parametrize(
    "change",
    [
        lambda workspace: workspace.facts_changed(),
        lambda workspace: Standing.objects.update(version=0) and Sheet.objects.update(version=0),
    ],
)
def test_what_concerns_all_is_worked_out_for_all(household, change):
    refresh(household)
    Standing.objects.update(score=-1)
    change(household)
    refresh(household)
    assert not Standing.objects.filter(score=-1).exists()


def test_a_new_day_is_a_new_answer(household):
    refresh(household)
    later = make.TODAY + timedelta(days=40)
    refresh(household, on=later)
    assert {row.on for row in Standing.objects.all()} == {later}
    assert Standing.objects.get(debt__nickname="Asked").step == steps.StepKind.CHASE_ANSWER


def test_forty_debts_take_as_many_queries_as_one(household):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            refresh(household)
        return len(asked)

    refresh(household)
    make.debt(household).touch()
    few = queries()
    for _ in range(40):
        make.debt(household).touch()
    assert queries() == few


def test_other_households_are_left_alone(household, mallory):
    make.debt(make.workspace(mallory)).touch()
    refresh(household)
    assert not Standing.objects.exclude(workspace=household).exists()


def test_a_debt_with_a_deal_on_paper_has_no_score_any_more(debt):
    make.balance(debt)
    [before] = standing.with_history(type(debt).objects.all())
    assert standing.answers(before, on=make.TODAY).score.points is not None
    make.agreement(debt)
    [after] = standing.with_history(type(debt).objects.all())
    assert standing.answers(after, on=make.TODAY).score.route is scoring.Route.DEAL
