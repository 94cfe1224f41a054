from django.shortcuts import get_object_or_404, render

from ledger.models import Debt


def case_file(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user), pk=debt_id)
    return render(request, "negotiation/case_file.html", {"debt": debt})


def timeline(request, debt_id):
    debt = get_object_or_404(Debt.objects.for_user(request.user), pk=debt_id)
    return render(request, "negotiation/_timeline.html", {"debt": debt})
