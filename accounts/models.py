import uuid

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("fr", _("French")), ("en", _("English"))]


class Organisation(models.Model):
    """A party to the dialogue: a unit of Customs, an association, a public partner."""

    class Kind(models.TextChoices):
        CUSTOMS = "customs", _("customs unit")
        ASSOCIATION = "association", _("association")
        PUBLIC = "public", _("public partner")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    acronym = models.CharField(_("acronym"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="units",
    )
    answers_for = models.TextField(
        _("answers for"), blank=True, help_text=_("What people may ask here.")
    )
    answers_for_en = models.TextField(_("answers for, in English"), blank=True)
    is_enquiry_point = models.BooleanField(_("enquiry point"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["acronym"]
        constraints = [
            models.CheckConstraint(
                name="only_a_customs_unit_has_a_parent",
                condition=Q(parent__isnull=True) | Q(kind="customs"),
                violation_error_message=_("Only a customs unit is part of another."),
                violation_error_code="parent",
            ),
            models.CheckConstraint(
                name="an_organisation_is_not_part_of_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A unit cannot be part of itself."),
                violation_error_code="parent",
            ),
        ]

    def __str__(self):
        return self.acronym

    def get_absolute_url(self):
        return reverse("accounts:organisation", args=[self.pk])

    @property
    def full_name(self):
        """The name in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.name_en) or self.name


class Office(models.Model):
    """A customs office, where goods are cleared."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    unit = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("regional directorate"),
        limit_choices_to={"kind": "customs"},
        related_name="offices",
    )
    answers_for = models.TextField(_("answers for"), blank=True)
    answers_for_en = models.TextField(_("answers for, in English"), blank=True)
    is_enquiry_point = models.BooleanField(_("enquiry point"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("customs office")
        verbose_name_plural = _("customs offices")
        ordering = ["name"]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractUser):
    """A person; what they may do comes from groups, where and for whom from mandates."""

    username = None
    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default="fr"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_address",
                violation_error_message=_("Somebody has this address already."),
                violation_error_code="email",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def organisations(self):
        """The active organisations for which this person holds a mandate today."""
        return Organisation.objects.filter(
            Exists(
                Mandate.objects.current().filter(user=self, organisation=OuterRef("pk"))
            ),
            is_active=True,
        )

    def offices(self):
        """The offices that a current mandate of this person names."""
        return Office.objects.filter(
            Exists(Mandate.objects.current().filter(user=self, office=OuterRef("pk")))
        )

    def is_partner(self):
        """Whether a current mandate in an active organisation makes a partner."""
        return self.organisations().exists()


class MandateQuerySet(models.QuerySet):
    def current(self, on=None):
        """Mandates that run on a day, of people who are still active."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            starts_on__lte=day,
            user__is_active=True,
        )


class Mandate(models.Model):
    """A person holds a function in an organisation from one day to another."""

    user = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("person"), related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="mandates",
    )
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name=_("customs office"),
        null=True,
        blank=True,
        related_name="mandates",
    )
    function = models.CharField(_("function"), max_length=150)
    is_focal_point = models.BooleanField(
        _("focal point"),
        default=False,
        help_text=_("Receives the convocations sent to the organisation."),
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["organisation__acronym", "user__name"]
        constraints = [
            models.CheckConstraint(
                name="a_mandate_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A mandate must end after it starts."),
                violation_error_code="ends_on",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.function} ({self.organisation})"


class PasswordLink(models.Model):
    """A link to set a password that the portal owes somebody, by letter."""

    class Purpose(models.TextChoices):
        WELCOME = "welcome", _("invitation")
        RESET = "reset", _("new password")

    user = models.ForeignKey(User, models.CASCADE, related_name="password_links")
    purpose = models.CharField(max_length=10, choices=Purpose)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at"])]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.user}"


class AccessRequest(models.Model):
    """Somebody without an account asks for one; an administrator decides."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        limit_choices_to={"is_active": True},
    )
    organisation_name = models.CharField(
        _("organisation, if it is not in the list"), max_length=200, blank=True
    )
    function = models.CharField(_("function"), max_length=150)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default="fr"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING, editable=False
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        ordering = ["-asked_at"]

    def __str__(self):
        return f"{self.name} <{self.email}>"
