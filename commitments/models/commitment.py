from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, Organisation
from accounts.words import folded
from commitments.factors import Factor
from commitments.models import punctuality
from commitments.models.counterpart import Counterpart
from commitments.models.escalation import Escalation
from commitments.models.measures import measures
from commitments.models.plan import Objective
from commitments.models.vocabulary import (
    NOT_CLOSED,
    UNDER_WAY,
    Level,
    State,
    Status,
)


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only statement of who may see a promise; every page starts here.

        Officers see all. With a mandate, one sees what is for partners, what one's
        organisation owes or is owed, and what concerns or was escalated to one's
        office or unit. Everybody else sees what is public.
        """
        if user.has_perm("commitments.view_commitment"):
            return self.all()
        organisations = [] if user.is_anonymous else user.organisations()
        if not organisations:
            return self.filter(level=Level.PUBLIC)
        return self.filter(
            Q(level__in=[Level.PUBLIC, Level.PARTNERS])
            | party(organisations)
            | followed(organisations, user.offices())
        )

    def of(self, organisations):
        """What these organisations owe or are owed."""
        return self.filter(party(organisations))

    def owned_by(self, organisations):
        return self.filter(owner__in=organisations)

    def owed_to(self, organisations):
        return self.filter(Exists(counterparts(organisations)))

    def open(self):
        """Neither kept nor abandoned."""
        return self.filter(state__in=NOT_CLOSED)

    def open_on(self, day):
        """Promised before a day, and not closed when it began."""
        unclosed = Q(closed_on=None) | Q(closed_on__gte=day)
        return self.filter(unclosed, promised_on__lt=day)

    def overdue(self, day=None):
        """Due before a day, and nobody has claimed it done."""
        day = day or timezone.localdate()
        return self.filter(state__in=UNDER_WAY, due_on__lt=day)

    def unconfirmed(self, day=None):
        """Claimed, and the days to answer have passed in silence."""
        day = day or timezone.localdate()
        return self.filter(
            state=State.CLAIMED, claimed_on__lt=punctuality.answered_by(day)
        )

    def contested(self):
        """Sent back by a counterpart, and not claimed again since."""
        return self.filter(punctuality.CONTESTED)

    def postponed(self):
        return self.filter(due_on__gt=F("first_due_on"))

    def counted(self, day=None):
        """What the share kept on time is a share of."""
        day = day or timezone.localdate()
        return self.filter(punctuality.counted_by("first_due_on", day))

    def kept_on_time(self):
        """Claimed on or before the first due date, and confirmed."""
        return self.filter(punctuality.kept_by("first_due_on"))

    def counted_by_current_date(self, day=None):
        day = day or timezone.localdate()
        return self.filter(punctuality.counted_by("due_on", day))

    def kept_by_current_date(self):
        return self.filter(punctuality.kept_by("due_on"))

    def kept_late(self):
        return self.filter(state=State.KEPT, claimed_on__gt=F("first_due_on"))

    def of_status(self, status, day=None):
        """Those that show this status on a day."""
        day = day or timezone.localdate()
        return self.filter(punctuality.shown_as(status, day))

    def figures(self, day=None):
        """The indicators of these promises together."""
        return self.order_by().aggregate(**self.measures(day))

    def measured(self, day, last):
        """The same as the one line of a query; `last` comes from `punctuality`."""
        measures = self.measures(day, last)
        one_line = self.order_by().values(of=Value(0))
        return one_line.annotate(**measures).values(*measures)

    def figures_by(self, key, day=None, last=None):
        """The indicators of each group: by factor, owner, or year of the first date."""
        rows = self.order_by().annotate(of=F(key)).values("of")
        return rows.annotate(**self.measures(day, last)).order_by("of")

    def measures(self, day, last=None):
        evidence = self.model._meta.get_field("evidence").related_model
        own = evidence.objects.filter(commitment=OuterRef("pk"))
        return measures(day or timezone.localdate(), last, Q(Exists(own)))


def counterparts(organisations):
    """The rows that make these organisations counterparts of the outer promise."""
    return Counterpart.objects.filter(
        commitment=OuterRef("pk"), organisation__in=organisations
    )


def party(organisations):
    return Q(owner__in=organisations) | Q(Exists(counterparts(organisations)))


def followed(organisations, offices):
    """What concerns an office of these people, or was escalated to their unit."""
    escalated = Escalation.objects.filter(
        commitment=OuterRef("pk"), unit__in=organisations
    )
    return (
        Q(office__in=offices) | Q(office__unit__in=organisations) | Q(Exists(escalated))
    )


class Commitment(models.Model):
    """A promise of one party to others, with a date; none of them closes it alone."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    what = models.TextField(_("what is promised"), max_length=2000)
    what_en = models.TextField(
        _("what is promised, in English"), max_length=2000, blank=True
    )
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("owner"),
        related_name="commitments",
    )
    owner_function = models.CharField(
        _("function in charge"), max_length=150, blank=True
    )
    counterparts = models.ManyToManyField(
        Organisation,
        verbose_name=_("counterparts"),
        through="Counterpart",
        related_name="owed_commitments",
    )
    factor = models.PositiveSmallIntegerField(_("key factor"), choices=Factor)
    objective = models.ForeignKey(
        Objective,
        models.PROTECT,
        verbose_name=_("objective"),
        null=True,
        blank=True,
        related_name="commitments",
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name=_("customs office"),
        null=True,
        blank=True,
        related_name="commitments",
    )
    first_due_on = models.DateField(_("first due date"))
    due_on = models.DateField(_("due date"))
    expected_evidence = models.TextField(
        _("expected evidence"), max_length=1000, blank=True
    )
    level = models.CharField(
        pgettext_lazy("commitment", "shown to"),
        max_length=10,
        choices=Level,
        default=Level.PARTIES,
    )
    state = models.CharField(
        _("state"), max_length=15, choices=State, default=State.OPEN, editable=False
    )
    promised_on = models.DateField(_("promised on"), default=timezone.localdate)
    claimed_on = models.DateField(_("claimed on"), null=True, editable=False)
    contested_on = models.DateField(_("contested on"), null=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    consented_on = models.DateField(
        _("abandonment agreed on"), null=True, editable=False
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    words = models.TextField(blank=True, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["due_on", "reference"]
        permissions = [("add_local_commitment", "Can record promises of own units")]
        indexes = [
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["factor", "due_on"]),
            models.Index(fields=["changed_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_promise_is_never_brought_forward",
                condition=Q(due_on__gte=F("first_due_on")),
                violation_error_message=_("A promise is postponed to a later day."),
                violation_error_code="due_on",
            ),
            models.CheckConstraint(
                name="what_is_claimed_or_kept_has_its_day",
                condition=~Q(state__in=["claimed", "kept"])
                | Q(claimed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_kept_or_abandoned_has_its_day",
                condition=Q(state__in=["kept", "abandoned"], closed_on__isnull=False)
                | Q(state__in=NOT_CLOSED, closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="only_what_is_abandoned_is_agreed_upon",
                condition=Q(consented_on__isnull=True) | Q(state="abandoned"),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("commitments:commitment", args=[self.reference])

    @property
    def own_what(self):
        """The promise in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.what_en) or self.what

    @property
    def is_postponed(self):
        return self.due_on > self.first_due_on

    @property
    def is_kept_on_time(self):
        return self.state == State.KEPT and self.claimed_on <= self.first_due_on

    def fold(self):
        """Keep the words by which the register finds it, accents and case aside."""
        words = (self.reference, self.owner, self.what, self.what_en)
        self.words = folded(" ".join(map(str, words)))

    def is_overdue(self, day=None):
        return self.state in UNDER_WAY and self.due_on < (day or timezone.localdate())

    def status(self, answered_by):
        """What is shown; `answered_by` comes from `punctuality`, once for a page."""
        if self.state == State.CLAIMED and self.claimed_on < answered_by:
            return Status.UNCONFIRMED
        if self.state == State.ABANDONED and self.consented_on is None:
            return Status.ONE_SIDED
        if self.state == State.IN_PROGRESS and self.contested_on:
            return Status.CONTESTED
        return Status(self.state)
