"""Whether this process lives; /readyz says whether database and storage do."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse


@login_not_required
def alive(request):
    return HttpResponse("ok\n", content_type="text/plain")
