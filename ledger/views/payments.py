from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ledger.forms.payments import PaymentCorrectionForm
from ledger.models import Payment
from ledger.views.corrections import correct


def payment_correct(request, payment_id):
    wrong = get_object_or_404(
        Payment.objects.for_user(request.user).select_related("debt__workspace", "corrected_by"),
        pk=payment_id,
    )
    return correct(
        request,
        wrong,
        PaymentCorrectionForm,
        title=_("Correct a payment"),
        template="ledger/payment_form.html",
    )
