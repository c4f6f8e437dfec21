import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import LANGUAGES
from instructions.models.standing import ORIGINAL, VersionQuerySet
from instructions.models.vocabulary import Waiver


def pdf_path(version, filename):
    return f"instructions/{uuid.uuid4().hex}.pdf"


class Version(models.Model):
    """One state of a text, in one language; what is signed never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("text", "draft")
        CONSULTATION = "consultation", pgettext_lazy("text", "in consultation")
        ANSWERED = "answered", pgettext_lazy("text", "consultation answered")
        SIGNED = "signed", pgettext_lazy("text", "signed")
        PUBLISHED = "published", pgettext_lazy("text", "published")
        ABANDONED = "abandoned", pgettext_lazy("text", "abandoned")

    instruction = models.ForeignKey(
        "instructions.Instruction",
        models.PROTECT,
        verbose_name=_("instruction"),
        related_name="versions",
    )
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default=ORIGINAL
    )
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=15, choices=State, default=State.DRAFT, editable=False
    )
    text = models.TextField(_("text"))
    record = models.TextField(_("signed record"), editable=False, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False, blank=True)
    changes = models.TextField(
        _("what changes for you"),
        help_text=_("In two or three sentences, for a broker in a hurry."),
    )
    legal_basis = models.TextField(
        _("legal basis"),
        help_text=_("The texts that give the power to write this one."),
    )
    signatory_function = models.CharField(
        _("signed by"), max_length=150, help_text=_("The function, not the name.")
    )
    in_force_on = models.DateField(_("in force on"))
    note = models.TextField(
        _("change note"),
        blank=True,
        help_text=_("Public: what differs from the version before, and why."),
    )
    is_correction = models.BooleanField(_("correction"), default=False)
    moves = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("moves the date of"),
        null=True,
        related_name="moved_by",
        editable=False,
    )
    waiver = models.CharField(
        _("no consultation, because of"), max_length=15, choices=Waiver, blank=True
    )
    waiver_reason = models.TextField(_("reason for the exception"), blank=True)
    pdf = models.FileField(_("original PDF"), upload_to=pdf_path, blank=True)
    pdf_name = models.CharField(max_length=120, blank=True, editable=False)
    pdf_size = models.PositiveIntegerField(default=0, editable=False)
    pdf_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pdf_text = models.TextField(blank=True, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("drafted by"),
        related_name="+",
        editable=False,
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("signed in the portal by"),
        null=True,
        related_name="+",
        editable=False,
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    taken_back_on = models.DateField(_("taken back on"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["instruction", "number", "language"]
        permissions = [
            ("sign_version", "Can sign the versions that others drafted"),
            ("publish_version", "Can publish signed versions"),
        ]
        indexes = [
            models.Index(fields=["instruction", "language", "in_force_on"]),
            models.Index(fields=["state", "in_force_on"]),
            models.Index(fields=["published_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["instruction", "language", "number"],
                name="a_version_number_is_given_once",
            ),
            models.CheckConstraint(
                name="an_exception_has_a_reason",
                condition=Q(waiver="") | ~Q(waiver_reason=""),
                violation_error_message=_("Say why this exception applies."),
                violation_error_code="waiver_reason",
            ),
            models.CheckConstraint(
                name="a_correction_has_a_note",
                condition=Q(is_correction=False) | ~Q(note=""),
                violation_error_message=_("Say in public what is corrected."),
                violation_error_code="note",
            ),
            models.CheckConstraint(
                name="what_is_published_was_signed",
                condition=~Q(state="published")
                | Q(signed_at__isnull=False, published_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.instruction} v{self.number}"

    def get_absolute_url(self):
        return reverse(
            "instructions:version", args=[self.instruction.slug, self.number]
        )

    @property
    def is_fixed(self):
        """Signed or published: nobody changes it any more."""
        return self.state in {self.State.SIGNED, self.State.PUBLISHED}

    @property
    def notice_days(self):
        """Days between publication and entry into force; negative if retroactive."""
        if not self.published_on:
            return None
        return (self.in_force_on - self.published_on).days

    def starts(self):
        """Every day on which it starts somewhere."""
        own = self.office_dates.values_list("in_force_on", flat=True)
        return [self.in_force_on, *own]

    def to_compare(self):
        """What a draft is compared with: the version in force, else the one before."""
        earlier = Version.objects.filter(
            instruction=self.instruction_id,
            language=self.language,
            number__lt=self.number,
        )
        return earlier.in_force(timezone.localdate()).first() or self.before()

    def before(self):
        """The version that this one follows, in the same language."""
        return (
            Version.objects.filter(
                instruction=self.instruction_id,
                language=self.language,
                number__lt=self.number,
            )
            .exclude(state=Version.State.ABANDONED)
            .order_by("-number")
            .first()
        )
