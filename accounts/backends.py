from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists
from django.utils import timezone

from accounts.models import Mandate, User
from audit.prepared import TODAY, USER, first, prepared, stand_in


class MandatedBackend(ModelBackend):
    """What a group allows ends with the last mandate.

    The accounts of the administration keep theirs: a superuser opens and closes them.
    """

    def get_user(self, user_id):
        found = first(person(user=user_id))
        return found if found and self.user_can_authenticate(found) else None

    def get_all_permissions(self, user_obj, obj=None):
        """As Django does it, read once for this object of a person and asked at once."""
        is_known = hasattr(user_obj, "_perm_cache") or obj is not None
        if not is_known and user_obj.is_active and not user_obj.is_superuser:
            keys = {"user": user_obj.pk, "today": timezone.localdate()}
            names = permissions(user_obj.is_staff, **keys)
            user_obj._perm_cache = {f"{label}.{name}" for label, name in names}
        return super().get_all_permissions(user_obj, obj)

    def _get_group_permissions(self, user_obj):
        permissions = super()._get_group_permissions(user_obj)
        if user_obj.is_staff:
            return permissions
        mandates = Mandate.objects.current_of(user_obj)
        mandates = mandates.filter(organisation__is_active=True)
        return permissions.filter(Exists(mandates))


@prepared
def person():
    return User.objects.filter(pk=USER)


@prepared
def permissions(is_staff):
    """(application, name) of what an account of itself and its groups allow."""
    user = stand_in(User, "user", is_staff=is_staff)
    user.today = TODAY
    backend = MandatedBackend()
    own, of_groups = [
        allowed.values_list("content_type__app_label", "codename").order_by()
        for allowed in (
            backend._get_user_permissions(user),
            backend._get_group_permissions(user),
        )
    ]
    return own.union(of_groups)
