"""L2: disputes the debt with a collector and asks for verification. Pure.

A written dispute inside the validation period stops collection until it is answered
(15 U.S.C. 1692g(b), 12 CFR 1006.38), so it is dispute and request in one. The papers it lists are
asked for, never claimed as a right: what counts as verification is narrow.
"""

from ledger.words import text
from negotiation.letters.parts import COLLECTORS, Choice, LetterKind, Wording

ITEMS = (
    Choice(
        "itemization",
        text("The amount, item by item"),
        Wording(
            "The amount on the itemization date, and all interest, fees, payments, and credits"
            " since that date.",
            "El monto en la fecha de desglose (itemization date) y todos los intereses, cargos,"
            " pagos y créditos desde esa fecha.",
        ),
    ),
    Choice(
        "agreement",
        text("The agreement the claim is based on"),
        Wording(
            "A copy of the agreement or other paper your claim is based on.",
            "Una copia del contrato u otro documento en que se basa su reclamo.",
        ),
    ),
    Choice(
        "chain_of_title",
        text("Every owner so far, with the papers of each sale"),
        Wording(
            "The name of each owner so far, with the date and the papers of each sale, up to the"
            " present owner.",
            "El nombre de cada dueño hasta hoy, con la fecha y los documentos de cada venta, hasta"
            " el dueño actual.",
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
        "authority",
        text("Proof that they may collect it and resolve it"),
        Wording(
            "Proof that you may collect this account for its owner, and whether you may resolve"
            " it for that owner.",
            "Prueba de que usted puede cobrar esta cuenta en nombre de su dueño, y si puede"
            " resolverla en nombre de ese dueño.",
        ),
    ),
    Choice(
        "license",
        text("Their license number in your state"),
        Wording(
            "Your license number for my state, if my state requires one.",
            "Su número de licencia en mi estado, si mi estado exige licencia.",
        ),
    ),
)

GROUNDS = (
    Choice(
        "whole",
        text("The debt as a whole"),
        Wording(
            "the debt as a whole, and the amount you claim",
            "la deuda en su totalidad y el monto que usted reclama",
        ),
    ),
    Choice(
        "amount",
        text("Only the amount"),
        Wording("the amount you claim", "el monto que usted reclama"),
        usual=False,
    ),
    Choice(
        "charges",
        text("Only interest, fees and other charges that were added"),
        Wording(
            "the interest, fees, and other charges that were added",
            "los intereses, cargos y otros cobros que se agregaron",
        ),
        usual=False,
    ),
)

VALIDATION_REQUEST = LetterKind(
    id="L2",
    slug="validation-request",
    title=text("Dispute and validation request"),
    why=text("Asked in time, a collector must stop until it has answered."),
    subject=Wording("Dispute and request for verification", "Disputa y solicitud de verificación"),
    to=COLLECTORS,
    items=ITEMS,
    grounds=GROUNDS,
    enclosures=(
        Choice(
            "notice_form",
            text("The reply form from their notice, boxes marked"),
            Wording(
                "Reply form from your notice, with boxes marked",
                "Formulario de respuesta de su aviso, con las casillas marcadas",
            ),
            usual=False,
        ),
        Choice(
            "notice",
            text("A copy of their notice"),
            Wording("Copy of your notice", "Copia de su aviso"),
            usual=False,
        ),
    ),
    follow_up_days=(30, 60),
    legal_clock="validation_end",
    pauses_collection=True,
    asked_as="validation",
)
