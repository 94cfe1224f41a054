"""From a draft to a letter that never changes again."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ledger.models import Debt, Document
from negotiation.letters import talked
from negotiation.letters.compose import subject, to_html
from negotiation.letters.kinds import KINDS
from negotiation.letters.letter import LetterContent
from negotiation.letters.pdf import to_pdf
from negotiation.letters.recipients import Addressee
from negotiation.models import Enclosure, Letter, LetterDraft, Link, Mailing, StatementRequest


class RequestOpen(Exception):
    """This debt has an open request already; a second one would only confuse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to become a letter. `replaces` is the letter it puts right."""

    debt: Debt
    to: Addressee
    content: LetterContent
    form_key: Any
    by: Any
    papers: tuple[Document, ...] = field(default=())
    replaces: Letter | None = None


def issue(order):
    """Freeze the letter with its PDF and do all that follows from it: (letter, made).

    The PDF is drawn before the transaction begins, so nobody waits for it with a lock in hand.
    """
    workspace = order.debt.workspace
    if known := Letter.objects.filter(workspace=workspace, form_key=order.form_key).first():
        return known, False
    frozen = _frozen(order)
    try:
        return Letter.once(workspace, order.form_key, lambda: _keep(frozen, order))
    except IntegrityError as error:
        if order.debt.statement_requests.open().exists():
            raise RequestOpen from error
        raise


def _frozen(order):
    content, html = order.content, to_html(order.content)
    pdf = to_pdf(html)
    return Letter(
        workspace=order.debt.workspace,
        form_key=order.form_key,
        debt=order.debt,
        creditor=order.to.creditor,
        kind=content.kind,
        language=content.language,
        title=subject(content),
        recipient=content.recipient_name,
        recipient_kind=content.recipient_kind,
        address="\n".join(content.recipient_lines),
        issued_on=content.date,
        template_version=KINDS[content.kind].version,
        html=html,
        data=content.snapshot(),
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        replaces=order.replaces,
    )


@transaction.atomic
def _keep(letter, order):
    letter.hold_workspace()
    letter.save(force_insert=True)
    Mailing.objects.create(workspace=letter.workspace, letter=letter)
    papers = [
        Enclosure(workspace=letter.workspace, letter=letter, document=paper, position=position)
        for position, paper in enumerate(order.papers)
    ]
    Enclosure.objects.bulk_create(papers)
    Link.objects.issued(letter, papers)
    if order.replaces:
        _take_the_place(letter, order)
    _open_request(letter)
    talked.attach(letter, order.content.said, by=order.by)
    LetterDraft.objects.kept().filter(
        debt=letter.debt, kind=letter.kind, recipient=order.to.key
    ).delete()
    if "bankruptcy_attested" in order.content.flags:
        letter.tell("bankruptcy_attested", on=letter.issued_on, by=order.by)
    letter.tell("letter_issued", on=letter.issued_on, by=order.by)
    return letter


def _take_the_place(letter, order):
    old = order.replaces
    old.mailing.give_way(on=letter.issued_on, now=timezone.now())
    old.tell("letter_replaced", on=letter.issued_on, by=order.by)


def _open_request(letter):
    """A letter that asks for a statement waits for its answer in a row of its own."""
    if (asked_as := KINDS[letter.kind].asked_as) and letter.creditor:
        StatementRequest.objects.create(
            workspace=letter.workspace,
            form_key=letter.form_key,
            debt=letter.debt,
            creditor=letter.creditor,
            letter=letter,
            asked_as=asked_as,
        )
