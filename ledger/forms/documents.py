from django.utils.translation import gettext_lazy as _

from ledger.forms.papers import WithPaper
from ledger.models import Document


class DocumentForm(WithPaper):
    """A paper of the case, on its own."""

    class Meta:
        model = Document
        fields = ("kind", "title")
        help_texts = {"title": _("Leave it empty to name it after its kind.")}

    field_order = ("upload", "kind", "title")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = True
        self.fields["upload"].label = _("The paper")
        self.fields["title"].required = False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and cleaned.get("kind"):
            cleaned["title"] = str(Document.Kind(cleaned["kind"]).label)
        return cleaned

    def keep(self, *, by):
        """The paper's row and its file: (document, made)."""
        paper = self.cleaned_data["upload"]
        return self.save_once(lambda document: document.keep(paper, by=by, on=self.on))
