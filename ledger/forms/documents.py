from django.utils.translation import gettext_lazy as _

from ledger.fields import one_line
from ledger.forms.papers import WithPaper
from ledger.models import Document

TITLE = Document._meta.get_field("title").max_length


def title_of(name):
    """What its owner called a file, as a title: without the ending, and as it is seen."""
    stem, dot, _ending = name.rpartition(".")
    return one_line((stem if dot else name).replace("_", " "))[:TITLE].strip()


class DocumentForm(WithPaper):
    """A paper of the case, on its own."""

    class Meta:
        model = Document
        fields = ("kind", "title")
        help_texts = {"title": _("Leave it empty to name it after the file.")}

    field_order = ("upload", "kind", "title")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = True
        self.fields["upload"].label = _("The paper")
        self.fields["title"].required = False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and cleaned.get("upload") and cleaned.get("kind"):
            file = self.files[self.add_prefix("upload")]
            cleaned["title"] = title_of(file.name) or str(Document.Kind(cleaned["kind"]).label)
        return cleaned

    def keep(self, *, by):
        """The paper's row and its file: (document, made)."""
        paper = self.cleaned_data["upload"]
        return self.save_once(lambda document: document.keep(paper, by=by, on=self.on))
