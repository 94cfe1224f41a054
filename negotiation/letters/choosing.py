"""Which letter to write now, which not and why: one answer for every kind. Pure.

    from negotiation.letters.choosing import choose
    choose(facts, history, stage, recipient, on=day)

A letter is offered, withheld with a reason and something better to do, or refused because it can
never fit this party or this debt. None is offered where it would hurt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ledger.facts import CaseHistory, DebtFacts
from ledger.law.validation import mail_by
from ledger.words import Text, text
from negotiation.letters.kinds import KINDS
from negotiation.letters.obstacles import Obstacle, obstacles
from negotiation.letters.parts import COLLECTORS, LetterKind, Recipient, Wording
from negotiation.letters.situation import Case, time_bar_risk
from negotiation.stage import Stage

__all__ = ["Answer", "Verdict", "choose", "time_bar_risk", "verdict"]

COLLECTORS_ONLY = text("The law behind this letter binds debt collectors. This party is none.")
NOT_FOR_COLLECTOR = text("This letter is for the company you owe, not for a collector.")
HOSPITALS_ONLY = text("Only a doctor or hospital can answer this letter.")
BUREAUS_ONLY = text("Only a credit bureau can answer this letter.")
NOT_FOR_BUREAU = text("A credit bureau cannot do what this letter asks.")
NOT_FOR_BANK = text("Your bank cannot do what this letter asks.")
NOT_FOR_OFFICE = text("A government office has its own ways. This letter does not fit it.")
NOT_FOR_THEM = text("This letter asks for what this party cannot do.")
MEDICAL_ONLY = text("It is for medical bills only.")
CARDS_ONLY = text("It is for credit cards and store cards only.")
OTHER_DEBTS = text("It is for other kinds of debt.")

STAYS = text("The debt stays. They can still sue you or report it.")
MAIL_BY = text("Mail it by {day}. It then gets there while it still makes them stop.")


class Answer(StrEnum):
    OFFERED = "offered"
    WITHHELD = "withheld"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer for one kind of letter.

    Offered: `now` is its line "why now", `rank` its place from 0 on, `first` whether it is a first
    choice at this stage; `why` says more where there is more to say. Withheld: `why`, and what to
    do `instead`; `confirm` holds the sentences by which the user may write it all the same, each
    with its name for `Case.passed`. Refused: `why`. `warnings` are to be read before writing.
    """

    kind: str
    answer: Answer
    now: Wording
    rank: int = 0
    first: bool = False
    why: Text | None = None
    instead: Text | None = None
    confirm: tuple[tuple[str, Text], ...] = ()
    gate: str = ""
    warnings: tuple[Text, ...] = ()
    cited: str = ""
    source: str = ""


def choose(
    debt: DebtFacts,
    history: CaseHistory,
    stage: Stage,
    recipient: Recipient,
    *,
    on: date,
    passed: frozenset[str] = frozenset(),
) -> tuple[Verdict, ...]:
    """A verdict for every kind: those offered in their order, then withheld, then refused."""
    case = Case(debt, history, stage, recipient, on, passed)
    found = [verdict(kind, case) for kind in KINDS.values()]
    offered = [each for each in found if each.answer is Answer.OFFERED]
    offered.sort(key=lambda each: (not each.first, _place(each.kind, case)))
    ranked = [_ranked(each, rank) for rank, each in enumerate(offered)]
    withheld = [each for each in found if each.answer is Answer.WITHHELD]
    return (*ranked, *withheld, *(each for each in found if each.answer is Answer.REFUSED))


def verdict(kind: LetterKind, case: Case) -> Verdict:
    """The answer for one kind; its rank is only known among the others."""
    if refusal := _refusal(kind, case):
        return Verdict(kind=kind.id, answer=Answer.REFUSED, now=kind.why, why=refusal)
    found = tuple(obstacles(kind, case))
    standing = [each for each in found if not _passed(each, kind, case)]
    if standing:
        return _withheld(kind, standing)
    return _offered(kind, found, case)


# ---- never --------------------------------------------------------------------------------

NEVER: Mapping[Recipient, Text] = {
    Recipient.CREDIT_BUREAU: NOT_FOR_BUREAU,
    Recipient.BANK: NOT_FOR_BANK,
    Recipient.GOVERNMENT: NOT_FOR_OFFICE,
}


