"""What is said of each way out of debt: whom it suits, what it risks, the credit report. Pure."""

from ledger.words import Text, text

SETTLED = text("The accounts show as settled for less than you owed. That counts against you.")
NO_CHANGE = text("Paid on time it does no harm, and helps with the years.")
NOTED = text("The accounts may show that a counselor pays. That weighs little.")
FILED = text("A case stays on the report for up to ten years.")

REPORT: dict[str, Text] = {
    "minimums": NO_CHANGE,
    "snowball": NO_CHANGE,
    "avalanche": NO_CHANGE,
    "counselor": NOTED,
    "firm": SETTLED,
    "chapter_7": FILED,
    "chapter_13": FILED,
    "this_plan": SETTLED,
}
BETTER_FOR: dict[str, Text] = {
    "minimums": text("For whoever needs the lowest payment now and expects more income soon."),
    "snowball": text("For whoever can pay all debts and needs to see the first ones end soon."),
    "avalanche": text("For whoever can pay all debts and wants to pay the least interest."),
    "counselor": text("For whoever can pay all debts in a few years if the rates fall."),
    "firm": text("For whoever cannot bear to talk to holders, and can pay for that."),
    "chapter_7": text("For whoever can pay nothing much and owns little that could be sold."),
    "chapter_13": text("For whoever has a steady income and a home or car to save."),
    "this_plan": text("For whoever is behind, has some cash, and can talk to holders."),
}
GROWS = text("Interest may grow faster than you pay.")
NEED_ALL = text("You pay all of it. One bad month can stop it.")
LATE_FIRST = text("Holders may sue while you save, and interest and fees go on.")
TAXED = text("What is cancelled may count as income.")
NO_PROMISE = text("No holder has to agree.")
FEE = text("The fee is a part of the debt. Nothing may be asked before a debt is settled.")
PART_ONLY = text("In a large study about half of the debt was settled after three years.")
NOT_ALL_AGREE = text("Not all holders agree to a counselor’s plan, and new credit must wait.")
PROPERTY = text("What the law does not protect may be sold.")
NOT_ALL_END = text("Support, most taxes and student loans, and some others, go on.")
PUBLIC = text("It is on public record.")
OFTEN_FAILS = text("Many plans end early. Then most debts are back.")

RISKS: dict[str, tuple[Text, ...]] = {
    "minimums": (GROWS,),
    "snowball": (NEED_ALL,),
    "avalanche": (NEED_ALL,),
    "counselor": (NEED_ALL, NOT_ALL_AGREE),
    "firm": (LATE_FIRST, FEE, PART_ONLY, TAXED, NO_PROMISE),
    "chapter_7": (PROPERTY, NOT_ALL_END, PUBLIC),
    "chapter_13": (OFTEN_FAILS, NOT_ALL_END, PUBLIC),
    "this_plan": (LATE_FIRST, TAXED, NO_PROMISE),
}
SEVEN_MAY_BE_BETTER = text(
    "Chapter 7 may be better for you: it may cost {cost} or less in all. Talk to a lawyer before "
    "you pay anybody."
)
THIRTEEN_MAY_BE_BETTER = text(
    "Chapter 13 may be better for you: it may cost {cost} or less in all. Talk to a lawyer before "
    "you pay anybody."
)
COUNSELOR_MAY_BE_BETTER = text(
    "The counselor’s plan may be better for you: it costs about {cost} in all."
)
