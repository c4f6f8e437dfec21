"""The letters about accounts: links to set a password, and requests for access."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessRequest, PasswordLink, User
from accounts.models.access import LETTER_MAKES_SENSE
from notices.kinds import Kind, Letter, Owed, Recipient, register
from notices.sharing import once

WELCOME, RESET = "accounts.welcome", "accounts.reset"
ASKED, REFUSED = "accounts.access_asked", "accounts.access_refused"


def recipient(user):
    return Recipient(user.email, user.name, user.language, user)


def write(name, subject, **context):
    """A letter whose two bodies are templates of the same name."""
    context |= {"portal_name": settings.PORTAL_NAME}
    path = f"notices/emails/accounts/{name}"
    return Letter(
        subject=subject,
        text=render_to_string(f"{path}.txt", context),
        html=render_to_string(f"{path}.html", context),
    )


def owed_links(purpose):
    def owed(now):
        links = PasswordLink.objects.recent(now).filter(
            purpose=purpose, user__is_active=True
        )
        for link in links.select_related("user"):
            yield Owed(link, recipient(link.user), str(link.pk), link.asked_at)

    return owed


def fetch_people(notices):
    prefetch_related_objects([notice.about for notice in notices], "user")


def link_still_true(notice):
    link, user = notice.about, notice.about.user
    if PasswordLink.objects.newer_than(link).exists():
        return gettext("A newer link was asked for.")
    if user.last_login and user.last_login > link.asked_at:
        return gettext("The person has signed in since.")
    if link.asked_at < timezone.now() - LETTER_MAKES_SENSE:
        return gettext("The link was asked for too long ago.")
    return ""


def address(user):
    """Where the password is set; the token is made now, and dies with its use."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return settings.PORTAL_URL + reverse("accounts:set_password", args=[key, token])


def link_letter(name, subject):
    def letter(notice):
        user = notice.about.user
        return write(
            name,
            str(subject) % {"portal": settings.PORTAL_NAME},
            user=user,
            url=address(user),
            days=settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
        )

    return letter


def manages_users(user):
    """Whether requests for access are theirs to answer, read once for all kinds."""
    return once(user, "manages_users", lambda: user in User.objects.user_managers())


def owed_requests(now):
    waiting = list(AccessRequest.objects.waiting())
    managers = list(User.objects.user_managers()) if waiting else []
    for asked in waiting:
        for manager in managers:
            yield Owed(asked, recipient(manager), "asked", asked.asked_at)


def request_still_true(notice):
    if notice.about.state != AccessRequest.State.WAITING:
        return gettext("The request has been answered.")
    return ""


def request_letter(notice):
    asked = notice.about
    path = reverse("admin:accounts_accessrequest_change", args=[asked.pk])
    return write(
        "access_asked",
        gettext("Request for access: %(name)s") % {"name": asked.name},
        asked=asked,
        url=settings.PORTAL_URL + path,
    )


def owed_refusals(now):
    for refused in AccessRequest.objects.refused_since(now - LETTER_MAKES_SENSE):
        yield Owed(
            refused,
            Recipient(refused.email, refused.name, refused.language),
            "refused",
            refused.decided_at,
        )


def refusal_still_true(notice):
    return ""


def refusal_letter(notice):
    return write(
        "access_refused",
        gettext("Your request for access was not accepted"),
        asked=notice.about,
    )


register(
    Kind(
        code=WELCOME,
        name=_("Invitation to the portal"),
        reason=_(
            "You receive this letter because an account was opened for this address."
        ),
        owed=owed_links(PasswordLink.Purpose.WELCOME),
        still_true=link_still_true,
        letter=link_letter("welcome", _("Your account on %(portal)s")),
        prepare=fetch_people,
        is_urgent=True,
        every_change=True,
    )
)
register(
    Kind(
        code=RESET,
        name=_("New password"),
        reason=_(
            "You receive this letter because somebody asked for a new password for "
            "this address."
        ),
        owed=owed_links(PasswordLink.Purpose.RESET),
        still_true=link_still_true,
        letter=link_letter("reset", _("Set a new password on %(portal)s")),
        prepare=fetch_people,
        is_urgent=True,
        every_change=True,
    )
)
register(
    Kind(
        code=ASKED,
        name=_("Requests for access"),
        reason=_("You receive this letter because you manage the portal's users."),
        owed=owed_requests,
        still_true=request_still_true,
        letter=request_letter,
        concerns=manages_users,
    )
)
register(
    Kind(
        code=REFUSED,
        name=_("Answer to a request for access"),
        reason=_(
            "You receive this letter because somebody asked for access with this "
            "address."
        ),
        owed=owed_refusals,
        still_true=refusal_still_true,
        letter=refusal_letter,
        is_urgent=True,
    )
)
