"""From a debt to a letter that never changes again."""

import hashlib

from django.db import IntegrityError, transaction

from ledger.models import Event
from negotiation.letters.compose import subject, to_html
from negotiation.letters.kinds import KINDS
from negotiation.letters.pdf import to_pdf
from negotiation.models import Letter, StatementRequest


class RequestOpen(Exception):
    """This debt has an open request already; a second one would only confuse."""


def issue_statement_request(debt, creditor, content, *, form_key, by):
    """Freeze the letter with its PDF and open the request it makes: (request, made).

    The PDF is drawn before the transaction begins, so nobody waits for it with a lock in hand.
    """
    html = to_html(content)
    frozen = Letter(
        workspace=debt.workspace,
        debt=debt,
        creditor=creditor,
        kind=content.kind,
        language=content.language,
        title=subject(content),
        recipient=content.recipient_name,
        issued_on=content.date,
        template_version=KINDS[content.kind].version,
        html=html,
        data=content.snapshot(),
        pdf=to_pdf(html),
    )
    frozen.sha256 = hashlib.sha256(frozen.pdf).hexdigest()
    try:
        return StatementRequest.once(debt.workspace, form_key, lambda: _keep(frozen, form_key, by))
    except IntegrityError as error:
        if debt.statement_requests.open().exists():
            raise RequestOpen from error
        raise


@transaction.atomic
def _keep(letter, form_key, by):
    letter.save(force_insert=True)
    request = StatementRequest.objects.create(
        workspace=letter.workspace,
        form_key=form_key,
        debt=letter.debt,
        creditor=letter.creditor,
        letter=letter,
        asked_as=KINDS[letter.kind].asked_as,
    )
    Event.objects.record(
        letter.debt,
        "letter_issued",
        on=letter.issued_on,
        by=by,
        subject=letter,
        title=letter.title,
        recipient=letter.recipient,
    )
    letter.debt.touch()
    return request
