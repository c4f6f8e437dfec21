"""What brought a letter about a text, and how one click in the letter ends it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.trail import record
from instructions.letters import audience, events
from instructions.models import OfficeDate, Relation, Subscription
from notices.kinds import Subscriptions


def behind(notice):
    """The subscriptions of its reader that brought a letter."""
    for wanted in reasons(notice):
        rows = Subscription.objects.filter(wanted, user=notice.user_id)
        if found := list(rows):
            return found
    return []


def reasons(notice):
    """What one must follow to get a letter: the text itself, else one it changes."""
    about = notice.about
    if isinstance(about, Relation):
        yield audience.wanted(about.object)
    elif isinstance(about, OfficeDate):
        yield audience.wanted_at(about.office, about.version.instruction)
    else:
        is_dated = notice.kind == "instruction.tomorrow"
        yield audience.wanted(about.instruction, about if is_dated else None)
        for relation, _is_end in events.effects(about):
            yield audience.wanted(relation.object)


def still_followed(still_true):
    """A letter no longer holds for who ended what would have brought it."""

    def answer(notice):
        if reason := still_true(notice):
            return reason
        return "" if behind(notice) else _("Its reader no longer follows the text.")

    return answer


def taken(user_id, keys):
    rows = Subscription.objects.filter(pk__in=keys, user=user_id)
    return rows.select_related("office", "instruction__issuer")


def names(user_id, keys):
    return [row.name for row in taken(user_id, keys)]


def end(user_id, keys):
    """The address of the letter is the only proof of who asks: nobody is named."""
    for row in taken(user_id, keys).select_for_update(of=("self",)):
        record("subscription.ended", row, by=None)
        row.delete()


SUBSCRIPTIONS = Subscriptions(
    behind=behind,
    names=names,
    end=end,
    page=lambda: reverse("instructions:subscriptions"),
)
