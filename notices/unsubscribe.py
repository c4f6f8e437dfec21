"""One click ends what brought a letter, or its kind, for one recipient (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from audit.trail import picture, record
from notices.kinds import KINDS
from notices.models import Preference

SALT = "notices.unsubscribe"


def url(notice):
    asked = KINDS[notice.kind].subscriptions
    keys = [row.pk for row in asked.behind(notice)] if asked else []
    token = signing.dumps([notice.kind, notice.user_id, notice.email, *keys], salt=SALT)
    return settings.PORTAL_URL + reverse("notices:unsubscribe", args=[token])


def read(token):
    """Kind, person, address and subscriptions; raises signing.BadSignature."""
    kind, user_id, email, *keys = signing.loads(token, salt=SALT)
    return kind, user_id, email, keys


@transaction.atomic
def stop(kind, user_id, email, keys=()):
    """End the subscriptions, or else turn the kind off for a person or an address."""
    if keys:
        KINDS[kind].subscriptions.end(user_id, keys)
    else:
        turn_off(kind, user_id, email)


def turn_off(kind, user_id, email):
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


@transaction.atomic
def resume(*, user, kinds, by):
    """Who subscribes anew wants the letters, whatever was turned off before."""
    off = user.preferences.filter(kind__in=kinds, how=Preference.How.OFF)
    for preference in off.select_for_update():
        before = picture(preference)
        preference.how = Preference.How.AT_ONCE
        preference.save(update_fields=["how"])
        record("preference.changed", preference, by=by, before=before)
