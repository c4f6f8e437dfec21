from email.utils import parseaddr
from functools import lru_cache

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import LANGUAGES

DIGEST = "notices.digest"


class About(GenericForeignKey):
    """A generic key for our one database; Django's copies a manager at each look."""

    def get_content_type(self, obj=None, id=None, using=None, model=None):
        if id is not None:
            return ContentType.objects.get_for_id(id)
        return ContentType.objects.get_for_model(model or obj)


class NoticeQuerySet(models.QuerySet):
    def unsent(self):
        """Letters that a worker may still hand over."""
        return self.filter(state__in=[Notice.State.WAITING, Notice.State.SENDING])

    def due(self, now=None):
        """Letters that want a worker now; a lease that ran out is due again."""
        return self.unsent().filter(try_at__lte=now or timezone.now())

    def not_handed_over(self):
        """Letters that can be taken back: no attempt is under way."""
        return self.filter(
            Q(state__in=[Notice.State.WAITING, Notice.State.JOINED])
            | Q(state=Notice.State.SENDING, intent_at__isnull=True)
        )

    def in_doubt(self, now=None):
        """Letters handed over by a worker that never said what came of it."""
        return self.due(now).filter(state=Notice.State.SENDING, intent_at__isnull=False)


class Notice(models.Model):
    """A letter the portal owes somebody; the row is the queue.

    `try_at` is when the row wants a worker next: when it is due, after a back-off,
    at the end of quiet hours, or when the lease of the worker that took it runs out.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("sending")
        JOINED = "joined", _("in a digest")
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DOUBTFUL = "doubtful", _("in doubt")
        UNDELIVERABLE = "undeliverable", _("undeliverable")
        DEAD = "dead", _("given up")

    kind = models.CharField(_("kind"), max_length=60)
    about_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", db_index=False
    )
    about_id = models.BigIntegerField()
    about = About("about_type", "about_id")
    email = models.EmailField(_("recipient"))
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        db_index=False,
        related_name="notices",
    )
    occurrence = models.CharField(_("occurrence"), max_length=60)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=15, choices=State, default=State.WAITING
    )
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    try_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claim = models.UUIDField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tried_at = models.DateTimeField(_("first attempt"), null=True, editable=False)
    intent_at = models.DateTimeField(_("last attempt"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    digest = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("digest"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="members",
    )

    objects = NoticeQuerySet.as_manager()

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
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                condition=Q(state__in=["waiting", "sending"]),
                name="letters_to_send",
            ),
            models.Index(
                fields=["about_type", "about_id"],
                condition=Q(state__in=["waiting", "sending", "joined"]),
                name="unsent_letters_about",
            ),
            models.Index(
                fields=["digest"],
                condition=Q(digest__isnull=False),
                name="letters_of_a_digest",
            ),
            models.Index(
                fields=["ended_at"],
                condition=Q(ended_at__isnull=False),
                name="ended_letters",
            ),
        ]

    def __str__(self):
        return f"{self.kind} → {self.email}"

    @property
    def is_digest(self):
        return self.kind == DIGEST

    @property
    def message_id(self):
        """The same at every attempt, so that a double can be recognised."""
        return f"<{self.created_at:%Y%m%d%H%M%S}.{self.pk}@{mail_domain()}>"


def mail_domain():
    return domain_of(settings.DEFAULT_FROM_EMAIL)


@lru_cache(4)
def domain_of(mailbox):
    return parseaddr(mailbox)[1].rpartition("@")[2]
