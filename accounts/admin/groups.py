from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts import groups
from audit.admin import AuditedAdmin

admin.site.unregister(Group)
# What people use to sign in is theirs: no page of the admin shows or changes it.
for model in (Authenticator, EmailAddress, UserSession):
    admin.site.unregister(model)


@admin.register(Group)
class AuditedGroupAdmin(AuditedAdmin, GroupAdmin):
    """What each group may do; the groups come by migration, an administrator tunes."""

    list_display = ["name", "meaning"]

    @admin.display(description=_("meaning"))
    def meaning(self, group):
        return groups.label(group)
