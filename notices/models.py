from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import LANGUAGES


class Notice(models.Model):
    """A letter the portal owes somebody; the row is the queue."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", _("withdrawn")
        UNDELIVERABLE = "undeliverable", _("undeliverable")
        DEAD = "dead", _("given up")

    kind = models.CharField(_("kind"), max_length=60)
    about_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    about_id = models.BigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    email = models.EmailField(_("recipient"))
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("person"),
        null=True,
        related_name="notices",
    )
    occurrence = models.CharField(_("occurrence"), max_length=60)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=15, choices=State, default=State.WAITING
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_type", "about_id", "email", "occurrence"],
                name="a_letter_is_owed_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind} → {self.email}"
