from django.db import models
from django.utils import timezone

from ledger.models import Workspace
from ledger.models.frozen import FrozenQuerySet, FrozenRecord
from negotiation import chain
from negotiation.models.letters import Letter


class LinkQuerySet(FrozenQuerySet):
    def add(self, letter, act, told):
        """The next link of the letter's workspace, inside the act that holds the workspace."""
        last = self.filter(workspace=letter.workspace_id).order_by("-number").first()
        link = Link(
            workspace_id=letter.workspace_id,
            letter=letter,
            number=last.number + 1 if last else 1,
            act=act,
            told=told,
            made_at=timezone.now(),
        )
        link.sha256 = chain.joined(last.sha256 if last else chain.FIRST, link.content)
        link.save(force_insert=True)

    def issued(self, letter, papers):
        """A letter was made, with these papers."""
        self.add(letter, Link.Act.ISSUED, chain.of_letter(letter, papers))

    def sent(self, mailing):
        """What is known of a letter's way is not what the last link about it says."""
        told = chain.of_mailing(mailing)
        if told != self.filter(letter=mailing.letter_id).last_told():
            self.add(mailing.letter, Link.Act.SENT, told)

    def last_told(self):
        """What the newest link about a letter's way says."""
        last = self.filter(act=Link.Act.SENT).order_by("-number").first()
        return last.told if last else chain.NOT_SENT


class Link(FrozenRecord):
    """One act upon a letter, bound to all acts before it in its workspace (negotiation.chain).

    `told` holds fingerprints of the letter as it was issued, or how and when it was sent.
    """

    class Act(models.TextChoices):
        ISSUED = "issued"
        SENT = "sent"

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="links")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=6, choices=Act)
    told = models.JSONField()
    made_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    objects = LinkQuerySet.as_manager()

    class Meta(FrozenRecord.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="link_once_a_number")
        ]

    def __str__(self):
        return f"{self.number}: {self.act} {self.letter_id}"

    @property
    def content(self):
        """All that is bound by its fingerprint."""
        return chain.said(self, chain.BOUND)
