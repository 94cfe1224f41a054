"""How the engine's values are called on screen, in the reader's language."""

from unicodedata import combining, normalize

from django.utils.translation import gettext_lazy as _

from ledger import places
from ledger.facts import BalanceSource, Basis, CreditorKind, DebtKind, Hardship, Security
from ledger.household import Every, Expense, Income, Section
from ledger.law.insolvency import Asset, Liability, SaidBy

CREDITOR_KINDS = {
    CreditorKind.ORIGINAL_CREDITOR: _("Original creditor"),
    CreditorKind.SERVICER: _("Servicer"),
    CreditorKind.COLLECTION_AGENCY: _("Collection agency"),
    CreditorKind.DEBT_BUYER: _("Debt buyer"),
    CreditorKind.LAW_FIRM: _("Law firm"),
    CreditorKind.MEDICAL_PROVIDER: _("Medical provider"),
    CreditorKind.GOVERNMENT: _("Government"),
    CreditorKind.PERSON: _("Person"),
}
ROLES = {
    "original_creditor": _("original creditor"),
    "owner": _("current owner"),
    "collector": _("collector"),
    "law_firm": _("law firm"),
    "servicer": _("servicer"),
}
DEBT_KINDS = {
    DebtKind.CREDIT_CARD: _("Credit card"),
    DebtKind.STORE_CARD: _("Store card"),
    DebtKind.MEDICAL: _("Medical bill"),
    DebtKind.PERSONAL_LOAN: _("Personal loan"),
    DebtKind.PAYDAY: _("Payday loan"),
    DebtKind.AUTO: _("Car loan"),
    DebtKind.MORTGAGE: _("Mortgage"),
    DebtKind.HOME_EQUITY: _("Home equity loan"),
    DebtKind.PRIVATE_STUDENT: _("Private student loan"),
    DebtKind.FEDERAL_STUDENT: _("Federal student loan"),
    DebtKind.TAX: _("Tax"),
    DebtKind.SUPPORT: _("Child or spousal support"),
    DebtKind.UTILITY: _("Utility or phone bill"),
    DebtKind.RENT: _("Rent"),
    DebtKind.JUDGMENT: _("Court judgment"),
    DebtKind.FINE: _("Court fine or restitution"),
    DebtKind.OTHER: _("Something else"),
}
SECURITIES = {
    "": _("Not known"),
    Security.NONE: _("Nothing"),
    Security.VEHICLE: _("A car or other vehicle"),
    Security.HOME: _("A home"),
    Security.LAND: _("Land"),
    Security.GOODS: _("Goods bought with it"),
    Security.DEPOSIT: _("A deposit"),
    Security.OTHER: _("Something else"),
}
SOURCES = {
    BalanceSource.OWN_RECORD: _("My own record"),
    BalanceSource.CREDITOR_STATEMENT: _("Written statement from the holder"),
    BalanceSource.VALIDATION_NOTICE: _("Validation notice"),
    BalanceSource.CREDIT_REPORT: _("Credit report"),
    BalanceSource.JUDGMENT: _("Court judgment"),
}
BASES = {
    Basis.VERIFIED: _("Verified"),
    Basis.CLAIMED: _("Claimed"),
    Basis.OWN_RECORD: _("Own record"),
    Basis.UNKNOWN: _("Not known"),
}
HARDSHIPS = {
    Hardship.NONE: _("No"),
    Hardship.STATED: _("Yes"),
    Hardship.DOCUMENTED: _("Yes, and I have papers that show it"),
}
EVERY = {
    Every.WEEKLY: _("Every week"),
    Every.BIWEEKLY: _("Every two weeks"),
    Every.SEMIMONTHLY: _("Twice a month"),
    Every.MONTHLY: _("Every month"),
    Every.YEARLY: _("Every year"),
    Every.ONCE: _("Just once"),
}
INCOMES = {
    Income.WAGES: _("Pay from a job"),
    Income.SELF_EMPLOYED: _("Own business or side work"),
    Income.SOCIAL_SECURITY: _("Social Security or SSI"),
    Income.VETERANS: _("Veterans’ benefits"),
    Income.UNEMPLOYMENT: _("Unemployment benefits"),
    Income.PENSION: _("Pension or retirement"),
    Income.SUPPORT: _("Child or spousal support"),
    Income.PUBLIC_AID: _("Public aid"),
    Income.FAMILY: _("Help from family"),
    Income.OTHER: _("Something else"),
}
EXPENSES = {
    Expense.HOUSING: _("Rent or home loan"),
    Expense.UTILITIES: _("Power, water, phone"),
    Expense.FOOD: _("Food and household"),
    Expense.TRANSPORT: _("Car, gas, bus"),
    Expense.HEALTH: _("Doctor and medicine"),
    Expense.INSURANCE: _("Insurance"),
    Expense.CHILDREN: _("Children and school"),
    Expense.SUPPORT: _("Support you pay"),
    Expense.DEBTS: _("Payments on debts"),
    Expense.OTHER: _("Something else"),
}
ASSETS = {
    Asset.CASH: _("Cash and bank accounts"),
    Asset.VEHICLE: _("Car or other vehicle"),
    Asset.REAL_ESTATE: _("Home or land"),
    Asset.RETIREMENT: _("Retirement savings"),
    Asset.HOUSEHOLD_GOODS: _("Furniture and household things"),
    Asset.TOOLS: _("Tools for work"),
    Asset.JEWELRY: _("Jewelry"),
    Asset.SECURITIES: _("Stocks, bonds, funds"),
    Asset.LIFE_INSURANCE: _("Life insurance you could cash in"),
    Asset.DEPOSIT: _("Deposit with a landlord or utility"),
    Asset.BUSINESS: _("A business"),
    Asset.OTHER: _("Something else"),
}
LIABILITIES = {
    Liability.MORTGAGE: _("Home loan"),
    Liability.VEHICLE_LOAN: _("Car loan"),
    Liability.STUDENT_LOAN: _("Student loan"),
    Liability.CREDIT_CARD: _("Credit card"),
    Liability.MEDICAL: _("Medical bill"),
    Liability.INCOME_TAX: _("Taxes of earlier years"),
    Liability.PROPERTY_TAX: _("Property tax"),
    Liability.UTILITIES: _("Utility or phone bill"),
    Liability.JUDGMENT: _("Court judgment"),
    Liability.BUSINESS: _("Business debt"),
    Liability.OTHER: _("Something else"),
}
KINDS_OF = {
    Section.INCOME: INCOMES,
    Section.EXPENSE: EXPENSES,
    Section.ASSET: ASSETS,
    Section.LIABILITY: LIABILITIES,
}
SAID_BY = {
    SaidBy.YOU: _("My own estimate"),
    SaidBy.STATEMENT: _("A statement"),
    SaidBy.APPRAISER: _("An appraisal"),
    SaidBy.PRICE_GUIDE: _("A listing or price guide"),
}
STATES = {code: _(name.original) for code, name in {**places.STATES, **places.ABROAD}.items()}
YES_NO = [(None, _("Not known")), (True, _("Yes")), (False, _("No"))]


def states():
    """States and territories in the order of the reader's language; the forces abroad come last."""
    named = {code: str(name) for code, name in STATES.items()}
    return sorted(named.items(), key=lambda pair: (pair[0] in places.ABROAD, _plain(pair[1])))


def _plain(name):
    """Without accents, which do not count when names are put in order."""
    return "".join(one for one in normalize("NFD", name) if not combining(one))
