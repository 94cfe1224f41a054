"""How each kind of event on a debt's timeline reads, and where it leads."""

from dataclasses import dataclass, field

from ledger.words import Text, text
from negotiation.models import CallLog


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one kind of event reads; `more` holds a sentence for each value that may be missing."""

    icon: str
    says: Text
    more: dict[str, Text] = field(default_factory=dict)
    route: str = ""


OFFER, DEAL = "negotiation:offer_detail", "negotiation:agreement_detail"
LETTER, DOCUMENT, CALL = (
    "negotiation:letter_detail",
    "ledger:document_file",
    "negotiation:call_edit",
)
CALL_VALUES = {
    "spoke_with": text("The name given was {spoke_with}."),
    "amount": text("The amount named was {amount}."),
    "promised": text("The amount promised was {promised}."),
    "promise": text("They promised: {promise}"),
    "call_back_on": text("To call back on {call_back_on}."),
}
PHRASES = {
    "debt_added": Phrase("flag", text("You wrote down this debt: {name}.")),
    "debt_changed": Phrase(
        "pencil",
        text("You changed the facts of this debt."),
        {"fields": text("Changed: {fields}.")},
    ),
    "holder_changed": Phrase("people", text("You wrote down who is involved: {name} ({role}).")),
    "holder_left": Phrase("people", text("{name} no longer has this debt ({role}).")),
    "debt_archived": Phrase("archive", text("You put this debt away.")),
    "debt_restored": Phrase("arrow-repeat", text("You took this debt back on your list.")),
    "balance_added": Phrase(
        "hash",
        text("You wrote down what is owed: {total}."),
        {"as_of_on": text("As of {as_of_on}."), "source": text("From: {source}.")},
    ),
    "balance_corrected": Phrase("pencil", text("You corrected what is owed to {total}.")),
    "payment_made": Phrase("wallet2", text("You paid {amount}.")),
    "payment_corrected": Phrase("pencil", text("You corrected a payment to {amount}.")),
    "document_added": Phrase("paperclip", text("You added a paper: {title}."), route=DOCUMENT),
    "document_archived": Phrase("archive", text("You put a paper away: {title}.")),
    "document_restored": Phrase(
        "arrow-repeat", text("You took a paper back: {title}."), route=DOCUMENT
    ),
    "letter_issued": Phrase(
        "envelope-paper", text("You made a letter to {recipient}: {title}."), route=LETTER
    ),
    "letter_mailed": Phrase(
        "envelope",
        text("You mailed a letter to {recipient}: {title}."),
        {
            "tracking": text("The tracking number is {tracking}."),
            "due_on": text("It is fair to expect an answer by {due_on}."),
        },
        LETTER,
    ),
    "letter_delivered": Phrase("check-circle", text("Your letter arrived: {title}."), route=LETTER),
    "statement_answered": Phrase(
        "chat-left-text",
        text("An answer came from {recipient}."),
        {"total": text("They say you owe {total}.")},
        "negotiation:statement_detail",
    ),
    "request_cancelled": Phrase(
        "x-circle", text("You took back a letter before mailing it: {title}."), route=LETTER
    ),
    "letter_set_aside": Phrase(
        "x-circle", text("You put a letter aside that was never mailed: {title}."), route=LETTER
    ),
    "letter_returned": Phrase(
        "arrow-repeat",
        text("The post brought a letter back: {title}."),
        {"returned_why": text("What it wrote on it: {returned_why}.")},
        LETTER,
    ),
    "letter_replaced": Phrase(
        "pencil", text("You corrected a letter: {title}. A newer one took its place."), route=LETTER
    ),
    "letter_answered": Phrase(
        "chat-left-text", text("{recipient} answered your letter: {title}."), route=LETTER
    ),
    "letter_unanswered": Phrase(
        "clock",
        text("No answer yet from {recipient} to your letter: {title}."),
        {"due_on": text("You look again on {due_on}.")},
        LETTER,
    ),
    "bankruptcy_attested": Phrase(
        "flag", text("You said that you are truly facing bankruptcy."), route=LETTER
    ),
    "mailing_corrected": Phrase(
        "pencil", text("You corrected how a letter was mailed: {title}."), route=LETTER
    ),
    "request_unanswered": Phrase(
        "clock-history",
        text("No answer came from {recipient}. You are asking again."),
        route=LETTER,
    ),
    "offer_made": Phrase(
        "envelope-paper",
        text("You offered {amount}."),
        {
            "of_amount": text("That is {percent} percent of {of_amount}."),
            "reason": text("Made all the same, because: {reason}"),
        },
        OFFER,
    ),
    "offer_received": Phrase(
        "chat-left-text",
        text("They want {amount}."),
        {"of_amount": text("That is {percent} percent of {of_amount}.")},
        OFFER,
    ),
    "offer_accepted": Phrase(
        "check-circle",
        text("You both said yes to {amount}."),
        {"why": text("Yes all the same, because: {why}")},
        OFFER,
    ),
    "offer_refused": Phrase("x-circle", text("The answer to {amount} was no."), route=OFFER),
    "offer_withdrawn": Phrase("x-circle", text("The offer of {amount} ended."), route=OFFER),
    "offer_lapsed": Phrase(
        "clock-history", text("The time for the offer of {amount} ran out."), route=OFFER
    ),
    "agreement_written": Phrase(
        "file-earmark-text",
        text("Their letter about the deal of {amount} came."),
        {"lacking": text("Something is missing in it.")},
        DEAL,
    ),
    "agreement_fell_through": Phrase(
        "x-circle", text("The deal of {amount} is off."), {"why": text("{why}")}, DEAL
    ),
    "agreement_confirmed": Phrase(
        "check-circle", text("Their letter says that nothing is owed any more."), route=DEAL
    ),
    "paid_without_paper": Phrase(
        "exclamation-triangle",
        text("You paid without their letter."),
        {"reason": text("You wrote: {reason}")},
        DEAL,
    ),
    "deal_open_again": Phrase(
        "clock-history",
        text("A payment of the deal was never made. The deal is open again."),
        route=DEAL,
    ),
    "debt_settled": Phrase(
        "check-circle", text("You made the last payment of {amount}."), route=DEAL
    ),
    "own_band_set": Phrase(
        "pencil",
        text("You set your own figures for an offer."),
        {
            "open": text("First offer: {open} percent."),
            "aim": text("Aim: {aim} percent."),
            "stop": text("Stop at {stop} percent."),
        },
    ),
    "own_band_dropped": Phrase("arrow-repeat", text("You went back to our figures for an offer.")),
    "reminder_made": Phrase(
        "clock",
        text("You asked to be reminded on {remind_on}."),
        {"words": text("It says: {words}")},
    ),
    "reminder_put_off": Phrase("clock-history", text("You moved a reminder to {remind_on}.")),
    "worksheet_kept": Phrase(
        "file-earmark-text", text("What you owned and owed on {as_of_on} was kept for your taxes.")
    ),
    "worksheet_corrected": Phrase(
        "pencil", text("You put right what you owned and owed on {as_of_on}.")
    ),
    "report_checked": Phrase(
        "check-circle", text("You saw that your credit reports are right."), route=DEAL
    ),
    "form_came": Phrase("file-earmark-text", text("The form 1099-C came."), route=DEAL),
    "terms_changed": Phrase(
        "clock-history",
        text("They gave you more time."),
        {"amount": text("To pay {amount} a month."), "until_on": text("Until {until_on}.")},
    ),
    "terms_ended": Phrase("clock-history", text("The terms that gave you more time are over.")),
    "reminder_done": Phrase("check-circle", text("You ticked off a reminder.")),
    "reminder_back": Phrase("clock", text("A reminder is back on {remind_on}.")),
    "call_back_done": Phrase("telephone", text("You did the follow-up call.")),
    "call_back_set": Phrase("telephone", text("You call them back on {call_back_on}."), route=CALL),
    "message_logged": Phrase(
        "chat-left-text", text("A message or a visit from them."), CALL_VALUES, CALL
    ),
    "call_corrected": Phrase("pencil", text("You corrected your notes of a call."), route=CALL),
}
CALLS = {
    CallLog.Direction.INCOMING: Phrase(
        "telephone-inbound", text("They called you."), CALL_VALUES, CALL
    ),
    CallLog.Direction.OUTGOING: Phrase(
        "telephone-outbound", text("You called them."), CALL_VALUES, CALL
    ),
}
OUTCOMES = {
    CallLog.Outcome.SPOKE: text("You spoke."),
    CallLog.Outcome.VOICEMAIL: text("It went to voicemail."),
    CallLog.Outcome.NO_ANSWER: text("There was no answer."),
    CallLog.Outcome.WRONG_NUMBER: text("It was a wrong number."),
    CallLog.Outcome.PROMISED: text("A promise was made."),
    CallLog.Outcome.OFFERED: text("They made an offer."),
    CallLog.Outcome.REFUSED: text("They refused."),
    CallLog.Outcome.HUNG_UP: text("The call was cut off."),
    CallLog.Outcome.BUSY: text("It did not connect."),
    CallLog.Outcome.DROPPED: text("It was cut off before anybody spoke."),
    CallLog.Outcome.RINGLESS: text("A voicemail came without a ring."),
}
NEVER_MADE = Phrase("pencil", text("You wrote down that a payment was never made."))
UNKNOWN = Phrase("journal-text", text("Something was added to this file."))
