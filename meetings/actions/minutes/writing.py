"""Writing minutes, several at once: who saves over newer words is shown both."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from commitments.actions.promising import check_parties
from meetings.actions.minutes.keeping import State, add_to, locked
from meetings.models import MinutesItem, Passage, Promise

ONE_SITTING = timedelta(minutes=5)


class Overtaken(Refused):
    """Somebody else wrote meanwhile; `row` is what stands there now."""

    def __init__(self, row):
        super().__init__(
            _("Somebody else wrote here meanwhile. Both texts are shown: choose.")
        )
        self.row = row


def clean(text):
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


@transaction.atomic
def write(*, passage, text, version, by):
    """Keep what was typed, unless somebody else typed since `version` was read.

    Typing saves every second or so: the trail keeps what stood before each sitting,
    and always what one person wrote over another's words.
    """
    locked(passage.item.minutes, State.DRAFT)
    passage = Passage.objects.select_for_update().get(pk=passage.pk)
    text = clean(text)
    if text == passage.text:
        return passage
    if passage.version != version:
        raise Overtaken(passage)
    now, before = timezone.now(), picture(passage)
    is_new_sitting = (
        passage.written_by_id != by.pk or passage.written_at < now - ONE_SITTING
    )
    passage.text, passage.version = text, passage.version + 1
    passage.written_by, passage.written_at = by, now
    passage.save()
    if is_new_sitting:
        record("minutes.written", passage, by=by, before=before)
    return passage


@transaction.atomic
def add_item(*, minutes, title, by):
    """What was not on the agenda and was spoken of all the same."""
    minutes = locked(minutes, State.DRAFT)
    item = add_to(minutes, title)
    record("minutes.item_added", item, by=by)
    return item


@transaction.atomic
def remove_item(*, item, by):
    """An item of which nothing is written."""
    minutes = locked(item.minutes, State.DRAFT)
    item = MinutesItem.objects.filter(pk=item.pk).first()
    if item is None:
        return
    if item.promises.exists() or item.passages.exclude(text="").exists():
        raise Refused(_("Something is written of this item: it stays."))
    record("minutes.item_removed", item, by=by)
    item.passages.all().delete()
    item.delete()
    for position, left in enumerate(minutes.items.order_by("position"), start=1):
        MinutesItem.objects.filter(pk=left.pk).update(position=position)


@transaction.atomic
def write_promise(*, item, values, by, promise=None, version=0):
    """A commitment made in the meeting; it stands once the minutes are approved."""
    locked(item.minutes, State.DRAFT)
    values = dict(values)
    counterparts = values.pop("counterparts")
    check_parties(values["owner"], counterparts)
    if promise is None:
        promise, before = Promise(item=item), {}
    else:
        promise = Promise.objects.select_for_update().get(pk=promise.pk)
        if promise.version != version:
            raise Overtaken(promise)
        before = picture(promise, ["counterparts"])
        promise.version += 1
    for name, value in values.items():
        setattr(promise, name, value)
    promise.save()
    promise.counterparts.set(counterparts)
    record(
        "minutes.promise_written",
        promise,
        by=by,
        before=before,
        many=["counterparts"],
    )
    return promise


@transaction.atomic
def remove_promise(*, promise, by):
    """It was not promised after all; the trail keeps what it said."""
    locked(promise.item.minutes, State.DRAFT)
    promise = Promise.objects.filter(pk=promise.pk).first()
    if promise is None:
        return
    record("minutes.promise_removed", promise, by=by, many=["counterparts"])
    promise.delete()
