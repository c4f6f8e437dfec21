from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists

from accounts.models import Mandate


class MandatedBackend(ModelBackend):
    """What a group allows ends with the last mandate.

    The accounts of the administration keep theirs: a superuser opens and closes them.
    """

    def _get_group_permissions(self, user_obj):
        permissions = super()._get_group_permissions(user_obj)
        if user_obj.is_staff:
            return permissions
        mandates = Mandate.objects.current().filter(
            user=user_obj, organisation__is_active=True
        )
        return permissions.filter(Exists(mandates))
