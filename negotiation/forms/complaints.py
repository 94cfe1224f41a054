from ledger.fields import LinesInput
from ledger.forms.base import EditRowForm
from negotiation.models import Complaint


class ComplaintForm(EditRowForm):
    """The parts of a complaint that no log knows."""

    class Meta:
        model = Complaint
        fields = ("story", "wanted")
        widgets = {"story": LinesInput({"rows": 6}), "wanted": LinesInput({"rows": 3})}
