import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from meetings.models.committee import Committee
from meetings.models.invitation import Invitation
from meetings.models.letter_days import IS_CHOSEN, LetterDays
from meetings.models.programme import Programme, Room
from meetings.when import days_of
from meetings.words import titled


class Level(models.TextChoices):
    PARTIES = "parties", _("parties")
    PARTNERS = "partners", _("partners")
    PUBLIC = "public", _("public")


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only statement of who may see a meeting; every page starts here.

        Officers see all. Others see what stands in a published programme: what is
        public; with a mandate, what is for partners too; and whatever their
        organisation is invited to, leads, or keeps as the committee's secretary.
        An open programme shows its drafts to partners, who are asked for opinion.
        """
        if user.has_perm("meetings.view_meeting"):
            return self.all()
        shown = Q(
            programme__state__in=[Programme.State.PUBLISHED, Programme.State.CLOSED]
        )
        if user.is_anonymous:
            return self.filter(shown, level=Level.PUBLIC)
        organisations = user.organisations()
        if not organisations:
            return self.filter(shown, level=Level.PUBLIC)
        invited = Invitation.objects.filter(
            meeting=OuterRef("pk"), organisation__in=organisations
        )
        party = Q(Exists(invited)) | Q(lead__in=organisations)
        visible = (shown | Q(programme__state=Programme.State.OPEN)) & (
            Q(level__in=[Level.PUBLIC, Level.PARTNERS]) | party
        )
        if user.has_perm("meetings.change_local_meeting"):
            visible |= Q(committee__in=Committee.objects.of_secretary(user))
        return self.filter(visible)

    def manageable_by(self, user):
        """The meetings that an officer may plan, convene, move and cancel."""
        if user.has_perm("meetings.change_meeting"):
            return self.all()
        if user.has_perm("meetings.change_local_meeting"):
            return self.filter(committee__in=Committee.objects.of_secretary(user))
        return self.none()

    def not_cancelled(self):
        return self.exclude(state=Meeting.State.CANCELLED)

    def coming(self, now=None):
        """What is still to take place."""
        return self.filter(
            state__in=[Meeting.State.PLANNED, Meeting.State.CONVENED],
            ends_at__gte=now or timezone.now(),
        )

    def on_calendar_of(self, organisation):
        """What the secret calendar of an organisation holds, cancelled ones too."""
        return self.filter(
            Exists(
                Invitation.objects.filter(
                    meeting=OuterRef("pk"), organisation=organisation
                )
            ),
            programme__state__in=[Programme.State.PUBLISHED, Programme.State.CLOSED],
        )


class Meeting(LetterDays):
    """One meeting of the year's programme, from plan to minutes."""

    class Kind(models.TextChoices):
        BILATERAL = "bilateral", _("bilateral")
        MULTILATERAL = "multilateral", _("multilateral")
        TECHNICAL = "technical", _("technical group")
        LOCAL = "local", _("local committee")
        INFORMATION = "information", _("information session")
        EXTRAORDINARY = "extraordinary", _("extraordinary")
        CUSTOMS_DAY = "customs_day", _("International Customs Day")
        RESTITUTION = "restitution", _("survey restitution")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CONVENED = "convened", _("convened")
        HELD = "held", _("held")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("programme"), related_name="meetings"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("subject"), max_length=200)
    title_en = models.CharField(_("subject in English"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        verbose_name=_("committee"),
        null=True,
        blank=True,
        related_name="meetings",
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    room = models.ForeignKey(
        Room,
        models.PROTECT,
        verbose_name=_("place"),
        null=True,
        blank=True,
        related_name="meetings",
    )
    place = models.CharField(
        _("other place"),
        max_length=150,
        blank=True,
        help_text=_("Where the place is not in the list."),
    )
    link = models.URLField(_("link for joining from afar"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("fr", _("French")), ("en", _("English"))],
        default="fr",
    )
    lead = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("lead unit"),
        null=True,
        blank=True,
        limit_choices_to={"kind": "customs"},
        related_name="led_meetings",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("officer in charge"),
        null=True,
        blank=True,
        related_name="led_meetings",
    )
    level = models.CharField(
        _("shown to"), max_length=10, choices=Level, default=Level.PARTIES
    )
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("invited organisations"),
        through=Invitation,
        related_name="meetings",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PLANNED, editable=False
    )
    sequence = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text=_("Every change that a calendar must hear of counts it up."),
    )
    moves = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("How often the date was moved.")
    )
    convened_at = models.DateTimeField(_("convened at"), null=True, editable=False)
    moved_at = models.DateTimeField(_("moved at"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="copies"
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        permissions = [
            ("change_local_meeting", "Can keep the meetings of own committees")
        ]
        indexes = [
            models.Index(fields=["state", "starts_at"]),
            models.Index(fields=["starts_at"]),
            models.Index(
                fields=["starts_at"],
                condition=IS_CHOSEN,
                name="meetings_with_letter_days",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("A meeting must end after it starts."),
                violation_error_code="ends_at",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.programme.year, self.pk])

    def is_over(self):
        return self.ends_at < timezone.now()

    def has_begun(self):
        return self.starts_at <= timezone.now()

    def days(self):
        return days_of(self.starts_at, self.ends_at)

    def lasts_days(self):
        return len(self.days()) > 1

    def awaits_answers(self):
        """Whether an answer may still be given or changed."""
        return self.state == self.State.CONVENED and not self.has_begun()

    @property
    def own_title(self):
        """The subject in the reader's language, with the committee that meets."""
        title = (get_language() == "en" and self.title_en) or self.title
        return titled(title, self.committee.own_name if self.committee else "")

    @property
    def where(self):
        """The place in words."""
        return self.place or (self.room.own_name if self.room else "")


def paper_path(paper, filename):
    return f"papers/{paper.meeting_id}/{uuid.uuid4().hex}"


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The papers of the meetings that a reader may see, but the withdrawn.

        What goes up with a topic is seen by the secretary of the committee above.
        """
        seen = Q(meeting__in=Meeting.objects.visible_to(user))
        if user.has_perm("meetings.change_local_meeting"):
            mine = Committee.objects.of_secretary(user)
            seen |= Q(item__topic__escalated_to__in=mine)
        return self.filter(seen, withdrawn_at__isnull=True)


class Paper(models.Model):
    """A file for a meeting; served by a view that asks who may see the meeting."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="papers"
    )
    item = models.ForeignKey(
        "meetings.AgendaItem",
        models.SET_NULL,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        related_name="papers",
    )
    title = models.CharField(_("title"), max_length=150)
    file = models.FileField(_("file"), upload_to=paper_path)
    name = models.CharField(_("file name"), max_length=120, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["added_at"]

    def __str__(self):
        return self.title
