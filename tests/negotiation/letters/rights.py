"""Letters that use a right or ask a favor: to whom, with which answers, and what they must say."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from negotiation.letters.compose import references
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import COLLECTORS, OUTSIDERS, AskType, Recipient
from tests.negotiation.letters.sample import answers, letter

BANK, BUREAU = Recipient.BANK, Recipient.CREDIT_BUREAU
CREDITOR, SERVICER = Recipient.ORIGINAL_CREDITOR, Recipient.SERVICER
COLLECTOR, BUYER = Recipient.COLLECTION_AGENCY, Recipient.DEBT_BUYER
CLINIC = Recipient.MEDICAL_PROVIDER
FLAGS = {BANK: "to_bank", BUREAU: "to_bureau"} | dict.fromkeys(COLLECTORS, "collector")
TYPED = {
    "L11": {
        "fees": ((date(2026, 1, 9), "Late fee", Decimal("39.00")),),
        "rate": "9.9%",
        "competing": None,
        "added": (("Collection fee", Decimal("120.00")),),
    },
    "L10": {"pay_day": 5},
    "L12": {"bad_times": None},
    "L14": {
        "attorney_name": "Rosa Delgado, Delgado Law Office",
        "attorney_address": "44 State Street, Rochester, NY 14614",
        "attorney_phone": "585-555-0142",
    },
    "L16": {"items": (("Harbor Bank, 4821", "Credit card opened in May 2025"),)},
    "L18": {
        "report_number": "EX-5531",
        "bureau": ("equifax",),
        "items": (("Harbor Bank, 4821", "Balance of $900", "Paid in May", "Balance of $0"),),
        "points": (("Balance of $900", "Paid in May", "Balance of $0"),),
    },
    "L19": {"patient": "Alice Marlowe", "service_until": None},
    "L21": {
        "charges": ((date(2026, 2, 3), "Shoe Barn", Decimal("84.10")),),
        "reason": "I was charged twice.",
        "autopay": None,
    },
    "L22": {"payee": "QuickLend", "last4": "7702"},
    "L24": {
        "benefit": ("retirement",),
        "last4": "7702",
        "deposits": ((date(2026, 2, 3), "Social Security", Decimal("1412.00")),),
    },
}


@dataclass(frozen=True)
class Case:
    """One letter of a kind to a recipient; what it says and cites then, and what is not in it."""

    kind: str
    to: Recipient
    en: tuple[str, ...]
    es: tuple[str, ...]
    said: dict = field(default_factory=dict)
    cites: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()
    absent: tuple[str, ...] = ()

    def letter(self, language, **fields):
        flags = self.flags | ({FLAGS[self.to]} if self.to in FLAGS else set())
        said = usual(self.kind, self.to) | self.said
        papers = KINDS[self.kind].enclosures_for(self.to)
        enclosures = tuple(each.key for each in papers if each.usual)
        usually = {"flags": flags, "enclosures": enclosures}
        if self.to in OUTSIDERS:
            usually["references"] = ()  # they know the debt by what the letter lists
        elif self.to not in COLLECTORS:
            usually["references"] = references(language, last4="4821", reference="HB-771")
        return letter(self.kind, language, recipient_kind=self.to, said=said, **(usually | fields))


def usual(kind, to):
    """The answers a form begins with, and for the rest what somebody would type."""
    typed = TYPED.get(kind, {})
    found = answers(kind, to) | {
        ask.key: tuple(choice.key for choice in ask.choices_for(to) if choice.usual)
        for ask in KINDS[kind].asks
        if ask.type is AskType.CHOICES
    }
    return found | {key: typed[key] for key in typed if key in {a.key for a in KINDS[kind].asks}}


CASES = [
    Case(
        "L10", CREDITOR,
        ("Since February 20, 2026, my household has had less income",
         "A payment of $1,295.50 each month, from April 15, 2026 through April 20, 2026",
         "day 5 of the month", "no late fees", "lower the interest rate",
         "keep the account open, and report no late payments", "mail me the terms first"),
        ("en mi hogar hay menos ingresos", "Un pago de $1,295.50 al mes", "el día 5 del mes",
         "no cobrar cargos por mora", "bajar la tasa", "no informar atrasos",
         "mantener abierta la cuenta", "los términos por correo"),
    ),
    Case(
        "L10", CREDITOR,
        ("No payments from", "After that, my budget allows $1,295.50 each month"),
        ("Ningún pago del", "Después, mi presupuesto permite $1,295.50 al mes"),
        said={"plan": "pause", "event": "illness"},
    ),
    Case(
        "L10", Recipient.PERSON,
        ("move the payment due on April 15, 2026 to April 20, 2026", "a payment of $1,295.50"),
        ("pase el pago que vence el 15 de abril de 2026 al 20 de abril", "permite $1,295.50"),
        said={"plan": "later", "event": "costs"},
        absent=("late payments", "atrasos", "day 5"),
    ),
    Case(
        "L11", CREDITOR,
        ("take off the following amounts", "January 9, 2026", "Late fee", "$39.00",
         "lower the yearly interest rate (APR) to 9.9%", "have been on time", "next statement"),
        ("quite los siguientes montos", "9 de enero de 2026", "Late fee", "$39.00",
         "baje la tasa de interés anual (APR) a 9.9%", "a tiempo", "próximo estado de cuenta"),
        absent=("elsewhere", "otro lugar", "collector", "cobrador", "$120"),
    ),
    Case(
        "L11", SERVICER,
        ("I have been offered a rate of 8.5% elsewhere",), ("me han ofrecido una tasa de 8.5%",),
        said={"want": "rate", "competing": "8.5%"},
        absent=("Late fee", "take off the following"),
    ),
    Case(
        "L11", CREDITOR, ("confirm each change",), ("confirme cada cambio",),
        flags=frozenset({"time_bar_risk"}), absent=("on time", "a tiempo"),
    ),
    Case(
        "L11", COLLECTOR,
        ("the account you are contacting me about", "the words in the agreement or the law",
         "Collection fee", "$120.00", "take off every amount"),
        ("por la cual se ha comunicado conmigo", "en el contrato o la ley",
         "Collection fee", "$120.00", "quite todo monto"),
        cites=("15 U.S.C. 1692f(1)", "12 CFR 1006.22(b)"),
        absent=("on time", "a tiempo", "courtesy", "cortesía", "9.9%"),
    ),
    Case(
        "L12", COLLECTOR,
        ("From the day you receive this letter", "You may always write to me by mail",
         "Please do not call me", "text messages, e-mail, and messages on social media",
         "My place of work is inconvenient"),
        ("desde el día en que reciba", "Siempre puede escribirme por correo", "que no me llame",
         "mensajes de texto, correo electrónico y mensajes en redes sociales",
         "Mi lugar de trabajo es inconveniente"),
        cites=("12 CFR 1006.14(h)", "15 U.S.C. 1692c(a)(1)", "12 CFR 1006.6(b)(1)"),
        absent=("My employer", "Mi empleador"),
    ),
    Case(
        "L12", BUYER,
        ("only on Mondays, Tuesdays, Wednesdays, Thursdays, and Fridays, between 5 p.m. and 8 p.m.",
         "My employer does not allow such calls", "inconvenient for me, too: Sunday mornings"),
        ("solo los lunes, los martes, los miércoles, los jueves y los viernes, entre las 5 p.m.",
         "Mi empleador no permite esas llamadas", "inconvenientes para mí: Sunday mornings"),
        said={"phone": "times", "work": "forbidden", "bad_times": "Sunday mornings", "not_by": ()},
        cites=("15 U.S.C. 1692c(a)(1)", "12 CFR 1006.6(b)(1)", "15 U.S.C. 1692c(a)(3)",
               "12 CFR 1006.6(b)(3)"),
        absent=("Please do not call me", "que no me llame", "social media"),
    ),
    Case(
        "L13", COLLECTOR,
        ("stop all further communication with me", "when you receive it", "No answer is needed"),
        ("deje toda comunicación conmigo", "cuando usted lo recibe", "No es necesario responder"),
        cites=("15 U.S.C. 1692c(c)", "12 CFR 1006.6(c)"),
        absent=("because", "porque", "never pay", "any other account", "answer by mail"),
    ),
    Case(
        "L13", BUYER,
        ("the account ending in 4821 and any other account",),
        ("la cuenta terminada en 4821 y toda otra cuenta",),
        said={"scope": "all"}, cites=("15 U.S.C. 1692c(c)", "12 CFR 1006.6(c)"),
    ),
    Case(
        "L14", COLLECTOR,
        ("An attorney represents me", "Rosa Delgado", "44 State Street", "585-555-0142",
         "only my attorney", "account ending in 4821"),
        ("Un abogado me representa", "Rosa Delgado", "44 State Street", "585-555-0142",
         "solo con mi abogado", "cuenta terminada en 4821"),
        cites=("15 U.S.C. 1692c(a)(2)", "12 CFR 1006.6(b)(2)"),
        absent=("address above", "aparece arriba"),
    ),
    Case(
        "L15", COLLECTOR,
        ("I believe the period for a lawsuit on it has ended", "I dispute your claim",
         "report it as disputed", "only by mail"),
        ("Creo que ya terminó el plazo", "Disputo su reclamo", "que está en disputa",
         "solo por correo"),
        cites=("12 CFR 1006.26(b)", "15 U.S.C. 1692e(8)", "12 CFR 1006.14(h)"),
        absent=("last paid", "payment", "pago "),
    ),
    Case(
        "L15", BUYER, ("stop all further communication",), ("deje toda comunicación",),
        said={"answer": "stop"},
        cites=("12 CFR 1006.26(b)", "15 U.S.C. 1692e(8)", "15 U.S.C. 1692c(c)", "12 CFR 1006.6(c)"),
        absent=("only by mail", "solo por correo"),
    ),
]  # fmt: skip
