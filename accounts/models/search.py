from django.conf import settings
from django.db import models
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models.person import User


class SavedSearchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only its owner ever sees a saved search."""
        return self.none() if user.is_anonymous else self.filter(user=user)


class SavedSearch(models.Model):
    """A list with its filters, or a search, that somebody keeps under a name."""

    LONGEST = 1000

    user = models.ForeignKey(
        User, models.CASCADE, editable=False, related_name="searches"
    )
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=LONGEST, editable=False)
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="a_saved_search_has_its_own_name",
                violation_error_message=_("You keep another search under this name."),
                violation_error_code="name",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The list in the reader's language."""
        wanted = get_language()
        with override(settings.LANGUAGE_CODE):
            return translate_url(self.address, wanted)
