from django.utils.translation import gettext as _

from ledger.fields import RateField
from ledger.forms.base import EditRowForm
from ledger.forms.layout import laid_out
from negotiation.models import OwnBand
from negotiation.models.own_bands import COLUMNS
from negotiation.settlement import said


class OwnBandForm(EditRowForm):
    """Three optional percentages; `ours` are the engine's, shown beside each box."""

    class Meta:
        model = OwnBand
        fields = COLUMNS
        field_classes = dict.fromkeys(COLUMNS, RateField)

    def __init__(self, *args, ours, **kwargs):
        super().__init__(*args, **kwargs)
        for column, figure in zip(COLUMNS, ours, strict=True):
            self.fields[column].help_text = _("In percent. Ours is {percent}.").format(
                percent=said(figure)
            )
        self.helper = laid_out(*COLUMNS)
