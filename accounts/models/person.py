from django.contrib.auth.models import AbstractUser, BaseUserManager, Permission
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import groups
from accounts.models.organisation import Office, Organisation
from audit.prepared import TODAY, USER, prepared

LANGUAGES = [("fr", _("French")), ("en", _("English"))]


def over_people():
    """The permissions by which people are raised, whichever group holds them."""
    return Permission.objects.filter(
        Q(content_type__app_label="accounts", codename="change_user")
        | Q(content_type__app_label="auth", codename__in=["add_group", "change_group"])
    )


class UserManager(BaseUserManager):
    @classmethod
    def normalize_email(cls, email):
        """Addresses are kept in small letters, so that signing in ignores case."""
        return (email or "").strip().lower()

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def user_managers(self):
        """Who answers requests for access; superusers where nobody else does."""
        active = self.filter(is_active=True)
        return active.filter(groups__name=groups.USER_MANAGER) or active.filter(
            is_superuser=True
        )

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email))


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

    today = None  # the day on which mandates run, where it is not the current one

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
            models.CheckConstraint(
                name="an_address_is_in_small_letters",
                condition=Q(email=Lower("email")),
                violation_error_message=_("Write the address in small letters."),
                violation_error_code="email",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def mandates_today(self):
        """What this person holds today; read once for this object, as permissions are."""
        return self._mandates

    @cached_property
    def _mandates(self):
        return mandates_of(user=self.pk, today=timezone.localdate())

    def organisations(self):
        """The active ones that the mandates name; read once, too."""
        return self._organisations

    @cached_property
    def _organisations(self):
        return self._of_active_organisations(self._mandates)

    def focal_organisations(self):
        """Those for which this person answers and chooses delegates; read once, too."""
        return self._focal_organisations

    @cached_property
    def _focal_organisations(self):
        focal = [mandate for mandate in self._mandates if mandate.is_focal_point]
        return self._of_active_organisations(focal)

    def is_in(self, organisation):
        """Whether this person speaks for the organisation with this key."""
        return any(own.pk == organisation for own in self._organisations)

    def is_focal_point_of(self, organisation):
        """Whether this person answers for the organisation with this key."""
        return any(own.pk == organisation for own in self._focal_organisations)

    def offices(self):
        """The offices that a current mandate of this person names; read once, too."""
        return self._offices

    @cached_property
    def _offices(self):
        return list({m.office: None for m in self._mandates if m.office_id})

    def _of_active_organisations(self, mandates):
        organisations = {mandate.organisation: None for mandate in mandates}
        return [
            organisation for organisation in organisations if organisation.is_active
        ]

    def is_kept_by(self, manager):
        """Whether a manager of users may change this person's account and powers.

        Nobody raises themselves: a superuser keeps those who manage users.
        """
        if manager.is_superuser:
            return True
        manages = over_people().filter(Q(user=self) | Q(group__user=self))
        return self != manager and not self.is_superuser and not manages.exists()

    def needs_second_factor(self):
        """Customs staff and whoever holds a group or a key of the administration."""
        if self.is_staff or self.is_superuser:
            return True
        customs = Mandate.objects.current_of(self).filter(
            organisation__kind=Organisation.Kind.CUSTOMS
        )
        return customs.exists() or self.groups.exists()

    def is_partner(self):
        """Whether a current mandate in an active organisation makes a partner."""
        return bool(self.organisations())


class MandateQuerySet(models.QuerySet):
    def current(self, on=None):
        """Mandates that run on a day, of people who are still active."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            starts_on__lte=day,
            user__is_active=True,
        )

    def current_of(self, user):
        """What this person holds today."""
        return self.current(user.today).filter(user=user)


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

    def runs(self):
        """Whether it is current today, for somebody who is still active."""
        day = timezone.localdate()
        is_over = self.ends_on is not None and self.ends_on < day
        return self.user.is_active and self.starts_on <= day and not is_over


@prepared
def mandates_of():
    """What a person holds on a day, with the organisations and the offices."""
    held = Mandate.objects.current(TODAY).filter(user=USER)
    return held.select_related("organisation", "office")
