from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate, Office, Organisation

DORMANT_AFTER = timedelta(days=90)
HELD = ("held", "closed")


class CommitteeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees the active ones; officers of meetings see the others too."""
        if user.has_perm("meetings.view_committee"):
            return self.all()
        return self.filter(is_active=True)

    def of_secretary(self, user):
        """The committees that the person's mandates name.

        A mandate at an office names the committees that cover it; a mandate in a unit
        as a whole names all committees of that unit.
        """
        mandates = Mandate.objects.current_of(user).filter(
            organisation__kind=Organisation.Kind.CUSTOMS
        )
        offices = Committee.offices.through.objects.filter(
            committee=OuterRef("pk"),
            office__in=mandates.filter(organisation__is_active=True).values("office"),
        )
        units = mandates.filter(
            organisation=OuterRef("unit"), organisation__is_active=True, office=None
        )
        return self.filter(Exists(offices) | Exists(units))

    def keepable_by(self, user):
        """The committees whose page and members an officer may change."""
        return self.all() if user.has_perm("meetings.change_committee") else self.none()

    def of_members(self, organisations):
        """The committees on which one of these organisations sits."""
        return self.filter(pk__in=seats_of(organisations))

    def with_last_held(self):
        """Each with the end of the last meeting that took place."""
        held = Q(meetings__state__in=HELD)
        return self.annotate(last_held_at=Max("meetings__ends_at", filter=held))

    def quiet(self):
        """The active ones, each with the instant since when it has not met."""
        quiet_from = Coalesce(F("last_held_at"), F("created_at"))
        rows = self.with_last_held().annotate(quiet_from=quiet_from)
        return rows.filter(is_active=True)

    def dormant(self, now):
        """Active, and without a meeting held for 90 days."""
        return self.quiet().filter(quiet_from__lte=now - DORMANT_AFTER)


def seats_of(organisations):
    """The committees, by their keys, on which one of these organisations sits."""
    seats = CommitteeMember.objects.filter(organisation__in=organisations)
    return seats.values("committee")


class Committee(models.Model):
    """A consultative body: plenary, technical group, local committee, corridor."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("national plenary")
        TECHNICAL = "technical", _("technical group")
        LOCAL = "local", _("local committee")
        CORRIDOR = "corridor", _("corridor committee")

    name = models.CharField(_("name"), max_length=150, unique=True)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    founding_act = models.CharField(_("founding act"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("customs unit in charge"),
        null=True,
        blank=True,
        limit_choices_to={"kind": "customs"},
        related_name="committees",
    )
    offices = models.ManyToManyField(
        Office, verbose_name=_("customs offices"), blank=True, related_name="committees"
    )
    members = models.ManyToManyField(
        Organisation,
        verbose_name=_("members"),
        through="CommitteeMember",
        related_name="memberships",
    )
    chair_function = models.CharField(_("chaired by"), max_length=150, blank=True)
    secretary_function = models.CharField(_("secretary"), max_length=150, blank=True)
    quorum = models.PositiveSmallIntegerField(
        _("quorum"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Member organisations that must be present to decide."),
    )
    silence_is_approval = models.BooleanField(
        _("silence counts as approval of minutes"),
        default=False,
        help_text=_("Once the deadline has passed; the minutes say which it was."),
    )
    cadence_days = models.PositiveSmallIntegerField(
        _("days between two meetings"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Whatever the rule, after 90 days without one it is dormant."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("escalates to"),
        null=True,
        blank=True,
        related_name="children",
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(
        _("created at"), default=timezone.now, editable=False
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="a_committee_does_not_escalate_to_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A committee cannot escalate to itself."),
                violation_error_code="parent",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:committee", args=[self.pk])

    def clean(self):
        """What goes up never comes round to the same committee."""
        above = self.parent
        while above and self.pk:
            if above.pk == self.pk:
                raise ValidationError(
                    {"parent": _("This committee would escalate to itself.")}
                )
            above = above.parent

    @property
    def own_name(self):
        """The name in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.name_en) or self.name

    def held(self):
        """The meetings that took place, the last one first."""
        return self.meetings.filter(state__in=HELD).order_by("-starts_at")

    def quiet_since(self):
        """When it met last; a committee that never met counts from its beginning."""
        if not hasattr(self, "last_held_at"):
            self.last_held_at = self.held().values_list("ends_at", flat=True).first()
        return self.last_held_at or self.created_at

    def meets_by(self):
        """The day by which its own rule asks for a meeting, or 90 days do."""
        ruled = (
            timedelta(days=self.cadence_days) if self.cadence_days else DORMANT_AFTER
        )
        return timezone.localdate(self.quiet_since() + min(ruled, DORMANT_AFTER))

    def is_behind(self):
        return self.is_active and self.meets_by() <= timezone.localdate()

    def is_dormant(self):
        return self.is_active and self.quiet_since() <= timezone.now() - DORMANT_AFTER


class CommitteeMember(models.Model):
    """An organisation sits on a committee, through a titular and an alternate.

    Both are functions: whoever holds the mandate of that function sits there.
    """

    committee = models.ForeignKey(
        Committee, models.CASCADE, verbose_name=_("committee"), related_name="seats"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="seats",
    )
    titular = models.CharField(
        _("titular (function)"),
        max_length=150,
        blank=True,
        help_text=_("The focal points, where no function is named."),
    )
    alternate = models.CharField(_("alternate (function)"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("member of a committee")
        verbose_name_plural = _("members of committees")
        ordering = ["organisation__acronym"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "organisation"],
                name="an_organisation_sits_once_on_a_committee",
                violation_error_message=_("This organisation is a member already."),
                violation_error_code="organisation",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.committee}"
