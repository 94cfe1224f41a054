"""Parts that long forms are laid out with."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout

NOTHING = (None, "", False, "False", "None", "none", "unknown")


class Fold(Fieldset):
    """Fields that are rarely needed, behind a line to open; open where one has something to say.

    `quiet` names fields whose value is only a suggestion.
    """

    template = "ledger/widgets/fold.html"

    def __init__(self, legend, *fields, quiet=(), **options):
        super().__init__(legend, *fields, **options)
        self.quiet = quiet
        self.open = False

    def render(self, form, context, *args, **options):
        names = [pointer.name for pointer in self.get_field_names()]
        self.open = any(self._speaks(form, name) for name in names if name in form.fields)
        return super().render(form, context, *args, **options)

    def _speaks(self, form, name):
        if name in form.errors:
            return True
        return name not in self.quiet and form[name].value() not in NOTHING


def laid_out(*parts):
    """A helper that draws the fields in this order, inside a form tag of the page."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.render_hidden_fields = True
    helper.layout = Layout(*parts)
    return helper
