from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from instructions.models.version import Version


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, user, now=None):
        """A consultation is public from the day it opens."""
        if user.has_perm("instructions.view_version"):
            return self.all()
        return self.filter(opens_at__lte=now or timezone.now())

    def open(self, now=None):
        now = now or timezone.now()
        return self.filter(opens_at__lte=now, closes_at__gt=now)

    def unanswered(self, now=None):
        """Closed, and the summary of the answers still owed."""
        return self.filter(
            closes_at__lte=now or timezone.now(), summary_at__isnull=True
        ).exclude(version__state=Version.State.ABANDONED)

    def answered(self):
        return self.filter(summary_at__isnull=False)

    def abandoned(self):
        """Nothing comes of the draft; its reason is public, and so are its comments."""
        return self.filter(version__state=Version.State.ABANDONED)

    def with_comments(self, user):
        """Each with how many comments a reader may see, and how many have a reply."""
        seen = Comment.objects.visible_to(user).filter(consultation=OuterRef("pk"))
        seen = seen.order_by().values("consultation")
        count = seen.values(number=Count("pk"))
        return self.annotate(
            comments_seen=Coalesce(Subquery(count), 0),
            replies_seen=Coalesce(Subquery(count.exclude(outcome="")), 0),
        )

    def in_turn(self):
        """The open ones first, the next to close on top; then the last closed."""
        is_closed = Q(closes_at__lte=timezone.now())
        return self.order_by(
            Case(When(is_closed, then=Value(1)), default=Value(0)),
            Case(When(is_closed, then=None), default=F("closes_at")),
            "-closes_at",
            "-pk",
        )


class Consultation(models.Model):
    """A draft on which the trade may comment, article by article, until an instant."""

    version = models.OneToOneField(
        Version, models.PROTECT, verbose_name=_("version"), related_name="consultation"
    )
    about = models.TextField(_("what it is about"))
    decides = models.CharField(_("who decides"), max_length=150)
    next_steps = models.TextField(_("what happens next"))
    opens_at = models.DateTimeField(_("opens"), default=timezone.now, editable=False)
    closes_at = models.DateTimeField(_("closes"))
    text = models.TextField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    summary = models.TextField(_("summary of the answers"), blank=True, editable=False)
    summary_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-closes_at"]
        indexes = [models.Index(fields=["closes_at"])]
        constraints = [
            models.CheckConstraint(
                name="a_consultation_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A consultation must close after it opens."),
                violation_error_code="closes_at",
            ),
        ]

    def __str__(self):
        return str(self.version)

    def get_absolute_url(self):
        slug, number = self.version.instruction.slug, self.version.number
        return reverse("instructions:consultation", args=[slug, number])

    @property
    def is_open(self):
        return self.opens_at <= timezone.now() < self.closes_at

    @property
    def is_abandoned(self):
        return self.version.state == Version.State.ABANDONED

    @property
    def is_closed(self):
        return timezone.now() >= self.closes_at


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own at once; everybody's once the consultation is closed."""
        if user.has_perm("instructions.view_version"):
            return self.all()
        closed = Q(consultation__closes_at__lte=timezone.now())
        if user.is_anonymous:
            return self.filter(closed)
        return self.filter(closed | Q(organisation__in=user.organisations()))

    def unanswered(self):
        return self.filter(outcome="")


class Comment(models.Model):
    """What an organisation says of one article of a draft, and the reply it got."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("comment", "accepted")
        IN_PART = "in_part", pgettext_lazy("comment", "accepted in part")
        NOT_ACCEPTED = "not_accepted", pgettext_lazy("comment", "not accepted")

    consultation = models.ForeignKey(
        Consultation,
        models.PROTECT,
        verbose_name=_("consultation"),
        related_name="comments",
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    article_key = models.CharField(_("article"), max_length=60, blank=True)
    article_label = models.CharField(max_length=60, blank=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    text = models.TextField(_("comment"), max_length=5000)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    made_at = models.DateTimeField(
        _("received at"), default=timezone.now, editable=False
    )
    outcome = models.CharField(
        _("reply"), max_length=15, choices=Outcome, blank=True, editable=False
    )
    reply = models.TextField(_("reason"), blank=True, editable=False)
    replied_at = models.DateTimeField(null=True, editable=False)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="a_receipt_number_is_given_once"
            ),
            models.CheckConstraint(
                name="a_reply_has_a_reason", condition=Q(outcome="") | ~Q(reply="")
            ),
        ]

    def __str__(self):
        return self.receipt

    @property
    def receipt(self):
        """The number that the author may quote."""
        return f"O-{self.made_at:%Y}-{self.consultation_id}-{self.number:03d}"
