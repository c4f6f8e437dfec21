"""What is signed is shown to everybody as it is, or taken back before it starts."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from instructions.letters import events
from instructions.models import Comparison, Version
from instructions.models.standing import ORIGINAL
from instructions.search.index import index, place, touched_by
from instructions.text import comparison


@transaction.atomic
def publish(*, version, by):
    """Show a signed text to everybody; whoever subscribed hears of it."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state != Version.State.SIGNED:
        raise Refused(_("Only a signed text can be published."))
    refuse_date(version)
    before = picture(version)
    if version.moves and not version.moves.taken_back_on:
        set_aside(version.moves, version.note, by)
    put_out(version, timezone.now())
    record("version.published", version, by=by, before=before)
    events.tell_published(version, by)
    return version


def refuse_date(version):
    """Raise where the dates of a text no longer let it be published."""
    today = timezone.localdate()
    if version.language != ORIGINAL:
        original = version.instruction.versions.get(
            language=ORIGINAL, number=version.number
        )
        if original.taken_back_on:
            raise Refused(_("The French version was taken back."))
        return
    if version.moves:
        if not version.moves.taken_back_on and min(version.moves.starts()) <= today:
            raise Refused(_("The version whose date it moves is in force already."))
        if min(version.starts()) <= today:
            raise Refused(_("The new date has come: give a later one."))
    may_look_back = version.is_correction or version.waiver
    if min(version.starts()) < today and not may_look_back:
        raise Refused(
            _(
                "The text would be in force before it is published: that needs a new date."
            )
        )


def put_out(version, at):
    """Make a signed text public from an instant on, compared and found by the search."""
    version.state = Version.State.PUBLISHED
    version.published_at, version.published_on = at, timezone.localdate(at)
    version.save(update_fields=["state", "published_at", "published_on", "updated_at"])
    version.instruction.save(update_fields=["updated_at"])
    keep_comparison(version)
    index(version)
    place(touched_by(version))


def keep_comparison(version):
    """Work out once what changed from the version before."""
    old = version.before()
    if old is not None:
        Comparison.objects.create(
            old=old, new=version, changes=comparison.to_json(differences(old, version))
        )


def differences(old, new):
    """What changed between two versions, worked out now."""
    return comparison.compare(
        [article.part for article in old.articles.all()],
        [article.part for article in new.articles.all()],
    )


@transaction.atomic
def take_back(*, version, reason, by):
    """Take back a published text before it starts; it stays readable, marked."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    refuse_started(version)
    if not reason.strip():
        raise Refused(_("Say why the text is taken back."))
    set_aside(version, reason, by)
    version.refresh_from_db()
    events.tell_taken_back(version, by)
    return version


def refuse_started(version):
    """Raise unless a text is published and starts nowhere before tomorrow."""
    if version.state != Version.State.PUBLISHED or version.taken_back_on:
        raise Refused(_("Only a published text can be taken back."))
    if min(version.starts()) <= timezone.localdate():
        raise Refused(
            _("The text is in force: another text must repeal, replace or amend it.")
        )


def set_aside(version, reason, by):
    """Mark a version and its translation as taken back, for a public reason."""
    same = version.instruction.versions.published().filter(number=version.number)
    for one in same.select_for_update():
        before = picture(one)
        one.taken_back_on, one.reason = timezone.localdate(), reason
        one.save(update_fields=["taken_back_on", "reason", "updated_at"])
        record("version.taken_back", one, by=by, before=before, reason=reason)
        place(touched_by(one))
    version.instruction.save(update_fields=["updated_at"])
