"""Before a claimed letter is written: is it still true, wanted, and wanted now?"""

import logging
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, override

from notices import bounces, outcome, wishes
from notices.kinds import KINDS
from notices.models import Notice

logger = logging.getLogger(__name__)
NEXT_MORNING = time(7)


def still_wanted(batch):
    """Yield (notice, kind) for what should leave now; the rest is marked."""
    with override(settings.LANGUAGE_CODE):
        known = prepared(batch)
        refused = bounces.refused_among({notice.email for notice in batch})
        wanted = wishes.of(batch)
        siblings = siblings_of(batch)
        return [
            (notice, KINDS[notice.kind])
            for notice in known
            if is_true(notice, refused, wanted, siblings)
            and is_now(notice, wanted, siblings)
        ]


def prepared(batch):
    """The letters of known kinds about objects that exist, fetched for as a whole."""
    known = []
    for code in {notice.kind for notice in batch}:
        group = [notice for notice in batch if notice.kind == code]
        try:
            if code not in KINDS:
                raise LookupError(f"No app knows letters of kind {code}.")
            KINDS[code].prepare([n for n in group if n.about is not None])
        except Exception as error:
            logger.exception("Letters of kind %s cannot be prepared", code)
            for notice in group:
                notice.attempts += 1
                outcome.failed(notice, repr(error))
        else:
            known += group
    return sorted(known, key=lambda notice: (notice.due_at, notice.pk))


def is_true(notice, refused, wanted, siblings):
    """Withdraw what no longer holds, nobody wants or a later letter says better."""
    if notice.email in refused:
        outcome.undeliverable(notice, refused[notice.email])
        return False
    try:
        reason = why_not(notice, wanted, siblings)
    except Exception as error:
        logger.exception("Cannot tell whether letter %s is still true", notice.pk)
        notice.attempts += 1
        outcome.failed(notice, repr(error))
        return False
    if reason:
        outcome.withdrawn(notice, reason)
    return not reason


def why_not(notice, wanted, siblings):
    kind = KINDS[notice.kind]
    if notice.about is None:
        return gettext("What it was about no longer exists.")
    if notice.user and not notice.user.is_active:
        return gettext("The account is closed.")
    if kind.may_be_off and wanted.is_off(notice):
        return gettext("The recipient does not want letters of this kind.")
    if any(is_later(other, notice) for other in siblings.get(same(notice), ())):
        return gettext("A later letter says the same.")
    return kind.still_true(notice)


def is_later(other, notice):
    unsent = other.state in {Notice.State.WAITING, Notice.State.SENDING}
    return unsent and (other.due_at, other.pk) > (notice.due_at, notice.pk)


def is_now(notice, wanted, siblings):
    """Let wait what today was told already, what is for the night or for a digest."""
    kind = KINDS[notice.kind]
    told = any(was_told(other, notice) for other in siblings.get(same(notice), ()))
    if told and not kind.every_change:
        outcome.wait(notice, tomorrow())
        return False
    return kind.is_urgent or wanted.is_now(notice, kind)


def was_told(other, notice):
    handed_over = other.state == Notice.State.SENDING and other.intent_at
    return other.pk != notice.pk and (other.state == Notice.State.SENT or handed_over)


def same(notice):
    return notice.email, notice.kind, notice.about_type_id, notice.about_id


SIBLING = [
    "email",
    "kind",
    "about_type_id",
    "about_id",
    "pk",
    "state",
    "due_at",
    "intent_at",
]


def siblings_of(batch):
    """Letters of the same kinds, objects and people: sent today, or due as well."""
    now = timezone.now()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    unsent = Q(state__in=[Notice.State.WAITING, Notice.State.SENDING], due_at__lte=now)
    rows = Notice.objects.filter(
        unsent | Q(state=Notice.State.SENT, ended_at__gte=midnight),
        email__in={notice.email for notice in batch},
        kind__in={notice.kind for notice in batch},
        about_type__in={notice.about_type_id for notice in batch},
        about_id__in={notice.about_id for notice in batch},
    )
    found = {}
    for other in rows.values_list(*SIBLING, named=True):
        found.setdefault(other[:4], []).append(other)
    return found


def tomorrow():
    day = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, NEXT_MORNING))
