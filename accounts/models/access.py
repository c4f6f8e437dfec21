import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.person import LANGUAGES, User

LETTER_MAKES_SENSE = timedelta(days=7)


class PasswordLinkQuerySet(models.QuerySet):
    def recent(self, now):
        """The links young enough that a letter for them still makes sense."""
        return self.filter(asked_at__gt=now - LETTER_MAKES_SENSE)

    def newer_than(self, link):
        return self.filter(user=link.user_id, pk__gt=link.pk)


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

    objects = PasswordLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at"])]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.user}"


class ResetAsked(models.Model):
    """A new password was asked for this address; a worker finds out whose it is.

    Whoever asks waits as long for an address that nobody has.
    """

    email = models.EmailField()
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.asked_at:%Y-%m-%d %H:%M}"


class AccessRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=AccessRequest.State.WAITING)

    def refused_since(self, moment):
        return self.filter(state=AccessRequest.State.REFUSED, decided_at__gt=moment)


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
    origin = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("A seal of the connection, to count; the address is not kept."),
    )

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "asked_at"])]

    def __str__(self):
        return f"{self.name} <{self.email}>"
