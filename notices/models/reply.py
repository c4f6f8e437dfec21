from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReplyQuerySet(models.QuerySet):
    def to_settle(self):
        """What changed nothing and nobody has looked at yet."""
        return self.filter(outcome=Reply.Outcome.ASIDE, is_settled=False)

    def visible_to(self, user):
        """Only officers read what was kept aside."""
        return self.all() if user.has_perm("notices.view_reply") else self.none()


class Reply(models.Model):
    """A message that came by mail, and what became of it; the body is not kept."""

    class Outcome(models.TextChoices):
        RECORDED = "recorded", _("answer recorded")
        ASIDE = "aside", _("kept aside")
        BOUNCE = "bounce", _("bounce noted")
        IGNORED = "ignored", _("automatic, ignored")
        KNOWN = "known", _("taken before")

    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    sender = models.CharField(_("sender"), max_length=254, blank=True)
    to = models.CharField(_("sent to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    calendar = models.TextField(_("calendar"), blank=True)
    reason = models.TextField(_("why it was kept aside"), blank=True)
    is_settled = models.BooleanField(_("settled"), default=False)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply by mail")
        verbose_name_plural = _("replies by mail")
        ordering = ["-received_at"]

    def __str__(self):
        return f"{self.sender}: {self.subject}"
