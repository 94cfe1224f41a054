import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.base import PlainForm

ACCOUNT = "account"


class ExportForm(PlainForm, forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["form_key"] = uuid.uuid4()

    @property
    def key(self):
        return self.cleaned_data["form_key"] or self.initial["form_key"]


class DepartureForm(PlainForm, forms.Form):
    """What goes, and the word typed by hand: nobody deletes everything by a slip of the thumb."""

    what = forms.ChoiceField(label=gettext_lazy("What shall go?"), widget=forms.RadioSelect)
    typed = forms.CharField(
        max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )

    def __init__(self, *args, workspaces, **kwargs):
        super().__init__(*args, **kwargs)
        self.workspaces = {str(workspace.pk): workspace for workspace in workspaces}
        kept = _("Only “{name}”. My account stays.")
        choices = [(pk, kept.format(name=one.name)) for pk, one in self.workspaces.items()]
        self.fields["what"].choices = [*choices, (ACCOUNT, _("Everything, and my account too."))]
        if not choices:
            self.initial["what"] = ACCOUNT
        self.fields["typed"].label = _("Type the word “{word}”").format(word=self.word)

    @property
    def word(self):
        # Translators: the word somebody types to delete everything; letters only
        return _("delete")

    def clean_typed(self):
        typed = self.cleaned_data["typed"]
        if typed.strip().casefold() != self.word:
            raise forms.ValidationError(_("Type “{word}” here.").format(word=self.word))
        return typed

    @property
    def with_account(self):
        return self.cleaned_data["what"] == ACCOUNT

    def chosen(self):
        """The workspaces that go."""
        if self.with_account:
            return [*self.workspaces.values()]
        return [self.workspaces[self.cleaned_data["what"]]]
