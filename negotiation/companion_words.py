"""The sentences of a call: whom to ask for, what to say, what never, and what to answer. Pure.

What never to say rests on: 12 CFR 1006.22(c) (post-dated payments), 1006.26(b) (old debts),
15 USC 1692e (false statements, theirs), 11 USC 523(a)(2)(B) (false statements, yours).
"""

from dataclasses import dataclass
from enum import StrEnum

from ledger.words import Text, text


class Way(StrEnum):
    """What a call is for, as the case stands."""

    VERIFY = "verify"  # first see on paper what is owed
    OFFER = "offer"
    WAITING = "waiting"  # our offer is out
    COUNTER = "counter"  # they named a figure
    PAPER = "paper"  # both said yes, nothing is in writing
    DEAL = "deal"  # it is in writing and runs
    SETTLED = "settled"  # paid; the proof is missing
    OVER = "over"
    TIME = "time"  # no offer fits: a plan, or more time
    COURT = "court"


TALKING = (Way.OFFER, Way.WAITING, Way.COUNTER)


@dataclass(frozen=True, slots=True)
class Never:
    """Words to keep to oneself, and why."""

    say: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """What they usually say and what to answer. `owns_up`: not while the time to sue may be over,
    since the answer takes the debt as one's own."""

    they: Text
    you: Text
    ways: tuple[Way, ...] = tuple(Way)
    owns_up: bool = False


OPEN = text("First offer")
AIM = text("My target")
LIMIT = text("My limit")

GOALS = {
    Way.VERIFY: text("Get their figure in writing. Talk about no money today."),
    Way.OFFER: text("Make your first offer. Hear what they say. Agree to nothing on the phone."),
    Way.WAITING: text("Ask for an answer to your offer. Do not raise it in the same call."),
    Way.COUNTER: text("Answer their figure with yours. Then wait and let them talk."),
    Way.PAPER: text("Get the deal on paper. Pay nothing until you have read it."),
    Way.DEAL: text("Make sure that they got what you paid, and that they keep to the deal."),
    Way.SETTLED: text("Get a letter that says that nothing is owed."),
    Way.OVER: text("Tell them that this debt is over, and where to send what they want to say."),
    Way.TIME: text("Ask for more time, a lower rate or a plan. There is no offer to make here."),
    Way.COURT: text("Answer the court first. On the phone, only ask and listen."),
}
SETTLES = text("Ask for somebody who may agree to a settlement.")
NAME_AND_LINE = text("Ask for the name, the direct number and a reference. Write them down.")
WRITES = text("Ask for whoever sends out statements, or for the address for disputes.")
PAPERS = text("Ask for whoever sends out settlement letters.")
HARDSHIP_DESK = text("Ask for the hardship or payment plan desk.")
FILE_NUMBER = text("Ask for the lawyer's name and the number of the case.")
PAYMENTS = text("Ask for the payments desk.")
ASK_FOR = {
    Way.VERIFY: (WRITES, NAME_AND_LINE),
    Way.OFFER: (SETTLES, NAME_AND_LINE),
    Way.WAITING: (SETTLES, NAME_AND_LINE),
    Way.COUNTER: (SETTLES, NAME_AND_LINE),
    Way.PAPER: (PAPERS, NAME_AND_LINE),
    Way.DEAL: (PAYMENTS, NAME_AND_LINE),
    Way.SETTLED: (PAPERS, NAME_AND_LINE),
    Way.OVER: (NAME_AND_LINE,),
    Way.TIME: (HARDSHIP_DESK, NAME_AND_LINE),
    Way.COURT: (FILE_NUMBER,),
}
GREETING = text("Hello. I am calling about the account that your letter speaks of.")
WHO_ARE_YOU = text("Before we go on: what is your name, and what is the reference for this call?")
NOT_A_PROMISE = text("I am only asking today. Nothing I say is a promise to pay.")
OPENINGS = {
    Way.VERIFY: (
        GREETING,
        WHO_ARE_YOU,
        text("Please send me in writing what you say is owed, to whom, and how it adds up."),
        NOT_A_PROMISE,
    ),
    Way.OFFER: (
        GREETING,
        WHO_ARE_YOU,
        text("I cannot pay the whole amount. I have some cash, and I want this to be over."),
        text("I can offer a sum at once, if you take it as full payment. May I name it?"),
    ),
    Way.WAITING: (
        GREETING,
        WHO_ARE_YOU,
        text("I made you an offer. Have you looked at it? What is your answer?"),
    ),
    Way.COUNTER: (
        GREETING,
        WHO_ARE_YOU,
        text("You named a figure. That is more than I can pay. I can offer another one."),
    ),
    Way.PAPER: (
        GREETING,
        WHO_ARE_YOU,
        text("We both said yes to an amount. Please send me the letter with all the terms."),
        text("I will pay as it says, once I have read it."),
    ),
    Way.DEAL: (
        GREETING,
        WHO_ARE_YOU,
        text("I am paying as our letter says. Did my last payment arrive, and on what day?"),
    ),
    Way.SETTLED: (
        GREETING,
        WHO_ARE_YOU,
        text("I have paid this as agreed. Please send a letter that says the balance is zero."),
    ),
    Way.OVER: (
        WHO_ARE_YOU,
        text("By my papers this account is over. Please write to me and say what you rest on."),
    ),
    Way.TIME: (
        GREETING,
        WHO_ARE_YOU,
        text("I want to go on with this, but I cannot pay as it stands. What can you do for me?"),
    ),
    Way.COURT: (
        text("I am calling about the case number on the court papers."),
        text("I will answer in writing. I do not talk about the facts on the phone."),
    ),
}
SEND_IT = text("Please send me that in writing. I will read it and get back to you.")
NOTHING_TODAY = text("I do not pay or agree to anything on the phone. Thank you. Goodbye.")
REPEAT = text("Let me read back what I wrote down, so that I have it right.")
CLOSES = {way: (SEND_IT,) if way is Way.COURT else (REPEAT, SEND_IT, NOTHING_TODAY) for way in Way}

