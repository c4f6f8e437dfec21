"""What the search of the portal reads of meetings, commitments and topics."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from meetings.models.meeting import Meeting
from meetings.models.topic import Topic


class Findable(models.Model):
    """The words of one row, cut for the search: once in French and once in English.

    The database itself keeps these rows: triggers of the migration add one for each
    row that comes, and mark it as not cut whenever a word of it changes, were it the
    name of its committee. `portal.search` then cuts it before it seeks anything.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, null=True)
    commitment = models.OneToOneField(Commitment, models.CASCADE, null=True)
    topic = models.OneToOneField(Topic, models.CASCADE, null=True)
    fr = models.TextField(help_text="In order, field after field.")
    en = models.TextField(help_text="In order, field after field.")
    analyser = models.PositiveSmallIntegerField(
        db_index=True, help_text="The version of what cut the words; 0 is not cut."
    )

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self):
        return str(self.meeting or self.commitment or self.topic)
