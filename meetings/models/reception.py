import secrets

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import LANGUAGES, Organisation
from meetings.models.meeting import Meeting
from meetings.words import clock
from workdays.words import date_format

# Letters and figures that nobody mistakes for others, on paper or by voice.
ALPHABET = "ABCDEFHJKLMNPRTUVWXY34789"
CODE_LENGTH = 5


def new_code():
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


class ReceptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody once registration has opened; before that, who keeps meetings."""
        if user.has_perm("meetings.view_meeting"):
            return self.all()
        return self.filter(opens_at__lte=timezone.now())

    def keepable_by(self, user):
        return self.filter(meeting__in=Meeting.objects.manageable_by(user))


class Reception(models.Model):
    """A meeting open to whoever registers, as International Customs Day is."""

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="reception"
    )
    places = models.PositiveIntegerField(_("places"), validators=[MinValueValidator(1)])
    places_each = models.PositiveIntegerField(
        _("places for one organisation"), validators=[MinValueValidator(1)]
    )
    opens_at = models.DateTimeField(_("registration opens"), default=timezone.now)
    closes_at = models.DateTimeField(_("registration closes"))
    welcome = models.TextField(_("welcome"), max_length=2000, blank=True)
    welcome_en = models.TextField(_("welcome, in English"), max_length=2000, blank=True)

    objects = ReceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("open registration")
        verbose_name_plural = _("open registrations")
        ordering = ["-meeting__starts_at"]
        constraints = [
            models.CheckConstraint(
                name="registration_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("Registration must close after it opens."),
                violation_error_code="closes_at",
            ),
            models.CheckConstraint(
                name="an_organisation_has_no_more_places_than_all",
                condition=Q(places_each__lte=F("places")),
                violation_error_message=_(
                    "One organisation cannot have more than all."
                ),
                violation_error_code="places_each",
            ),
        ]

    def __str__(self):
        return str(self.meeting)

    def get_absolute_url(self):
        return reverse("meetings:day", args=[self.meeting_id])

    @property
    def own_welcome(self):
        return (get_language() == "en" and self.welcome_en) or self.welcome

    def is_open(self):
        """Whether somebody may register now."""
        return (
            self.opens_at <= timezone.now() < self.closes_at
            and self.meeting.state != Meeting.State.CANCELLED
            and not self.meeting.has_begun()
        )

    def has_opened(self):
        """Whether everybody may see the page of the day."""
        return self.opens_at <= timezone.now()

    def taken(self):
        return self.registrations.filter(state=Registration.State.CONFIRMED).count()


class Session(models.Model):
    """One part of the day, which those who register choose."""

    reception = models.ForeignKey(
        Reception, models.CASCADE, related_name="sessions", editable=False
    )
    title = models.CharField(_("title"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    day_number = models.PositiveSmallIntegerField(_("day"), default=1)
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    speaker = models.CharField(
        _("led by"), max_length=150, blank=True, help_text=_("A function.")
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day_number", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_session_ends_after_it_starts",
                condition=Q(ends__gt=F("starts")),
                violation_error_message=_("A session must end after it starts."),
                violation_error_code="ends",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def own_title(self):
        return (get_language() == "en" and self.title_en) or self.title

    @property
    def day(self):
        """Which day of several; nothing where there is one."""
        days = self.reception.meeting.days()
        return days[min(self.day_number, len(days)) - 1] if len(days) > 1 else None

    @property
    def begins(self):
        """Its hour in words, after its day where there are several."""
        hour = clock(self.starts)
        return f"{date_format(self.day, 'l j F')}, {hour}" if self.day else hour


class RegistrationQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=Registration.State.CONFIRMED)

    def waiting(self):
        """Who waits for a place, in the order of their confirmation."""
        waits = self.filter(state=Registration.State.WAITING)
        return waits.order_by("confirmed_at", "pk")

    def arrived(self):
        return self.confirmed().filter(arrived_at__isnull=False)


class Registration(models.Model):
    """Somebody who wants to come; an address stands once on the list of a day."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("registration", "address not confirmed")
        CONFIRMED = "confirmed", pgettext_lazy("registration", "has a place")
        WAITING = "waiting", pgettext_lazy("registration", "waits for a place")
        CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")

    reception = models.ForeignKey(
        Reception, models.PROTECT, related_name="registrations", editable=False
    )
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="registrations",
    )
    organisation_name = models.CharField(
        _("organisation, if it is not in the list"), max_length=150, blank=True
    )
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default="fr"
    )
    sessions = models.ManyToManyField(
        Session, verbose_name=_("sessions"), blank=True, related_name="registrations"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.ASKED, editable=False
    )
    round = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text=_("Registering anew counts it up.")
    )
    code = models.CharField(
        _("code at the door"), max_length=8, default=new_code, editable=False
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, editable=False)
    arrived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    origin = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("A seal of the connection, to count; the address is not kept."),
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["reception", "state", "confirmed_at"])]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "reception",
                name="an_address_registers_once_for_a_day",
            ),
            models.UniqueConstraint(
                fields=["reception", "code"], name="a_code_opens_one_door"
            ),
        ]

    def __str__(self):
        return f"{self.name} <{self.email}>"

    @property
    def where(self):
        """The organisation in words."""
        return str(self.organisation or self.organisation_name)

    @property
    def certificate_number(self):
        """What a certificate carries, and what its check asks for."""
        year = timezone.localdate(self.reception.meeting.starts_at).year
        return f"JID-{year}-{self.pk:05d}-{self.code}"