# ---- before dialing -----------------------------------------------------------------------------

COURT_FIRST = text("There is a lawsuit. A call does not stop the day the court has set.")
DISPUTE_RUNS = text("You asked them to prove it. You can wait for that in writing, too.")
OLD_DEBT_FIRST = text(
    "The time to sue may be over, or we cannot tell. In some states a payment, or saying that you "
    "owe it, gives them more time. You do not have to call."
)
SAVING_FIRST = text("You are still saving. Hear what they would take, and promise no day.")
PAUSED_FIRST = text("You paused this debt. You do not have to call.")
PAPER_READY = text("Have their letter and a pen at hand. You may hang up at any time.")

# ---- never --------------------------------------------------------------------------------------

NEVER_OWN_UP = Never(
    text("“Yes, I owe that.”"),
    text("In some states such words give them more time to sue."),
)
NEVER_GOOD_FAITH = Never(
    text("“I can pay a little today, in good faith.”"),
    text("One small payment can start the time to sue all over again."),
)
NEVER_AGREE_FIGURE = Never(
    text("“That figure is right.”"),
    text("Nobody has shown you in writing what is owed, and to whom."),
)
NEVER_LIMIT = Never(
    text("“The most I could pay is …”"),
    text("Whatever you name becomes the least they ask for."),
)
NEVER_BANK = Never(
    text("Your bank account or card number"),
    text("They could take more than you meant, or take it early. Pay in a way you control."),
)
NEVER_PROMISE = Never(
    text("“I promise to pay on Friday.”"),
    text("A promise you cannot keep is held against you. Make offers in writing, with a last day."),
)
NEVER_WORK = Never(
    text("Where you work, where you bank, who could lend you money"),
    text("If they win in court, that tells them where to look. You need not say it."),
)
NEVER_BLUFF = Never(
    text("“I will file for bankruptcy.”"),
    text("Say it only while it is true. Saying what is not true can hurt you later."),
)

# ---- what they usually say ----------------------------------------------------------------------

MONEY = (*TALKING, Way.TIME)
ANSWERS = (
    Answer(
        text("“Can you pay something today?”"),
        text("No. I pay nothing before I have the terms in writing."),
    ),
    Answer(
        text("“This offer is only good today.”"),
        text("Then please send it to me today in writing, with its last day on it."),
        MONEY,
    ),
    Answer(
        text("“We cannot take less than the full amount.”"),
        text("I hear you. I cannot pay that. My offer stands. Who else may decide on it?"),
        TALKING,
    ),
    Answer(
        text("“You can pay it in small parts.”"),
        text("One payment is what I can do. If parts are all you take, put them in writing."),
        TALKING,
    ),
    Answer(
        text("“We only send the letter after you pay.”"),
        text("Then I cannot pay. First the letter, then the money."),
        (*TALKING, Way.PAPER, Way.TIME),
    ),
    Answer(
        text("“Give me your account number and we set it up.”"),
        text("No. I give no account or card number on the phone."),
    ),
    Answer(
        text("“Where do you work? What do you earn?”"),
        text("I would rather not say. Please stay with the account."),
    ),
    Answer(
        text("“Do you admit that this is your debt?”"),
        text("I am not saying that today. Please show me in writing."),
        (Way.VERIFY, Way.OVER, Way.COURT, *MONEY),
    ),
    Answer(
        text("“Why did you not pay?”"),
        text("My money got short. I want to find a way that I can keep to."),
        MONEY,
        owns_up=True,
    ),
    Answer(
        text("They shout, curse or threaten you."),
        text("I end this call now. Please write to me."),
    ),
)
SUE = Answer(
    text("“Then we will sue you.”"),
    text("I hear you. I would rather settle. Please write to me what you mean to do."),
    TALKING,
)
SUED = Answer(
    text("“The court will decide, then.”"),
    text("I take part in the case. A deal must also say that you end it for good."),
    TALKING,
)

BANKRUPTCY = text("I am thinking about bankruptcy and have not decided. I would rather settle.")
SAID_ON = text("You said on {day} that this is so. Say it only if it is still true today.")
