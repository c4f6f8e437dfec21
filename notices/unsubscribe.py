"""One click stops a kind of letter for one recipient (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from audit.trail import picture, record
from notices.kinds import KINDS
from notices.models import Preference

SALT = "notices.unsubscribe"


def url(notice):
    token = signing.dumps([notice.kind, notice.user_id, notice.email], salt=SALT)
    return settings.PORTAL_URL + reverse("notices:unsubscribe", args=[token])


def read(token):
    """Kind, person and address of a token; raises signing.BadSignature."""
    return signing.loads(token, salt=SALT)


@transaction.atomic
def stop(kind, user_id, email):
    """Turn a kind off for a person, or for an address without an account."""
    email = "" if user_id else email
    off = Preference.How.OFF
    preference, is_new = Preference.objects.select_for_update().get_or_create(
        kind=kind, user_id=user_id, email=email, defaults={"how": off}
    )
    if not is_new and preference.how == off:
        return
    before = {} if is_new else picture(preference)
    preference.how = off
    preference.save(update_fields=["how"])
    record("preference.changed", preference, by=None, before=before)
    if user_id:
        KINDS[kind].stopped(preference.user)


@transaction.atomic
def resume(*, user, kinds, by):
    """Who subscribes anew wants the letters, whatever was turned off before."""
    off = user.preferences.filter(kind__in=kinds, how=Preference.How.OFF)
    for preference in off.select_for_update():
        before = picture(preference)
        preference.how = Preference.How.AT_ONCE
        preference.save(update_fields=["how"])
        record("preference.changed", preference, by=by, before=before)
