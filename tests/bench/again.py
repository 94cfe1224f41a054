"""The same letter again: from the bytes kept when it was issued, against the documented call."""

from negotiation.letters.pdf import to_pdf
from negotiation.models import Letter
from tests import make
from tests.bench import paper, site
from tests.bench.sides import ratio

GOAL = 50  # at least


def measure():
    site.start()
    html = paper.page(0)
    person = make.user("bench-again")
    debt = make.debt(make.workspace(person))
    kept = make.letter(debt, html=html, pdf=to_pdf(html))

    def read():
        found = Letter.objects.for_user(person).filter(pk=kept.pk)
        if bytes(found.values_list("pdf", flat=True).get()) != kept.pdf:
            raise RuntimeError("the letter kept is another")

    return 1 / ratio(read, lambda: paper.naive(html), turns=30)
