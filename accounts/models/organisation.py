from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class DirectoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees what is active; who keeps the directory sees the rest too."""
        model = self.model._meta
        if user.has_perm(f"{model.app_label}.view_{model.model_name}"):
            return self.all()
        return self.filter(is_active=True)

    def among(self, rows):
        """Rows that were read already, for a form that asks for them again."""
        return self.filter(pk__in=[row.pk for row in rows])


def outside_customs(organisations):
    """Those that Customs asks for opinions, comments and topics."""
    return [row for row in organisations if row.kind != Organisation.Kind.CUSTOMS]


class InTheDirectory(models.Model):
    """What an organisation and an office both tell: whom to ask about what."""

    answers_for = models.TextField(
        _("answers for"), blank=True, help_text=_("What people may ask here.")
    )
    answers_for_en = models.TextField(_("answers for, in English"), blank=True)
    is_enquiry_point = models.BooleanField(_("enquiry point"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def own_answers_for(self):
        """What it answers for, in the reader's language where that is written."""
        return (get_language() == "en" and self.answers_for_en) or self.answers_for


class Organisation(InTheDirectory):
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
    website = models.URLField(_("website"), blank=True)
    head_function = models.CharField(
        _("function of its head"),
        max_length=150,
        blank=True,
        help_text=_(
            "Such as “Directeur régional”: overdue commitments are escalated to whoever "
            "holds this function."
        ),
    )

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

    def clean(self):
        """The tree of units has no circle."""
        above = self.parent
        while above and self.pk:
            if above.pk == self.pk:
                raise ValidationError(
                    {"parent": _("This unit would be part of itself.")}
                )
            above = above.parent

    @property
    def full_name(self):
        """The name in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.name_en) or self.name


class Office(InTheDirectory):
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

    class Meta:
        verbose_name = _("customs office")
        verbose_name_plural = _("customs offices")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:office", args=[self.pk])
