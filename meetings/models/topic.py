from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, Organisation
from commitments.factors import Factor
from instructions.models import Difficulty
from meetings.models.call import TopicCall
from meetings.models.committee import HELD, Committee, seats_of
from meetings.models.invitation import Invitation
from meetings.models.meeting import Level, Meeting


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only statement of who may see a topic.

        Officers see all. Others see what is public; with a mandate, what is for
        partners; and what concerns them: proposed or followed by their organisation,
        for a committee where it sits, for a meeting to which it is invited or that it
        leads, or of a committee whose secretary they are.
        """
        if user.has_perm("meetings.view_topic"):
            return self.all()
        if user.is_anonymous:
            return self.filter(level=Level.PUBLIC)
        organisations = user.organisations()
        if not organisations:
            return self.filter(level=Level.PUBLIC)
        visible = Q(level__in=[Level.PUBLIC, Level.PARTNERS]) | concerns(organisations)
        if user.has_perm("meetings.change_local_meeting"):
            visible |= of_committees(Committee.objects.of_secretary(user))
        return self.filter(visible)

    def manageable_by(self, user):
        """The topics that an officer accepts, declines, merges and escalates."""
        if user.has_perm("meetings.change_topic"):
            return self.all()
        if user.has_perm("meetings.change_local_meeting"):
            return self.filter(of_committees(Committee.objects.of_secretary(user)))
        return self.none()

    def open(self):
        """What may still be decided, discussed or answered."""
        return self.filter(state__in=Topic.OPEN)

    def to_settle(self):
        """Open, and not yet discussed at a meeting that was held."""
        return self.open().exclude(
            state=Topic.State.ACCEPTED, items__meeting__state__in=HELD
        )

    def of(self, organisations):
        """What these organisations proposed or follow."""
        return self.filter(followed_by(organisations))

    def for_meeting(self, meeting):
        """What may be put on the agenda of a meeting: for itself, or its committee."""
        wanted = Q(meeting=meeting)
        if meeting.committee_id:
            wanted |= Q(meeting=None, committee=meeting.committee_id)
            wanted |= Q(escalated_to=meeting.committee_id)
        wanted |= Q(meeting=None, committee=None, year=meeting.programme.year)
        return self.filter(wanted)


def followed_by(organisations):
    followers = TopicFollower.objects.filter(
        topic=OuterRef("pk"), organisation__in=organisations
    )
    return Q(Exists(followers))


def concerns(organisations):
    """A topic in which one of these organisations is a party."""
    invited = Invitation.objects.filter(
        meeting=OuterRef("meeting"), organisation__in=organisations
    )
    sits = seats_of(organisations)
    return (
        followed_by(organisations)
        | Q(Exists(invited))
        | Q(meeting__lead__in=organisations)
        | Q(committee__in=sits)
        | Q(escalated_to__in=sits)
    )


def of_committees(committees):
    return (
        Q(committee__in=committees)
        | Q(meeting__committee__in=committees)
        | Q(escalated_to__in=committees)
    )


class Topic(models.Model):
    """What an organisation asks to discuss; one reference is followed everywhere."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("topic", "proposed")
        ACCEPTED = "accepted", pgettext_lazy("topic", "accepted")
        DECLINED = "declined", pgettext_lazy("topic", "declined")
        MERGED = "merged", pgettext_lazy("topic", "merged")
        ESCALATED = "escalated", pgettext_lazy("topic", "escalated")
        ANSWERED = "answered", pgettext_lazy("topic", "answered")

    OPEN = (State.PROPOSED, State.ACCEPTED, State.ESCALATED, State.ANSWERED)

    reference = models.CharField(
        _("reference"), max_length=20, unique=True, editable=False
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(_("topic"), max_length=150)
    title_en = models.CharField(_("topic in English"), max_length=150, blank=True)
    text = models.TextField(_("what it is about"), max_length=4000, blank=True)
    proposer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("proposed by"),
        related_name="topics",
    )
    is_masked = models.BooleanField(
        _("hide our name from the other parties"),
        default=False,
        help_text=_("The Directorate General still sees it."),
    )
    factor = models.PositiveSmallIntegerField(
        _("factor"), choices=Factor, null=True, blank=True
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        related_name="topics",
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        verbose_name=_("committee"),
        null=True,
        blank=True,
        related_name="topics",
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name=_("customs office"),
        null=True,
        blank=True,
        related_name="topics",
    )
    difficulty = models.ForeignKey(
        Difficulty,
        models.PROTECT,
        verbose_name=_("difficulty of application"),
        null=True,
        blank=True,
        editable=False,
        related_name="topics",
    )
    call = models.ForeignKey(
        TopicCall,
        models.PROTECT,
        verbose_name=_("call for topics"),
        null=True,
        blank=True,
        editable=False,
        related_name="topics",
    )
    level = models.CharField(
        _("shown to"), max_length=10, choices=Level, default=Level.PARTIES
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.PROPOSED,
        editable=False,
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("merged into"),
        null=True,
        editable=False,
        related_name="merged",
    )
    escalated_to = models.ForeignKey(
        Committee,
        models.PROTECT,
        verbose_name=_("escalated to"),
        null=True,
        editable=False,
        related_name="escalated_topics",
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)
    proposed_at = models.DateTimeField(
        _("proposed at"), default=timezone.now, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed topic")
        verbose_name_plural = _("proposed topics")
        ordering = ["-year", "-number"]
        indexes = [models.Index(fields=["state", "-proposed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="a_topic_has_its_own_number"
            ),
            models.CheckConstraint(
                name="a_merged_topic_names_the_other",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_declined_topic_has_a_reason",
                condition=~Q(state="declined", reason=""),
            ),
            models.CheckConstraint(
                name="a_topic_is_of_a_known_factor",
                condition=Q(factor__isnull=True) | Q(factor__range=(1, 10)),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("meetings:topic", args=[self.reference])

    @property
    def own_title(self):
        """The title in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.title_en) or self.title

    def is_open(self):
        return self.state in self.OPEN

    def who(self, user):
        """The proposer, unless it hides from the party that reads."""
        return self.proposer if self.shows_proposer_to(user) else None

    def shows_proposer_to(self, user):
        if not self.is_masked or user.has_perm("meetings.view_topic"):
            return True
        return user.is_authenticated and self.proposer in user.organisations()


class TopicFollower(models.Model):
    """An organisation that hears what becomes of a topic; the proposer is the first."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="followers")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="followed_topics",
    )
    came_from = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text=_("The topic that was merged into this one."),
    )
    is_masked = models.BooleanField(default=False, editable=False)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("follower of a topic")
        verbose_name_plural = _("followers of a topic")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "organisation"],
                name="an_organisation_follows_a_topic_once",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.topic.reference}"
