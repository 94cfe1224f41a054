"""L1: asks whoever is no collector for the exact figures, as a courtesy. Pure.

It cites no statute: the billing-error rules cover only a named charge on a recent statement, and
that is another letter.
"""

from ledger.facts import CreditorKind
from ledger.words import text
from negotiation.letters.parts import OTHERS, Choice, LetterKind, Wording

ITEMS = (
    Choice(
        "total",
        text("The total today, and until when it holds"),
        Wording(
            "The total amount you claim, and the date through which that figure holds.",
            "El monto total que usted reclama y hasta qué fecha es válida esa cifra.",
        ),
    ),
    Choice(
        "split",
        text("How it divides into principal, interest and fees"),
        Wording(
            "How that total divides into principal, interest, and fees.",
            "Cómo se divide ese total en capital, intereses y cargos.",
        ),
    ),
    Choice(
        "itemized_bill",
        text("An itemized bill, service by service"),
        Wording(
            "An itemized bill that shows each service with its date, billing code, and charge.",
            "Una factura detallada con la fecha, el código y el precio de cada servicio.",
        ),
        to=frozenset({CreditorKind.MEDICAL_PROVIDER}),
    ),
    Choice(
        "insurance",
        text("What insurance was billed and paid"),
        Wording(
            "What was billed to insurance, what insurance paid, and the reason for any denial.",
            "Lo que se cobró al seguro, lo que el seguro pagó y el motivo de cualquier rechazo.",
        ),
        to=frozenset({CreditorKind.MEDICAL_PROVIDER}),
    ),
    Choice(
        "rate",
        text("The interest rate"),
        Wording(
            "The interest rate (APR) you apply, and since when.",
            "La tasa de interés anual (APR) que usted aplica y desde cuándo.",
        ),
    ),
    Choice(
        "last_payment",
        text("The last payment in their records"),
        Wording(
            "The date and amount of the last payment your records show.",
            "La fecha y el monto del último pago que consta en sus registros.",
        ),
    ),
    Choice(
        "first_missed",
        text("The first missed payment in their records"),
        Wording(
            "The date of the first missed payment your records show.",
            "La fecha del primer pago no recibido que consta en sus registros.",
        ),
    ),
    Choice(
        "history",
        text("The statements of the last 12 months, or since payments stopped"),
        Wording(
            "Copies of the last 12 monthly statements, or of all statements since the first"
            " missed payment your records show, if there are more.",
            "Copias de los últimos 12 estados de cuenta mensuales o, si son más, de todos los"
            " emitidos desde el primer pago no recibido que consta en sus registros.",
        ),
        to=frozenset({CreditorKind.ORIGINAL_CREDITOR, CreditorKind.SERVICER}),
    ),
    Choice(
        "payments",
        text("A list of all payments received"),
        Wording(
            "A list of all payments your records show, with dates and amounts.",
            "Una lista de todos los pagos que constan en sus registros, con fechas y montos.",
        ),
        to=OTHERS - {CreditorKind.ORIGINAL_CREDITOR, CreditorKind.SERVICER},
    ),
    Choice(
        "agreement",
        text("A copy of the agreement"),
        Wording(
            "A copy of the agreement or other paper the account is based on.",
            "Una copia del contrato u otro documento en que se basa la cuenta.",
        ),
    ),
    Choice(
        "charge_off",
        text("Whether it was charged off, and when"),
        Wording(
            "Whether the account was charged off and, if so, the date and the amount.",
            "Si la cuenta se dio de baja como pérdida (charge-off) y, de ser así, la fecha y el"
            " monto.",
        ),
        to=frozenset({CreditorKind.ORIGINAL_CREDITOR, CreditorKind.SERVICER}),
    ),
    Choice(
        "placed_or_sold",
        text("Whether it was placed with a collector or sold"),
        Wording(
            "Whether the account was placed with a collector or sold and, if so, the name and"
            " address of that company and the date.",
            "Si la cuenta se entregó a una agencia de cobranza o se vendió y, de ser así, el"
            " nombre y la dirección de esa empresa y la fecha.",
        ),
    ),
    Choice(
        "programs",
        text("Hardship, payment and settlement programs they offer"),
        Wording(
            "The hardship, payment, or settlement programs you offer, and how to reach the"
            " department that handles them.",
            "Los programas de ayuda por dificultades económicas, de pagos o de acuerdo que usted"
            " ofrece, y cómo comunicarse con el departamento que los atiende.",
        ),
        to=OTHERS - {CreditorKind.PERSON},
    ),
)

STATEMENT_REQUEST = LetterKind(
    id="L1",
    slug="statement-request",
    title=text("Statement request"),
    why=text("Get the exact figure in writing before anything is offered."),
    subject=Wording("Request for a written statement", "Solicitud de un estado de cuenta"),
    to=OTHERS,
    items=ITEMS,
    enclosures=(
        Choice(
            "statement",
            text("A copy of their last statement or bill"),
            Wording(
                "Copy of your last statement or bill",
                "Copia de su último estado de cuenta o factura",
            ),
            usual=False,
        ),
    ),
    follow_up_days=(30, 90),
)
