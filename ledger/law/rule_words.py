"""What each federal rule holds and is for, in plain words, for the page of sources. Pure.

By file and rule: the value, with the rule's own figures in it, and what it is for. NOTHING stands
where a rule has no figure of its own.
"""

from collections.abc import Mapping

from ledger.words import Text, text

NOTHING = Text("")
Words = Mapping[str, tuple[Text, Text]]

VALIDATION: Words = {
    "period": (
        text("{days} days"),
        text(
            "Dispute in writing within this time after the notice came, and the collector must "
            "stop until it answers."
        ),
    ),
    "notice": (
        text("{days} days"),
        text("How soon after first getting in touch a collector must send the notice."),
    ),
    "assumed_receipt": (
        text("{business_days} business days"),
        text("Where nobody noted the day it came, it counts as received this long after mailing."),
    ),
    "sent_again": (NOTHING, text("A notice sent again, since the first came back, counts anew.")),
    "dispute": (NOTHING, text("After a dispute in time, the collector stops until it answers.")),
}
NOTICE: Words = {
    "contents": (NOTHING, text("A validation notice must hold all that is listed here.")),
    "itemization": (NOTHING, text("A part of the sum may be zero, but may not be left blank.")),
}
CONTACT: Words = {
    "calls": (NOTHING, text("How calls are counted: for each debt, and for each person called.")),
    "call_count": (
        text("{calls} calls in {days} days"),
        text("More calls than this about one debt are presumed too many."),
    ),
    "call_after_talk": (
        text("{days} days"),
        text("A call this soon after a talk is presumed too soon. The day of the talk counts."),
    ),
    "call_consent": (
        text("{days} days"),
        text("Calls you agreed to are left out of the count for this long."),
    ),
    "call_pattern": (
        text("{minutes} minutes, or {calls} calls on one day"),
        text("Calls so close together can be too many, even below the count."),
    ),
    "hours": (
        text("{from_hour} a.m. to {to_hour} p.m."),
        text("The hours in which a collector may call, where you are."),
    ),
    "named_time": (NOTHING, text("A collector may not use a time you called inconvenient.")),
    "named_place": (NOTHING, text("A collector may not use a place you called inconvenient.")),
    "workplace": (NOTHING, text("No contact at work, where your employer does not allow it.")),
    "work_email": (NOTHING, text("No e-mail to your address at work, with few exceptions.")),
    "lawyer": (NOTHING, text("Once a collector knows your lawyer, it must turn to the lawyer.")),
    "cease": (NOTHING, text("When you tell them in writing to stop, contact must mostly end.")),
    "medium": (NOTHING, text("You can rule out a way of contact, such as calls or texts.")),
    "opt_out": (NOTHING, text("Each text and e-mail must show how to stop more of them.")),
    "disputed": (NOTHING, text("No collecting between your dispute in time and their answer.")),
    "dc_call_count": (
        text("{calls} calls in {days} days"),
        text("In the District of Columbia: no more calls than this, also by a first creditor."),
    ),
    "dc_call_after_talk": (
        text("{days} days"),
        text("In the District of Columbia: no call this soon after a talk."),
    ),
    "claim": (
        text("{years} year"),
        text("How long a claim about what a collector did may be brought to a court."),
    ),
}
RECORDING: Words = {
    "federal": (
        NOTHING,
        text("By federal law it is enough that one person on the call agrees. That may be you."),
    ),
}
FURNISHING: Words = {
    "wait": (
        text("{days} days"),
        text(
            "After writing to you, a collector must wait before it tells a bureau. This is enough."
        ),
    ),
}
CREDIT_REPORT: Words = {
    "charge_off": (
        text("{years} years, from {days} days after the first missed payment"),
        text("How long a charge-off or a collection may stay on your report."),
    ),
    "bankruptcy": (text("{years} years"), text("How long a bankruptcy may stay.")),
    "lawsuit": (
        text("{years} years"),
        text("How long a lawsuit or judgment may stay, or until its time limit is over."),
    ),
    "paid_tax_lien": (text("{years} years"), text("How long a tax lien may stay once it is paid.")),
    "other": (text("{years} years"), text("How long other bad marks may stay.")),
    "large": (
        text("{credit_dollars} of credit, or a job that pays {job_dollars}"),
        text("From these sums on, the limits above do not hold."),
    ),
    "report_beginning": (
        text("{days} days"),
        text("The time a holder has to report the month in which you first fell behind."),
    ),
    "dispute": (text("{days} days"), text("The time a credit bureau has to answer a dispute.")),
    "dispute_longer": (
        text("{days} days"),
        text("They may take this much longer if you send more while they look."),
    ),
    "dispute_free_report": (
        text("{days} days"),
        text("The time to answer a dispute after the free report of the year."),
    ),
    "furnisher_dispute": (NOTHING, text("You can also dispute with the holder that reported it.")),
    "tell_furnisher": (
        text("{business_days} business days"),
        text("How soon the bureau must tell the holder of your dispute."),
    ),
    "refusal": (
        text("{business_days} business days"),
        text("How soon they must tell you that they will not look into it."),
    ),
    "put_back": (
        text("{business_days} business days"),
        text("How soon they must tell you that a deleted item is back."),
    ),
    "results": (
        text("{business_days} business days"),
        text("How soon you must get the results, once they have finished."),
    ),
    "theft_block": (
        text("{business_days} business days"),
        text("How soon they must block what comes from identity theft."),
    ),
}
BILLING_ERROR: Words = {
    "notice": (
        text("{days} days"),
        text("They must have your letter this soon after the first statement with the mistake."),
    ),
    "acknowledge": (text("{days} days"), text("How soon they must write back.")),
    "resolve": (
        text("{cycles} billing cycles, {days} days at most"),
        text("How soon they must settle the mistake."),
    ),
    "automatic_payment": (
        text("{business_days} business days"),
        text("A letter that comes this long before an automatic payment still stops it."),
    ),
    "forfeit": (
        text("{dollars}"),
        text("What a creditor loses of the disputed sum if it does not follow these rules."),
    ),
}
GARNISHMENT: Words = {
    "minimum_wage": (text("{cents} an hour"), text("The federal minimum wage, used below.")),
    "pay_period": (
        text("{weeks} weeks in {months} months"),
        text("How weekly limits are counted for pay by the month."),
    ),
    "percent": (
        text("{percent} percent"),
        text("All ordinary debts together get at most this share of disposable pay."),
    ),
    "floor": (
        text("{hours} hours of the minimum wage a week"),
        text("Ordinary debts get nothing of the pay below this."),
    ),
    "support": (
        text("{supports_others} or {supports_nobody_else} percent, and {more_when_behind} more"),
        text(
            "For support orders: the lower share if you support somebody else too. More after "
            "{weeks_behind} weeks behind."
        ),
    ),
    "support_first": (NOTHING, text("Support comes first. Ordinary debts get what it leaves.")),
    "federal_debt": (text("{percent} percent"), text("For a debt to a federal agency.")),
    "federal_student_loan": (text("{percent} percent"), text("For a federal student loan.")),
    "federal_debt_with_others": (
        text("{percent} percent"),
        text("For a federal debt beside support or earlier orders: what those leave of this."),
    ),
    "no_limit": (NOTHING, text("These limits do not hold for taxes and bankruptcy courts.")),
    "job": (NOTHING, text("You may not be fired because pay is taken for {debts} debt.")),
    "state_law": (NOTHING, text("A state's law that leaves you more comes first.")),
    "social_security": (NOTHING, text("Ordinary creditors cannot take Social Security or SSI.")),
    "bank_account": (
        text("{months} months"),
        text(
            "A bank must leave you the federal benefits that were paid in directly in this time. "
            "It has {business_days} business days to look."
        ),
    ),
}
CANCELLED_DEBT: Words = {
    "income": (NOTHING, text("Forgiven debt counts as income, with exceptions.")),
    "form_1099c": (
        text("{dollars}"),
        text("From this sum on, a lender reports forgiven debt, by January 31 of the next year."),
    ),
    "no_lender": (NOTHING, text("Who sells goods or care is no lender for giving you time.")),
    "principal_only": (NOTHING, text("Interest and fees need not be on the form.")),
    "bankruptcy": (NOTHING, text("Debt that ends in bankruptcy is no income.")),
    "insolvency": (NOTHING, text("It is no income as far as you owed more than you owned.")),
    "assets": (NOTHING, text("Everything you own counts for that.")),
    "nonrecourse": (
        NOTHING,
        text(
            "A debt that only the property answers for counts up to what that is worth. The rest "
            "counts only as far as it is forgiven."
        ),
    ),
    "no_income": (NOTHING, text("A seller's own price cut is no income.")),
    "home_loan": (
        NOTHING,
        text("For most, forgiven home loans were left out of income only before {ended_year}."),
    ),
    "form_982": (NOTHING, text("The form that leaves forgiven debt out of your income.")),
    "repossession": (NOTHING, text("How a car or house taken back counts for taxes.")),
}
BANKRUPTCY: Words = {
    "luxuries": (
        text("{days} days"),
        text(
            "Luxuries charged in this time before filing may count as fraud. The sums rise every "
            "three years, so we show none."
        ),
    ),
    "cash_advances": (
        text("{days} days"),
        text(
            "Cash advances in this time before filing may count as fraud. The sums rise every "
            "three years, so we show none."
        ),
    ),
    "discharge": (NOTHING, text("What the end of a debt means: you no longer owe it yourself.")),
    "long_loan": (NOTHING, text("A home loan that runs longer than the plan goes on.")),
    "preference": (
        text("{days} days, from {dollars} on"),
        text("Payments to one creditor shortly before filing can be taken back from it."),
    ),
    "insider": (
        text("{days} days"),
        text("The same for payments to family and others close to you."),
    ),
    "stay": (NOTHING, text("Filing stops most collecting at once.")),
    "counseling": (text("{days} days"), text("In this time before filing you must take a course.")),
    "median": (NOTHING, text("With income below the middle of your state, chapter 7 is open.")),
    "chapter_7": (
        text("{court_fee} to the court, {lawyer_from} to {lawyer_to} to a lawyer"),
        text("What chapter 7 often costs. A simple case takes about {months} months."),
    ),
    "chapter_13": (
        text("{court_fee} to the court, {lawyer_from} to {lawyer_to} to a lawyer"),
        text("What chapter 13 often costs. The plan runs {years_from} to {years_to} years."),
    ),
    "chapter_7_fee_waiver": (
        text("{percent_of_poverty} percent of the poverty line"),
        text("Below this income the court may ask no fee."),
    ),
    "chapter_13_limit": (
        text("{unsecured} unsecured, {secured} secured"),
        text(
            "Who owes this much cannot use chapter 13. These sums hold from April {first_year} "
            "to March {last_year}."
        ),
    ),
    "again_7_after_7": (text("{years} years"), text("From chapter 7 to the next chapter 7.")),
    "again_7_after_13": (text("{years} years"), text("From chapter 13 to a chapter 7.")),
    "again_13_after_7": (text("{years} years"), text("From chapter 7 to a chapter 13.")),
    "again_13_after_13": (text("{years} years"), text("From chapter 13 to the next one.")),
}
