from datetime import UTC
from hashlib import sha256
from json import dumps
from secrets import token_hex

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def sealed(text):
    return sha256(text.encode()).hexdigest()


class AppendOnly(models.QuerySet):
    """Rows are written once; nobody changes or removes them."""

    def about(self, instance):
        """The entries of one object, whole."""
        return self.of(instance._meta.label_lower, str(instance.pk))

    def of(self, label, key):
        return self.filter(about_type=label, about_id=key)

    def unchained(self):
        return self.filter(batch=None).order_by("pk")

    def chain_into(self, batch):
        """The one change that an entry knows: its place in the chain, given once."""
        return super().update(batch=batch)

    def update(self, **kwargs):
        raise TypeError("The audit trail is append-only.")

    def delete(self):
        raise TypeError("The audit trail is append-only.")


class EntryManager(models.Manager.from_queryset(AppendOnly)):
    def get_queryset(self):
        return super().get_queryset().select_related("detail")


class Batch(models.Model):
    """Entries sealed together, with the seal of the batch before."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    count = models.PositiveIntegerField(_("entries"))
    previous = models.CharField(_("seal before"), max_length=64, blank=True)
    seal = models.CharField(_("seal"), max_length=64)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.seal[:12]}"


class Entry(models.Model):
    """Who did what to which object, when; what it was stands in its detail.

    The row names a person by number alone and is never changed. Its `digest` seals
    the detail, which can be removed without breaking the chain.
    """

    at = models.DateTimeField(_("at"), auto_now_add=True)
    verb = models.CharField(_("what"), max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("who"),
        null=True,
        blank=True,
        related_name="+",
    )
    about_type = models.CharField(_("type"), max_length=60)
    about_id = models.CharField(_("id"), max_length=40)
    digest = models.CharField(_("digest of the detail"), max_length=64)
    batch = models.ForeignKey(
        Batch,
        models.PROTECT,
        verbose_name=_("batch"),
        null=True,
        editable=False,
        related_name="entries",
    )

    objects = EntryManager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["about_type", "about_id"]),
            models.Index(
                name="audit_unchained", fields=["id"], condition=models.Q(batch=None)
            ),
        ]

    def __str__(self):
        return f"{self.verb} {self.about_label}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("The audit trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit trail is append-only.")

    @property
    def told(self):
        """The detail, an empty one where it was removed."""
        return getattr(self, "detail", None) or Detail()

    @property
    def about_label(self):
        return self.told.label

    @property
    def before(self):
        return self.told.before

    @property
    def after(self):
        return self.told.after

    @property
    def reason(self):
        return self.told.reason

    @property
    def origin(self):
        return self.told.origin

    def line(self):
        """The entry as the chain seals it."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        who = self.by_id or ""
        about = f"{self.about_type}|{self.about_id}"
        return f"{self.pk}|{at}|{self.verb}|{who}|{about}|{self.digest}"


class Detail(models.Model):
    """What an object was before and after, why, and from where; can be removed.

    The salt goes with it, so that nobody finds out by trying what was removed.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True)
    salt = models.CharField(max_length=64, default=token_hex)
    label = models.CharField(_("object"), max_length=250)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    origin = models.CharField(_("from where"), max_length=45, blank=True)

    class Meta:
        verbose_name = _("detail")
        verbose_name_plural = _("details")

    def __str__(self):
        return self.label

    def digest(self):
        """Over everything but the origin, which is forgotten earlier."""
        told = [self.salt, self.label, self.before, self.after, self.reason]
        return sealed(dumps(told, ensure_ascii=False, sort_keys=True))
