import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from meetings.models.letter_days import LetterDays


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only statement of who may see a programme."""
        if user.has_perm("meetings.view_programme"):
            return self.all()
        states = [Programme.State.PUBLISHED, Programme.State.CLOSED]
        if user.is_authenticated and user.is_partner():
            states.append(Programme.State.OPEN)
        return self.filter(state__in=states)


class Programme(LetterDays):
    """The meetings that one directorate plans for one year."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open for opinion")
        PUBLISHED = "published", _("published")
        CLOSED = "closed", pgettext_lazy("programme", "closed")

    year = models.PositiveSmallIntegerField(_("year"))
    directorate = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("directorate"),
        limit_choices_to={"kind": "customs"},
        related_name="programmes",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    opinions_until = models.DateField(_("opinions until"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("signed by"),
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-year", "directorate__acronym"]
        permissions = [("publish_programme", "Can sign and publish a programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "directorate"],
                name="one_programme_a_year_and_directorate",
                violation_error_message=_(
                    "This directorate has a programme for that year already."
                ),
                violation_error_code="year",
            ),
            models.CheckConstraint(
                name="a_programme_is_of_a_plausible_year",
                condition=Q(year__gte=2000, year__lte=2100),
                violation_error_message=_("The year must lie between 2000 and 2100."),
                violation_error_code="year",
            ),
        ]

    def __str__(self):
        return gettext("%(directorate)s programme %(year)s") % {
            "directorate": self.directorate,
            "year": self.year,
        }

    def get_absolute_url(self):
        return reverse("meetings:year", args=[self.year])

    def is_closed(self):
        return self.state == self.State.CLOSED


class Room(models.Model):
    """A known place; where it is one room, two meetings cannot share an hour."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    map_url = models.URLField(_("map link"), blank=True)
    is_shared = models.BooleanField(
        _("takes several meetings at once"),
        default=False,
        help_text=_(
            "For a place that is not one room, such as “at the organisation’s seat”."
        ),
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def own_name(self):
        """The name in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.name_en) or self.name


class OpinionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Officers read all; an organisation reads its own."""
        if user.has_perm("meetings.view_programme"):
            return self.all()
        if user.is_anonymous:
            return self.none()
        return self.filter(organisation__in=user.organisations())


class Opinion(models.Model):
    """What an organisation says of a programme that is open for opinion."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("programme"), related_name="opinions"
    )
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.SET_NULL,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        related_name="opinions",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="opinions",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("author"),
        related_name="opinions",
    )
    text = models.TextField(_("opinion"), max_length=4000)
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["at"]

    def __str__(self):
        return f"{self.organisation}: {self.text[:60]}"


def new_key():
    return secrets.token_urlsafe(24)


class CalendarKey(models.Model):
    """The secret address of an organisation's calendar; renewing it kills the old one."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="calendar_key"
    )
    key = models.CharField(max_length=64, unique=True, default=new_key)
    renewed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.organisation}"
