from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from meetings.models.meeting import Meeting
from meetings.models.topic import Topic

FOLLOW_UP = 0


class AgendaItem(models.Model):
    """One point of a meeting's agenda, with the minutes that it is given."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="items"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        verbose_name=_("proposed topic"),
        null=True,
        blank=True,
        related_name="items",
    )
    title = models.CharField(_("title"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    minutes = models.PositiveSmallIntegerField(
        pgettext_lazy("duration", "minutes"),
        default=15,
        help_text=_("How long it is given."),
    )
    presenter = models.CharField(
        _("presented by"),
        max_length=150,
        blank=True,
        help_text=_("A function or a name."),
    )
    presenter_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("presenter's organisation"),
        null=True,
        blank=True,
        related_name="+",
    )
    expects_paper = models.BooleanField(
        _("a paper is expected"),
        default=False,
        help_text=_("Due 7 days before the meeting; who presents is reminded."),
    )
    is_follow_up = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="the_follow_up_stands_first",
                condition=Q(is_follow_up=True, position=FOLLOW_UP)
                | Q(is_follow_up=False, position__gt=FOLLOW_UP),
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(is_follow_up=True),
                name="one_follow_up_an_agenda",
            ),
            models.UniqueConstraint(
                fields=["meeting", "topic"],
                name="a_topic_stands_once_on_an_agenda",
            ),
            models.CheckConstraint(
                name="an_item_takes_a_plausible_time",
                condition=Q(minutes__gte=1, minutes__lte=600),
                violation_error_message=_("Give it between 1 and 600 minutes."),
                violation_error_code="minutes",
            ),
        ]

    def __str__(self):
        return f"{self.position + 1}. {self.title}"

    @property
    def own_title(self):
        """The title in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.title_en) or self.title


class AgendaEdition(models.Model):
    """An agenda as it was published; what changes later is another edition."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="editions"
    )
    number = models.PositiveSmallIntegerField(_("edition"))
    items = models.JSONField()
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("edition of an agenda")
        verbose_name_plural = _("editions of an agenda")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="an_edition_has_its_own_number"
            ),
        ]

    def __str__(self):
        return f"{self.meeting}, {self.number}"
