from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, Organisation


class CommitteeQuerySet(models.QuerySet):
    def of_secretary(self, user):
        """The committees of the offices and units that the person's mandates name."""
        offices = Committee.offices.through.objects.filter(
            committee=OuterRef("pk"), office__in=user.offices()
        )
        return self.filter(
            Exists(offices) | Q(unit__in=user.organisations().filter(kind="customs"))
        )


class Committee(models.Model):
    """A consultative body: plenary, technical group, local committee, corridor."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("national plenary")
        TECHNICAL = "technical", _("technical group")
        LOCAL = "local", _("local committee")
        CORRIDOR = "corridor", _("corridor committee")

    name = models.CharField(_("name"), max_length=150, unique=True)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    founding_act = models.CharField(_("founding act"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("customs unit in charge"),
        null=True,
        blank=True,
        limit_choices_to={"kind": "customs"},
        related_name="committees",
    )
    offices = models.ManyToManyField(
        Office, verbose_name=_("customs offices"), blank=True, related_name="committees"
    )
    members = models.ManyToManyField(
        Organisation, verbose_name=_("members"), blank=True, related_name="memberships"
    )
    chair_function = models.CharField(_("chaired by"), max_length=150, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("escalates to"),
        null=True,
        blank=True,
        related_name="children",
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def own_name(self):
        """The name in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.name_en) or self.name
