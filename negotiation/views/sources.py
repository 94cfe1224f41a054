from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from negotiation.bargaining_sources import bands, weights
from negotiation.scoring import NOT_A_PROBABILITY
from negotiation.shares import RULE_OF_THUMB


@require_safe
def bargaining_sources(request):
    context = {
        "bands": bands(on=localdate()),
        "weights": weights(),
        "rule_of_thumb": RULE_OF_THUMB,
        "not_a_probability": NOT_A_PROBABILITY,
    }
    return render(request, "negotiation/bargaining_sources.html", context)
