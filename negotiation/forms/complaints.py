from ledger.fields import LinesInput
from ledger.forms.base import RowForm
from negotiation.models import Complaint


class ComplaintForm(RowForm):
    """The parts of a complaint that no log knows."""

    class Meta:
        model = Complaint
        fields = ("story", "wanted")
        widgets = {"story": LinesInput({"rows": 6}), "wanted": LinesInput({"rows": 3})}
