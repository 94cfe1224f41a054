"""A paper chosen from the debt's own, or handed in with the figures it proves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import NewRowForm
from ledger.models import Document
from ledger.models.documents import has_room
from ledger.papers import NotAPaper, read_paper


class PaperField(forms.FileField):
    """A file from the person's device; cleans to a checked Paper (ledger.papers)."""

    widget = forms.FileInput(
        {"accept": ".pdf,.png,.jpg,.jpeg,.heic,.heif,application/pdf,image/png,image/jpeg"}
    )

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        try:
            return read_paper(file)
        except NotAPaper as error:
            raise forms.ValidationError(str(error)) from error


class FitsInWorkspace:
    """For a form with an `upload`: it must fit beside the papers the workspace has."""

    def clean_upload(self):
        paper = self.cleaned_data["upload"]
        if paper and not has_room(self.instance.workspace, len(paper.content)):
            raise forms.ValidationError(
                _("Your workspace is full: its papers may have up to 200 MB in all.")
            )
        return paper


class WithPaper(FitsInWorkspace, NewRowForm):
    """A new row of a debt that may come with a paper, as `document` or as `upload`."""

    upload = PaperField(
        label=_("Add its paper now"),
        required=False,
        help_text=_("PDF or photo, up to 10 MB."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "document" in self.fields:
            self._offer_papers_of(self.instance.debt)

    def _offer_papers_of(self, debt):
        papers = debt.documents.in_use()
        self.fields["document"].queryset = papers
        self.fields["document"].empty_label = _("None")
        if not papers.exists():
            del self.fields["document"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("upload") and cleaned.get("document"):
            self.add_error("upload", _("Choose a paper from the list or add one, not both."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self.errors and self.cleaned_data.get("upload"):
            self.add_error("upload", _("Please choose the file again. A page cannot keep it."))

    def keep_with_paper(self, enter, *, kind, title, by):
        """Make the row once by `enter(row)`, with the paper that was handed in."""

        def make(row):
            paper = self.cleaned_data["upload"]
            if not paper:
                return enter(row)
            # the row first: if it was made already, no file is written for nothing
            row.document = Document(workspace=row.workspace, debt=row.debt, kind=kind, title=title)
            enter(row)
            return row.document.keep(paper, by=by, on=self.on)

        return self.save_once(make)
