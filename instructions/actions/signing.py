"""Two people: who drafted does not sign. What is signed never changes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Entry
from audit.refusal import Refused
from audit.trail import picture, record
from instructions import signed_record
from instructions.models import Version

WRITING = ("version.started", "version.saved", "version.original_kept")


def wrote(user, version):
    """Whether a person drafted a version, or changed a word of it."""
    return (
        version.drafted_by_id == user.pk
        or Entry.objects.about(version).filter(by=user, verb__in=WRITING).exists()
    )


def refuse_unready(version):
    """Raise with the first thing that a text still lacks for its signature."""
    needed = (
        (version.legal_basis, _("The text has no legal basis.")),
        (version.changes, _("Say first what changes for the reader.")),
        (version.signatory_function, _("Say which function signs.")),
        (version.articles.exists(), _("The text has no article yet.")),
    )
    for is_there, sentence in needed:
        if not is_there:
            raise Refused(sentence)
    only_moved = version.moves and version.text == version.moves.text
    consulted = only_moved or version.state == Version.State.ANSWERED
    if version.state == Version.State.CONSULTATION:
        owed = version.consultation.comments.unanswered().count()
        raise Refused(
            ngettext(
                "%(count)s comment has no reply yet.",
                "%(count)s comments have no reply yet.",
                owed,
            )
            % {"count": owed}
            if owed
            else _("The answers to the consultation are not published yet.")
        )
    if not consulted and not version.waiver and version.language == "fr":
        raise Refused(
            _("Consult the trade first, or give one of the five exceptions and why.")
        )


@transaction.atomic
def sign(*, version, by):
    """Fix the text for good, under the name of somebody who did not write it."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state not in {
        Version.State.DRAFT,
        Version.State.CONSULTATION,
        Version.State.ANSWERED,
    }:
        raise Refused(_("Only a draft can be signed."))
    if wrote(by, version):
        raise Refused(_("Who drafts a text does not sign it: ask another signatory."))
    refuse_unready(version)
    before = picture(version)
    version.state, version.signed_at, version.signed_by = (
        Version.State.SIGNED,
        timezone.now(),
        by,
    )
    signed_record.write(version)
    version.save(update_fields=["state", "signed_at", "signed_by", "updated_at"])
    record("version.signed", version, by=by, before=before)
    return version