def _refusal(kind: LetterKind, case: Case) -> Text | None:
    if case.recipient not in kind.to:
        return _wrong_party(kind, case)
    if kind.debts and case.debt.kind not in kind.debts:
        return {"L19": MEDICAL_ONLY, "L21": CARDS_ONLY}.get(kind.id, OTHER_DEBTS)
    return None


def _wrong_party(kind: LetterKind, case: Case) -> Text:
    if kind.to <= COLLECTORS:
        return COLLECTORS_ONLY
    if kind.to == {Recipient.MEDICAL_PROVIDER}:
        return HOSPITALS_ONLY
    if kind.to == {Recipient.CREDIT_BUREAU}:
        return BUREAUS_ONLY
    if case.to_collector:
        return NOT_FOR_COLLECTOR
    return NEVER.get(case.recipient, NOT_FOR_THEM)


# ---- not now ------------------------------------------------------------------------------


def _passed(obstacle: Obstacle, kind: LetterKind, case: Case) -> bool:
    """Whether it gives way.

    About an old debt nothing is written that might admit it, unless the user chose so and the
    letter says that it admits nothing. What goes with a deal on paper or with a payment made is not
    held back: the rule on starting the time again is shown beside it.
    """
    if obstacle.name == "time_bar" and kind.requires & {"written_agreement", "payment_confirmed"}:
        return True
    return obstacle.name in case.passed and obstacle.passable and _may(obstacle, kind)


def _may(obstacle: Obstacle, kind: LetterKind) -> bool:
    """Whether confirming can open it.

    Of an old debt only a letter speaks that says it admits nothing, or that asks for the deal on
    paper: without it somebody would pay on a word.
    """
    admits_nothing = any(part.key == "no_admission" for part in kind.closing)
    return obstacle.name != "time_bar" or admits_nothing or kind.id == "L7"


def _withheld(kind: LetterKind, standing: list[Obstacle]) -> Verdict:
    first = standing[0]
    ways = [(each.name, each.confirm) for each in standing if each.confirm and _may(each, kind)]
    return Verdict(
        kind=kind.id,
        answer=Answer.WITHHELD,
        now=kind.why,
        why=first.why,
        instead=first.instead,
        confirm=tuple(ways) if len(ways) == len(standing) else (),
        gate=first.name,
        warnings=tuple(line for each in standing for line in each.more),
        cited=first.cited,
        source=first.source,
    )


# ---- now ----------------------------------------------------------------------------------

# what comes first among letters that are equally fit
ORDER = (
    "L2 L19 L1 L15 L4 L3 L6 L7 L5 L20 L8 L26 L9 L10 L11 L14 L24 L12 L21 L18 L17 L16 L22 L13"
).split()


def _place(kind: str, case: Case) -> int:
    """A deal goes on paper at once; so does the end of the time to sue, outside of the window."""
    ahead = ["L7"] if case.history.accepted_on is not None else []
    ahead += [] if case.in_window else ["L15"]
    order = [*ahead, *ORDER]
    return order.index(kind) if kind in order else len(order)


def _offered(kind: LetterKind, found: tuple[Obstacle, ...], case: Case) -> Verdict:
    warnings = [line for each in found for line in (each.why, *each.more)]
    if kind.id == "L13":
        warnings.insert(0, STAYS)
    cited = next((each for each in found if each.cited), None)
    return Verdict(
        kind=kind.id,
        answer=Answer.OFFERED,
        now=kind.why,
        first=case.stage in kind.fits and not found and not _is_early(kind, case),
        why=_presses(kind, case),
        warnings=tuple(warnings),
        cited=cited.cited if cited else "",
        source=cited.source if cited else "",
    )


def _is_early(kind: LetterKind, case: Case) -> bool:
    """An agreement is asked for once they have said yes, or have made an offer themselves."""
    waiting = case.stage is Stage.OFFER_OUT and case.history.accepted_on is None
    return kind.id == "L7" and waiting


def _presses(kind: LetterKind, case: Case) -> Text | None:
    """The day that makes it urgent."""
    received_on = case.debt.notice_received_on
    disputes = kind.pauses_collection or kind.id == "L3"
    if not disputes or received_on is None or not case.in_window:
        return None
    by = mail_by(received_on)
    return MAIL_BY.filled(day=by) if case.on <= by else None


def _ranked(offered: Verdict, rank: int) -> Verdict:
    return replace(offered, rank=rank)
