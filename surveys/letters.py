"""The letter to partners when a wave is published."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Mandate
from notices.kinds import Kind, Letter, Recipient, nothing, register
from surveys.models import Version

PUBLISHED = "surveys.published"


def partners():
    """Whoever holds a mandate in an active organisation today, each once."""
    mandates = (
        Mandate.objects.current()
        .filter(organisation__is_active=True)
        .select_related("user")
    )
    people = {mandate.user.pk: mandate.user for mandate in mandates}
    return [
        Recipient(user.email, user.name, user.language, user)
        for _pk, user in sorted(people.items())
    ]


def is_out_of_date(notice):
    if notice.about.state != Version.State.PUBLISHED:
        return _("This version is no longer the published one.")
    return ""


def letter(notice):
    version = notice.about
    context = {
        "version": version,
        "wave": version.wave,
        "address": settings.PORTAL_URL + version.wave.get_absolute_url(),
        "permanent": settings.PORTAL_URL + version.get_absolute_url(),
    }
    subject = _("Survey results published: %(wave)s") % {"wave": version.wave.name}
    if version.note:
        subject = _("Survey results corrected: %(wave)s") % {"wave": version.wave.name}
    return Letter(
        subject=subject,
        text=render_to_string("surveys/emails/published.txt", context),
        html=render_to_string("surveys/emails/published.html", context),
        thread=f"survey-{version.wave.year}",
    )


def register_all():
    register(
        Kind(
            code=PUBLISHED,
            name=gettext_lazy("Survey results"),
            reason=gettext_lazy(
                "You receive this letter because you hold a mandate in an organisation "
                "of the dialogue."
            ),
            owed=nothing,
            still_true=is_out_of_date,
            letter=letter,
            may_be_off=True,
            concerns=lambda user: user.is_partner(),
        )
    )
