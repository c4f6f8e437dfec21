from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class Level(models.IntegerChoices):
    """Who sees a figure; each level sees the ones before it too."""

    PUBLIC = 0, _("public")
    PARTNERS = 1, _("partners")
    CUSTOMS = 2, _("customs only")

    @property
    def slug(self):
        return self.name.lower()


def reader_level(user):
    """The highest level that a person reads."""
    if user.has_perm("surveys.view_version"):
        return Level.CUSTOMS
    if user.is_anonymous:
        return Level.PUBLIC
    kinds = {organisation.kind for organisation in user.organisations()}
    if Organisation.Kind.CUSTOMS in kinds:
        return Level.CUSTOMS
    return Level.PARTNERS if kinds else Level.PUBLIC
