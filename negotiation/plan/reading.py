"""A campaign as a file writes it: what the payoff reads and what settling needs. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from negotiation.payoff import reading
from negotiation.payoff.reading import (
    DEBT_FIELDS,
    FIELDS,
    Data,
    Unreadable,
    flag,
    known,
    listed,
    mapping,
    month,
    number,
)
from negotiation.payoff.terms import Debt, Order
from negotiation.plan.terms import Campaign, Item, Objective, Risk, Saving, Settle, Share

PERCENT = 100
PLAN_FIELDS = ("cash", "saving", "floor", "objective", "tax_rate", "insolvent_by")
ITEM_FIELDS = ("settle", "keep_current", "leave", "fee", "risks", "charge_off_month")
SETTLE_FIELDS = ("share", "instalments", "from_month")


def campaign(data: Data) -> Campaign:
    """The file as a campaign; Unreadable says what is wrong, and where."""
    known(data, (*FIELDS, *PLAN_FIELDS), "The file")
    if flag(data, "biweekly", "The file"):
        raise Unreadable("biweekly: a plan with deals counts by months; leave this out.")
    debts = [mapping(each, f"debts[{n}]") for n, each in enumerate(listed(data, "debts"))]
    problem = reading.problem({**data, "debts": [_without(each, ITEM_FIELDS) for each in debts]})
    objective = data.get("objective", Objective.CHEAPEST)
    if objective not in tuple(Objective):
        raise Unreadable("objective: say cheapest, soonest or calmest.")
    return Campaign(
        tuple(
            _item(each, debt, f"debts[{n}]")
            for n, (each, debt) in enumerate(zip(debts, problem.debts, strict=True))
        ),
        number(data.get("cash", 0), "cash"),
        saving(data.get("saving", 0)),
        number(data.get("floor", 0), "floor"),
        Objective(objective),
        tax_rate(data.get("tax_rate", 0)),
        number(data.get("insolvent_by", 0), "insolvent_by"),
        reading.budget(data.get("budget", "minimums")),
        order if isinstance(order := problem.order, Order) else tuple(order),
        problem.extra,
    )


def _without(data: Data, names: Sequence[str]) -> Data:
    return {name: data[name] for name in data if name not in names}


def saving(said: object) -> Saving:
    """One amount, or a list of dated changes; each may call its amount "saving" too."""
    if isinstance(said, list):
        said = [
            {("amount" if name == "saving" else name): each[name] for name in each}
            if isinstance(each, Mapping)
            else each
            for each in said
        ]
    return reading.amounts(said, "saving")


def tax_rate(said: object) -> Decimal:
    """A part of one (0.22) or a percentage (22)."""
    found = number(said, "tax_rate", PERCENT)
    found = found if found < 1 else found / PERCENT
    if found >= 1:
        raise Unreadable("tax_rate: this should be less than 100 percent.")
    return found


def share(said: object, where: str) -> Decimal:
    """A part of one (0.30), or a percentage (30) where it is more than one."""
    found = number(said, where, PERCENT)
    return found if found <= 1 else found / PERCENT


def _item(data: Data, debt: Debt, where: str) -> Item:
    known(data, (*DEBT_FIELDS, *ITEM_FIELDS), where)
    risks = listed(data, "risks", ())
    if strange := [risk for risk in risks if risk not in tuple(Risk)]:
        raise Unreadable(f'{where}.risks: "{strange[0]}" is none of {", ".join(Risk)}.')
    return Item(
        debt,
        settle(data["settle"], f"{where}.settle") if data.get("settle") is not None else None,
        flag(data, "keep_current", where),
        flag(data, "leave", where),
        number(data.get("fee", 0), f"{where}.fee"),
        frozenset(Risk(str(risk)) for risk in risks),
        month(data, "charge_off_month", where) if "charge_off_month" in data else None,
    )


def settle(data: object, where: str) -> Settle:
    """{"share": "0.30"}, or a list of shares with the month each begins in."""
    several = data if isinstance(data, list) else [data]
    shares, instalments = [], [1]
    for n, each in enumerate(several):
        here = f"{where}[{n}]" if isinstance(data, list) else where
        said = mapping(each, here)
        known(said, SETTLE_FIELDS, here)
        shares.append(
            Share(month(said, "from_month", here, 1), share(said.get("share"), f"{here}.share"))
        )
        instalments.append(month(said, "instalments", here, 1))
    if not shares:
        raise Unreadable(f"{where}: say at least one share.")
    if len({start for start, _ in shares}) < len(shares):
        raise Unreadable(f"{where}: two shares begin in the same month.")
    return Settle(tuple(sorted(shares)), max(instalments))
