"""To whom a letter about a text goes: one letter a person, however many reasons."""

from django.db.models import Exists, OuterRef, Q

from accounts import groups
from accounts.models import Mandate, User
from instructions.models import Subscription
from notices.kinds import Recipient
from notices.sharing import once


def recipient(user):
    return Recipient(user.email, user.name, user.language, user)


def recipients(users, except_for=None):
    users = users.filter(is_active=True).order_by("pk").distinct()
    if except_for is not None:
        users = users.exclude(pk=except_for.pk)
    return [recipient(user) for user in users]


def partners(except_for=None):
    """The focal points of active organisations outside Customs, and who wants all."""
    focal = Mandate.objects.current().filter(
        user=OuterRef("pk"),
        is_focal_point=True,
        organisation__is_active=True,
        organisation__kind__in=["association", "public"],
    )
    everything = Subscription.objects.filter(user=OuterRef("pk"), scheme="all")
    users = User.objects.filter(Exists(focal) | Exists(everything))
    return recipients(users, except_for)


def subscribers(instruction, except_for=None, apart_from=None):
    """Whoever subscribed to this text or to something that it is about."""
    return subscribed(wanted(instruction, apart_from), except_for)


def wanted(instruction, apart_from=None):
    """Subscriptions to this text, or to a step, regime or office it is about.

    `apart_from` leaves out offices where that version has a day of its own: who
    follows only these hears of that day.
    """
    wanted = Q(scheme="all") | Q(instruction=instruction)
    for label in instruction.labels.filter(scheme__in=["step", "regime"]):
        wanted |= Q(scheme=label.scheme, code=label.code)
    offices = list(instruction.offices.all())
    at_office = Q(office__in=offices) if offices else Q(office__isnull=False)
    if apart_from is not None:
        own = list(apart_from.office_dates.values_list("office", flat=True))
        at_office &= ~Q(office__in=own)
    return wanted | at_office


def followers_at(office, instruction):
    return subscribed(wanted_at(office, instruction))


def wanted_at(office, instruction):
    """Subscriptions to an office, to a text or to everything."""
    return Q(scheme="all") | Q(instruction=instruction) | Q(office=office)


def subscribed(wanted, except_for=None):
    rows = Subscription.objects.filter(wanted, user=OuterRef("pk"))
    return recipients(User.objects.filter(Exists(rows)), except_for)


def editors(except_for=None):
    return recipients(User.objects.filter(groups__name=groups.TEXT_EDITOR), except_for)


def answerers(difficulty, except_for=None):
    """Editors of texts, and the secretaries at the office concerned."""
    local = Mandate.objects.current().filter(
        user=OuterRef("pk"), office=difficulty.office
    )
    users = User.objects.filter(
        Q(groups__name=groups.TEXT_EDITOR)
        | Q(Exists(local), groups__name=groups.LOCAL_SECRETARY)
    )
    return recipients(users, except_for)


def may_comment(user):
    """Whether somebody speaks for an organisation, or asked to hear of everything."""
    return user.is_partner() or "all" in followed(user)


def follows_texts(user):
    return bool(followed(user))


def followed(user):
    """The schemes of what this person follows, read once for all kinds of letters."""
    return once(
        user,
        "followed",
        lambda: set(user.text_subscriptions.values_list("scheme", flat=True)),
    )


def writes_texts(user):
    return groups.TEXT_EDITOR in names_of_groups(user)


def answers(user):
    return writes_texts(user) or groups.LOCAL_SECRETARY in names_of_groups(user)


def names_of_groups(user):
    return once(
        user,
        "names_of_groups",
        lambda: set(user.groups.values_list("name", flat=True)),
    )
